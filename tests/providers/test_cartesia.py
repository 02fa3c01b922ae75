"""The Cartesia stand-in, through LiveKit's own plugin."""

import asyncio
import json
import time
from collections.abc import AsyncIterator

import aiohttp
import pytest
from livekit.agents import APIConnectOptions, APIError
from livekit.plugins import cartesia
from websockets.asyncio.client import connect

from harness.providers.cartesia import CartesiaStandIn
from harness.providers.faults import Fault, Faults, Latency

PATIENCE_SECONDS = 60.0
"""For speech that comes: a busy machine may take its time."""


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as http:
        yield http


async def speak(
    session: aiohttp.ClientSession, url: str, text: str, patience_seconds: float = PATIENCE_SECONDS
) -> tuple[float, float, list[tuple[str, float, float]]]:
    """Return seconds to the first audio, seconds of audio, and the words with their times."""
    voice = cartesia.TTS(api_key="key", base_url=url, http_session=session)
    once = APIConnectOptions(max_retry=0, timeout=patience_seconds)
    began, first, seconds = time.monotonic(), 0.0, 0.0
    words: list[tuple[str, float, float]] = []
    try:
        async with voice.stream(conn_options=once) as stream:
            stream.push_text(text)
            stream.end_input()
            async for event in stream:
                first = first or time.monotonic() - began
                seconds += event.frame.duration
                for word in event.frame.userdata.get("lk.timed_transcripts", []):
                    words.append((str(word).strip(), word.start_time, word.end_time))
    finally:
        await voice.aclose()
    return first, seconds, words


async def test_the_plugin_hears_every_word_with_its_time(session: aiohttp.ClientSession) -> None:
    stand_in = CartesiaStandIn()
    with stand_in.running() as url:
        _, seconds, words = await speak(session, url, "Tell me more. What did you do?")
    assert seconds == pytest.approx(7 * 0.3, abs=0.02)
    assert [word for word, _, _ in words] == ["Tell", "me", "more.", "What", "did", "you", "do?"]
    assert words[3][1] == pytest.approx(0.9, abs=0.01)
    assert "Tell me more." in next(iter(stand_in.contexts.values()))


async def test_the_first_audio_waits_as_long_as_it_is_told_to(
    session: aiohttp.ClientSession,
) -> None:
    with CartesiaStandIn(first_byte=Latency(0.25)).running() as url:
        first, _, _ = await speak(session, url, "Go on.")
    assert first >= 0.25


@pytest.mark.parametrize(
    "faults",
    [
        {"connection_faults": Faults({1: Fault.REFUSE})},
        {"connection_faults": Faults({1: Fault.RATE_LIMITED})},
        {"connection_faults": Faults({1: Fault.HANG})},
        {"context_faults": Faults({1: Fault.SERVER_ERROR})},
        {"context_faults": Faults({1: Fault.HANG})},
        {"context_faults": Faults({1: Fault.GARBAGE})},
        {"context_faults": Faults({1: Fault.CUT})},
    ],
    ids=lambda faults: "-".join(f"{name}-{plan.at[1]}" for name, plan in faults.items()),
)
async def test_a_fault_fails_one_utterance_and_the_next_is_spoken(
    session: aiohttp.ClientSession, faults: dict[str, Faults]
) -> None:
    with CartesiaStandIn(**faults).running() as url:  # type: ignore[arg-type]
        with pytest.raises(APIError):
            await speak(session, url, "One two three. Four five six.", patience_seconds=1.0)
        _, seconds, _ = await speak(session, url, "And again.")
    assert seconds == pytest.approx(0.6, abs=0.02)


async def test_an_empty_context_is_done_without_audio() -> None:
    with CartesiaStandIn(context_faults=Faults({1: Fault.EMPTY})).running() as url:
        async with connect(f"{url.replace('http', 'ws')}/tts/websocket") as socket:
            await socket.send(json.dumps(_request("a", "Hello.")))
            assert json.loads(await socket.recv())["type"] == "done"


async def test_a_cancelled_context_says_no_more_and_others_go_on() -> None:
    stand_in = CartesiaStandIn(first_byte=Latency(2.0))  # cancelled long before
    with stand_in.running() as url:
        async with connect(f"{url.replace('http', 'ws')}/tts/websocket") as socket:
            await socket.send(json.dumps(_request("a", "Never spoken.")))
            await socket.send(json.dumps({"context_id": "a", "cancel": True}))
            await socket.send(json.dumps(_request("b", "Spoken.")))
            heard = [
                json.loads(await asyncio.wait_for(socket.recv(), PATIENCE_SECONDS))
                for _ in range(2)
            ]
    assert {message["context_id"] for message in heard} == {"b"}
    assert stand_in.cancelled == ["a"]


def _request(context_id: str, text: str) -> dict[str, object]:
    return {
        "context_id": context_id,
        "transcript": text,
        "continue": False,
        "output_format": {"container": "raw", "encoding": "pcm_s16le", "sample_rate": 24_000},
    }
