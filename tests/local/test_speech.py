"""The speech process with its real models, through LiveKit's own plugins."""

from collections.abc import Callable
from difflib import SequenceMatcher
from itertools import pairwise

import aiohttp
import httpx
import numpy as np
import pytest

from harness.voices import FLITE_VOICES, flite, flite_is_installed
from local.audio_output import wav_file
from local.spoken_script import Say, Spoken, piper_over_http, render
from tests.local.plugins import recognise, speak, transcribe, word_errors

pytestmark = pytest.mark.timeout(600)  # real models on a machine that may be busy

ANSWER = (
    "I led a team of engineers. Because the customers were complaining, we had to decide within "
    "two days. What would you have done?"
)

Speaker = Callable[[httpx.AsyncClient, str], Say]


def _piper(speed: float) -> Speaker:
    return lambda client, url: piper_over_http(client, url, 16_000, speed)


def _flite(voice: str) -> Speaker:
    return lambda _client, _url: flite(voice, 16_000)


SPEAKERS: dict[str, Speaker] = {
    "piper, slow": _piper(0.8),
    "piper, fast": _piper(1.25),
    **{f"flite, {voice}": _flite(voice) for voice in FLITE_VOICES[:2] if flite_is_installed()},
}


async def test_what_piper_says_through_the_plugin_whisper_hears_through_the_plugin(
    session: aiohttp.ClientSession, speech_url: str
) -> None:
    spoken = await speak(session, speech_url, ANSWER)
    heard = await recognise(speech_url, spoken.frames)
    assert word_errors(ANSWER, heard) <= 2, heard


async def test_spoken_words_come_complete_in_order_and_inside_the_audio(
    session: aiohttp.ClientSession, speech_url: str
) -> None:
    spoken = await speak(session, speech_url, ANSWER)
    assert [word for word, _, _ in spoken.words] == ANSWER.split()
    edges = [edge for _, start, end in spoken.words for edge in (start, end)]
    assert edges == sorted(edges)
    assert edges[0] >= 0
    assert edges[-1] <= spoken.seconds


@pytest.mark.parametrize("hum", ["Mm-hm.", "Mhm.", "Mm.", "Hm."])
async def test_a_hum_is_no_spelling(
    session: aiohttp.ClientSession, speech_url: str, hum: str
) -> None:
    """ "Mm-hm" letter by letter is five syllables."""
    spoken = await speak(session, speech_url, hum)
    spelt = await speak(session, speech_url, "M, M, H, M.")
    assert [word for word, _, _ in spoken.words] == [hum]
    assert spoken.seconds < 0.75 * spelt.seconds


async def test_the_voice_speaks_at_the_rate_it_is_asked_for(
    session: aiohttp.ClientSession, speech_url: str
) -> None:
    spoken = await speak(session, speech_url, "What did you do?", rate=16_000)
    assert {frame.sample_rate for frame in spoken.frames} == {16_000}
    assert 0.6 < spoken.seconds < 2.5


async def test_recognised_words_lie_where_the_voice_put_them(
    client: httpx.AsyncClient, session: aiohttp.ClientSession, speech_url: str
) -> None:
    spoken = await speak(session, speech_url, "We decided to wait for the results.", rate=16_000)
    pcm = b"".join(bytes(frame.data) for frame in spoken.frames)
    answer = await transcribe(client, speech_url, wav_file(pcm, 16_000), words=True)
    heard = answer["words"]
    said, understood = [word for word, _, _ in spoken.words], [word["word"] for word in heard]
    apart = [
        abs((heard[b + n]["start"] + heard[b + n]["end"]) / 2 - sum(spoken.words[a + n][1:]) / 2)
        for a, b, length in SequenceMatcher(a=said, b=understood).get_matching_blocks()
        for n in range(length)
    ]
    assert len(apart) >= len(said) - 2, understood
    assert float(np.median(apart)) < 0.15
    assert heard[-1]["end"] <= answer["duration"]


@pytest.mark.parametrize("name", SPEAKERS)
async def test_other_ways_of_speaking_are_understood_too(
    client: httpx.AsyncClient, speech_url: str, name: str
) -> None:
    said = "We measured it before and after, and it took half of the time that it had taken."
    samples = await SPEAKERS[name](client, speech_url)(said)
    answer = await transcribe(client, speech_url, wav_file(samples.tobytes(), 16_000))
    assert word_errors(said, answer["text"]) <= 3, answer["text"]


async def test_a_script_is_spoken_with_its_pauses(
    client: httpx.AsyncClient, speech_url: str
) -> None:
    say = piper_over_http(client, speech_url, 16_000)
    script = "I led the team [pause 1.2] and then we decided to wait. [pause 0.5] That was it."
    spoken = await render(script, say, 16_000)
    between = [
        spoken.samples[round(earlier[1] * 16_000) : round(later[0] * 16_000)]
        for earlier, later in pairwise(spoken.parts)
    ]
    assert [len(samples) for samples in between] == [1.2 * 16_000, 0.5 * 16_000]
    assert not any(samples.any() for samples in between)
    assert spoken.seconds == pytest.approx(spoken.parts[-1][1])

    async def from_first_word_to_last(spoken: Spoken) -> float:
        wav = wav_file(spoken.samples.tobytes(), 16_000)
        answer = await transcribe(client, speech_url, wav, words=True)
        assert word_errors(spoken.text, answer["text"]) <= 2, answer["text"]
        return float(answer["words"][-1]["start"] - answer["words"][0]["start"])

    # where a word begins after a pause is only roughly known, and the voice pauses at a full stop
    without_pauses = await render(spoken.text, say, 16_000)
    paused, plain = [await from_first_word_to_last(one) for one in (spoken, without_pauses)]
    assert paused - plain > 1.0


async def test_more_than_half_a_minute_is_heard_to_its_end(
    client: httpx.AsyncClient, speech_url: str
) -> None:
    say = piper_over_http(client, speech_url, 16_000)
    spoken = await render(
        f"{ANSWER} [pause 9] {ANSWER} [pause 9] Thanks for the talk.", say, 16_000
    )
    assert spoken.seconds > 32
    wav = wav_file(spoken.samples.tobytes(), 16_000)
    answer = await transcribe(client, speech_url, wav, words=True)
    assert word_errors(spoken.text, answer["text"]) <= 6, answer["text"]
    ends = [segment["end"] for segment in answer["segments"]]
    assert ends == sorted(ends)
    assert ends[-1] <= answer["duration"]
