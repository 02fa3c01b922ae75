"""The real client code against a Groq that fails in every way it can."""

from collections.abc import Iterator
from types import SimpleNamespace

import numpy as np
import openai
import pytest

from agent.speech.hearing.recogniser import (
    FallbackRecogniser,
    RecogniserOptions,
    WhisperRecogniser,
    parse,
)
from agent.speech.turn_audio import as_wav
from core.errors import ProviderUnavailableError
from harness.providers.faults import Fault, Faults, Latency
from harness.providers.groq import GroqStandIn
from harness.providers.groq_transcription import Transcriptions

NOISE = (np.random.default_rng(1).normal(0, 3000, 16_000)).astype(np.int16)


class Served:
    """A stand-in and a recogniser that asks it."""

    def __init__(self, stand_in: GroqStandIn, url: str) -> None:
        self.stand_in = stand_in
        self.faults: list[str] = []
        self.client = openai.AsyncClient(api_key="test", base_url=f"{url}/openai/v1", max_retries=0)

    def recogniser(self, **options: object) -> WhisperRecogniser:
        given = {"name": "groq", "model": "whisper-large-v3-turbo", "timeout_seconds": 30.0}
        return WhisperRecogniser(self.client, RecogniserOptions(**{**given, **options}))  # type: ignore[arg-type]


@pytest.fixture
def served() -> Iterator[Served]:
    stand_in = GroqStandIn(transcriptions=Transcriptions(texts=["I led the team."]))
    with stand_in.running() as url:
        yield Served(stand_in, url)


async def test_words_with_their_times_are_asked_for_and_come_back(served: Served) -> None:
    heard = await served.recogniser(prompt="Um, uh").recognise(NOISE, served.faults.append)
    assert heard.text == "I led the team."
    assert [word.text for word in heard.words] == ["I", "led", "the", "team."]
    request = served.stand_in.transcriptions.requests[0]
    assert request.wants_words
    assert request.fields["prompt"] == ["Um, uh"]
    assert request.duration == pytest.approx(1.0)
    await served.client.close()


async def test_silence_is_not_sent_anywhere(served: Served) -> None:
    silence = np.zeros(16_000, np.int16)
    heard = await served.recogniser().recognise(silence, served.faults.append)
    assert heard.text == ""
    assert served.stand_in.transcriptions.requests == []
    await served.client.close()


@pytest.mark.parametrize(
    ("fault", "named"),
    [
        (Fault.RATE_LIMITED, "status 429"),
        (Fault.SERVER_ERROR, "status 500"),
        (Fault.HANG, "timeout"),
        (Fault.GARBAGE, "unreadable answer"),
        (Fault.CUT, "no connection"),
    ],
)
async def test_a_failure_is_told_and_the_same_audio_sent_again(
    served: Served, fault: Fault, named: str
) -> None:
    served.stand_in.transcriptions.faults = Faults({1: fault})
    recogniser = served.recogniser(timeout_seconds=2.0 if fault is Fault.HANG else 30.0)
    heard = await recogniser.recognise(NOISE, served.faults.append)
    assert heard.text == "I led the team."
    assert served.faults == [f"groq: {named}"]
    first, second = served.stand_in.transcriptions.requests[:2]
    assert first.audio == second.audio == as_wav(NOISE)
    await served.client.close()


async def test_after_its_retries_it_gives_up_with_every_reason(served: Served) -> None:
    served.stand_in.transcriptions.faults = Faults(otherwise=Fault.SERVER_ERROR)
    with pytest.raises(ProviderUnavailableError, match="status 500; groq: status 500"):
        await served.recogniser(max_retries=1).recognise(NOISE, served.faults.append)
    assert len(served.faults) == 2
    await served.client.close()


async def test_the_fallback_gets_the_same_audio(served: Served) -> None:
    other = GroqStandIn(transcriptions=Transcriptions(texts=["From the second."]))
    served.stand_in.transcriptions.faults = Faults(otherwise=Fault.SERVER_ERROR)
    with other.running() as url:
        second = Served(other, url)
        chain = FallbackRecogniser((served.recogniser(max_retries=0), second.recogniser()))
        heard = await chain.recognise(NOISE, served.faults.append)
        await second.client.close()
    assert heard.text == "From the second."
    assert other.transcriptions.requests[0].audio == as_wav(NOISE)
    assert served.faults == ["groq: status 500"]
    await served.client.close()


async def test_a_late_request_is_overtaken_by_a_second_one(served: Served) -> None:
    delays = iter([60.0, 0.0, 0.0])

    class Once(Latency):
        def seconds(self) -> float:
            return next(delays)

    served.stand_in.transcriptions.latency = Once()
    heard = await served.recogniser(hedge_seconds=0.1).recognise(NOISE, served.faults.append)
    assert heard.text == "I led the team."
    assert served.faults == []
    await served.client.close()


async def test_a_failure_that_a_second_request_made_good_is_told_all_the_same(
    served: Served,
) -> None:
    served.stand_in.transcriptions.faults = Faults({1: Fault.SERVER_ERROR})
    served.stand_in.transcriptions.latency = Latency(0.3)
    heard = await served.recogniser(hedge_seconds=0.1).recognise(NOISE, served.faults.append)
    assert heard.text == "I led the team."
    assert served.faults == ["groq: status 500"]
    await served.client.close()


def test_segments_of_no_speech_are_dropped_with_their_words() -> None:
    class Item:
        def __init__(self, **values: object) -> None:
            self.__dict__.update(values)

    answer = Item(
        text="I led it. Thank you for watching.",
        segments=[
            Item(text=" I led it.", start=0.0, end=1.0, no_speech_prob=0.1, avg_logprob=-0.2),
            Item(
                text=" Thank you for watching.",
                start=1.0,
                end=2.0,
                no_speech_prob=0.9,
                avg_logprob=-1.4,
            ),
        ],
        words=[Item(word="it.", start=0.5, end=0.9), Item(word="watching.", start=1.5, end=1.9)],
    )
    heard = parse(answer)
    assert heard.text == "I led it."
    assert [word.text for word in heard.words] == ["it."]


def test_full_stops_for_pauses_are_no_words() -> None:
    said = SimpleNamespace(word=" days.", start=0.0, end=0.4)
    pause = SimpleNamespace(word=" .", start=0.4, end=1.2)
    answer = SimpleNamespace(text="days. . . And then ...", words=[said, pause], segments=[])
    heard = parse(answer)
    assert heard.text == "days. And then ..."
    assert [word.text for word in heard.words] == ["days."]


def test_what_is_no_transcription_is_refused() -> None:
    with pytest.raises(ValueError, match="no text"):
        parse({"hello": "world"})
