"""The speech websocket and `/tts/bytes`: contexts, flushes, cancellation, errors."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import numpy as np
import psutil
import pytest
from websockets.asyncio.client import ClientConnection, connect

from harness.server_process import ServerProcess

pytestmark = pytest.mark.timeout(600)  # a real voice on a machine that may be busy

LONG = "This is a sentence that goes on for some time, and does not come to its end so soon. " * 3
VERY_LONG = LONG * 30
"""More than five minutes of speech, which take many seconds to make."""


@pytest.fixture
async def socket(speech_url: str) -> AsyncIterator[ClientConnection]:
    url = speech_url.replace("http", "ws", 1)
    async with connect(
        f"{url}/tts/websocket?api_key=k&cartesia_version=2025-04-16", max_size=None
    ) as opened:
        yield opened


def generation(context_id: str, transcript: str, **more: Any) -> str:
    return json.dumps(
        {
            "model_id": "sonic-3",
            "voice": {"mode": "id", "id": "any"},
            "language": "en",
            "context_id": context_id,
            "transcript": transcript,
            "output_format": {
                "container": "raw",
                "encoding": "pcm_s16le",
                "sample_rate": 16_000,
            },
            **more,
        }
    )


WITH_CONTEXT = ("transcript", "speaks en only", "encoding", "sample_rate", "cancel")


async def until_done(socket: ClientConnection, *contexts: str) -> list[dict[str, Any]]:
    """Return all messages up to and with the `done` of these contexts."""
    heard: list[dict[str, Any]] = []
    waiting = set(contexts)
    while waiting:
        message = json.loads(await asyncio.wait_for(socket.recv(), 120))
        heard.append(message)
        if message["done"]:
            waiting.discard(message["context_id"])
    return heard


def seconds_of(messages: list[dict[str, Any]], context_id: str) -> float:
    return sum(
        len(base64.b64decode(message["data"])) / 32_000
        for message in messages
        if message["type"] == "chunk" and message["context_id"] == context_id
    )


async def test_contexts_on_one_connection_are_spoken_side_by_side(
    socket: ClientConnection,
) -> None:
    await socket.send(generation("long", LONG))
    await socket.send(generation("short", "Yes."))
    heard = await until_done(socket, "long", "short")
    ends = [message["context_id"] for message in heard if message["type"] == "done"]
    assert ends == ["short", "long"]
    assert seconds_of(heard, "long") > 5 * seconds_of(heard, "short") > 0


async def test_a_context_goes_on_until_it_is_ended_and_its_clock_with_it(
    socket: ClientConnection,
) -> None:
    await socket.send(generation("a", "One two. ", **{"continue": True}, add_timestamps=True))
    await socket.send(generation("a", "Three ", **{"continue": True}, add_timestamps=True))
    await socket.send(generation("a", "four.", add_timestamps=True))
    heard = await until_done(socket, "a")
    times = [message["word_timestamps"] for message in heard if message["type"] == "timestamps"]
    assert [word for part in times for word in part["words"]] == ["One", "two.", "Three", "four."]
    starts = [start for part in times for start in part["start"]]
    assert starts == sorted(starts)
    assert times[-1]["end"][-1] <= seconds_of(heard, "a")


async def test_text_without_an_end_is_spoken_when_the_patience_is_over(
    socket: ClientConnection,
) -> None:
    await socket.send(generation("a", "And then", **{"continue": True}, max_buffer_delay_ms=50))
    first = json.loads(await asyncio.wait_for(socket.recv(), 120))
    assert (first["type"], first["status_code"]) == ("chunk", 206)
    await socket.send(generation("a", ""))
    assert (await until_done(socket, "a"))[-1]["type"] == "done"


async def test_a_flush_is_answered_after_what_came_before_it(socket: ClientConnection) -> None:
    await socket.send(generation("a", "One", **{"continue": True}, flush=True))
    await socket.send(generation("a", "two"))
    kinds = [message["type"] for message in await until_done(socket, "a")]
    assert kinds.count("flush_done") == 1
    at = kinds.index("flush_done")
    assert kinds[at - 1] == kinds[at + 1] == "chunk"
    assert kinds[-1] == "done"


async def test_a_cancelled_context_stops_and_the_next_is_spoken_at_once(
    socket: ClientConnection,
) -> None:
    await socket.send(generation("a", VERY_LONG))
    assert json.loads(await socket.recv())["context_id"] == "a"
    await socket.send(json.dumps({"context_id": "a", "cancel": True}))
    await socket.send(generation("b", "Yes."))
    heard = await until_done(socket, "b")
    assert seconds_of(heard, "a") < 100
    after = heard[[m["type"] == "done" for m in heard].index(True) + 1 :]
    assert {message["context_id"] for message in after} == {"b"}


async def until_idle(process: psutil.Process) -> None:
    """Return once a process has nothing to do."""
    while True:
        before = sum(process.cpu_times()[:2])
        await asyncio.sleep(0.5)
        if sum(process.cpu_times()[:2]) - before < 0.05:
            return


async def test_a_connection_that_breaks_leaves_nothing_working(
    running_speech: ServerProcess, socket: ClientConnection
) -> None:
    url = running_speech.url.replace("http", "ws", 1)
    async with connect(f"{url}/tts/websocket", max_size=None) as leaving:
        for n in range(5):
            await leaving.send(generation(str(n), VERY_LONG))
        await leaving.recv()
    # what is left would keep two processors busy for longer
    await asyncio.wait_for(until_idle(psutil.Process(running_speech.process.pid)), 30)
    await socket.send(generation("b", "Yes."))
    assert seconds_of(await until_done(socket, "b"), "b") > 0.2


@pytest.mark.parametrize(
    ("message", "problem"),
    [
        ("{not json", "Invalid JSON"),
        ("[1, 2]", "should be an object"),
        (b"\x00\x01", "Invalid JSON"),
        ('{"context_id": "a", "cancel": false}', "cancel"),
        ('{"context_id": "a"}', "transcript"),
        (generation("a", "x" * 10_001), "transcript"),
        (generation("a", "Hallo.", language="de"), "speaks en only"),
        (generation("a", "Hi.", output_format={"encoding": "pcm_mulaw"}), "encoding"),
        (generation("a", "Hi.", output_format={"sample_rate": 1}), "sample_rate"),
    ],
)
async def test_a_wrong_message_is_answered_and_the_connection_goes_on(
    socket: ClientConnection, message: str | bytes, problem: str
) -> None:
    await socket.send(message)
    answer = json.loads(await asyncio.wait_for(socket.recv(), 120))
    assert (answer["type"], answer["status_code"]) == ("error", 400)
    assert problem in answer["error"]
    assert answer["context_id"] == ("a" if problem in WITH_CONTEXT else None)
    await socket.send(generation("b", "Yes."))
    assert (await until_done(socket, "b"))[-1]["type"] == "done"


async def test_nothing_to_say_is_done_without_audio(socket: ClientConnection) -> None:
    for context_id, text in (("a", " "), ("b", "..."), ("c", "–")):
        await socket.send(generation(context_id, text))
        assert seconds_of(await until_done(socket, context_id), context_id) < 1.0


async def test_whole_texts_come_raw_or_as_a_wav(client: httpx.AsyncClient, speech_url: str) -> None:
    body = {
        "transcript": "What did you learn?",
        "output_format": {"container": "wav", "encoding": "pcm_s16le", "sample_rate": 8_000},
    }
    wav = await client.post(f"{speech_url}/tts/bytes", json=body)
    assert wav.content[:4] == b"RIFF"
    body["output_format"] = {"container": "raw", "encoding": "pcm_f32le", "sample_rate": 8_000}
    raw = await client.post(f"{speech_url}/tts/bytes", json=body)
    samples = np.frombuffer(raw.content, "<f4")
    assert 0.1 < float(np.abs(samples).max()) <= 1.0
    assert len(samples) == pytest.approx(len(wav.content) / 2, rel=0.3)


@pytest.mark.parametrize("body", ["{}", "no json", '{"transcript": 5, "output_format": {}}'])
async def test_a_wrong_request_for_a_whole_text_is_refused(
    client: httpx.AsyncClient, speech_url: str, body: str
) -> None:
    answer = await client.post(f"{speech_url}/tts/bytes", content=body)
    assert answer.status_code == 400
    assert answer.json()["error_code"] == "invalid_request"
