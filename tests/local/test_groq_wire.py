"""The transcription endpoint: its forms, its errors, its queue."""

import asyncio
import struct
import time
from difflib import get_close_matches
from typing import Any

import httpx
import numpy as np
import psutil
import pytest

from harness.server_process import ServerProcess
from local.audio_output import wav_file
from local.groq_wire import MAX_FILE_BYTES
from local.spoken_script import piper_over_http
from tests.local.plugins import TRANSCRIPTIONS, form, transcribe, word_errors

pytestmark = pytest.mark.timeout(600)  # a real model on a machine that may be busy

SILENCE = wav_file(bytes(2 * 16_000), 16_000)


async def post(client: httpx.AsyncClient, url: str, **upload: Any) -> httpx.Response:
    return await client.post(f"{url}{TRANSCRIPTIONS}", **upload)


@pytest.mark.parametrize(
    ("upload", "status", "code"),
    [
        ({"data": {"model": "whisper"}}, 400, "invalid_file"),
        ({"data": {"model": "whisper"}, "files": {"other": b"x"}}, 400, "invalid_file"),
        ({"files": {"file": ("a.wav", SILENCE)}}, 400, "invalid_field"),
        (form(SILENCE, response_format="srt"), 400, "invalid_field"),
        (form(SILENCE, temperature="hot"), 400, "invalid_field"),
        (form(SILENCE, temperature="1.5"), 400, "invalid_field"),
        (form(SILENCE, language="de"), 400, "language_not_supported"),
        (form(SILENCE, **{"timestamp_granularities[]": "syllable"}), 400, "invalid_field"),
        (form(b"this is no audio at all"), 422, "audio_not_readable"),
        (form(b"RIFF\x00\x00\x00\x00WAVEfmt "), 422, "audio_not_readable"),
        (form(bytes(MAX_FILE_BYTES + 1)), 413, "file_too_large"),
        (form(bytes(MAX_FILE_BYTES + 100_000)), 413, "file_too_large"),
    ],
)
async def test_wrong_input_is_refused_in_the_providers_form(
    client: httpx.AsyncClient, speech_url: str, upload: dict[str, Any], status: int, code: str
) -> None:
    answer = await post(client, speech_url, **upload)
    assert answer.status_code == status
    error = answer.json()["error"]
    assert error["code"] == code
    assert error["type"] == "invalid_request_error"
    assert error["message"]


@pytest.mark.parametrize("audio", [b"", wav_file(b"", 16_000), wav_file(bytes(800), 16_000)])
async def test_no_audio_or_very_little_is_an_empty_text(
    client: httpx.AsyncClient, speech_url: str, audio: bytes
) -> None:
    answer = await transcribe(client, speech_url, audio, words=True)
    assert (answer["text"], answer["segments"], answer["words"]) == ("", [], [])
    assert answer["duration"] == pytest.approx(0.0 if len(audio) < 100 else 0.025)


async def test_the_three_forms_of_an_answer_hold_the_same_text(
    client: httpx.AsyncClient, speech_url: str
) -> None:
    samples = await piper_over_http(client, speech_url, 16_000)("What did you learn from it?")
    audio = wav_file(samples.tobytes(), 16_000)
    text = (await post(client, speech_url, **form(audio, response_format="text"))).text
    short = (await post(client, speech_url, **form(audio, response_format="json"))).json()
    verbose = await transcribe(client, speech_url, audio)
    assert short == {"text": text}
    assert verbose["text"] == text
    assert word_errors("What did you learn from it?", text) <= 1, text
    assert "words" not in verbose
    assert set(verbose) == {"task", "language", "duration", "text", "segments"}
    assert set(verbose["segments"][0]) == {
        *("id", "seek", "start", "end", "text", "tokens", "temperature"),
        *("avg_logprob", "compression_ratio", "no_speech_prob"),
    }


async def test_audio_in_other_forms_is_heard_as_well(
    client: httpx.AsyncClient, speech_url: str
) -> None:
    said = "What did you learn from it?"
    samples = await piper_over_http(client, speech_url, 44_100)(said)
    stereo = np.repeat(samples, 2).tobytes()
    header = b"RIFF" + struct.pack("<I", 36 + len(stereo)) + b"WAVEfmt "
    header += struct.pack("<IHHIIHH", 16, 1, 2, 44_100, 44_100 * 4, 4, 16)
    wav = header + b"data" + struct.pack("<I", len(stereo)) + stereo
    answer = await transcribe(client, speech_url, wav)
    assert word_errors(said, answer["text"]) <= 1, answer["text"]
    assert answer["duration"] == pytest.approx(len(samples) / 44_100, abs=0.05)


async def test_several_requests_at_once_each_get_their_own_answer(
    client: httpx.AsyncClient, speech_url: str
) -> None:
    said = ["What did you learn from it?", "We decided to wait.", "How long did it take?"]
    say = piper_over_http(client, speech_url, 16_000)
    spoken = await asyncio.gather(*(say(text) for text in said))
    answers = await asyncio.gather(
        *(transcribe(client, speech_url, wav_file(one.tobytes(), 16_000)) for one in spoken)
    )
    # the voice varies a little, so a word may be misheard
    assert [get_close_matches(answer["text"], said, 1) for answer in answers] == [[t] for t in said]


async def test_the_server_answers_others_while_it_listens(
    client: httpx.AsyncClient, speech_url: str
) -> None:
    noise = np.random.default_rng(1).normal(0, 3000, 16_000 * 25).astype(np.int16)
    busy = asyncio.create_task(transcribe(client, speech_url, wav_file(noise.tobytes(), 16_000)))
    answered = 0
    while not busy.done():
        (await client.get(f"{speech_url}/healthz")).raise_for_status()
        answered += 1
        await asyncio.sleep(0.02)
    assert answered >= 3


async def test_requests_whose_clients_left_do_not_hold_up_the_next(
    client: httpx.AsyncClient, running_speech: ServerProcess
) -> None:
    url, server = running_speech.url, psutil.Process(running_speech.process.pid)
    noise = np.random.default_rng(1).normal(0, 3000, 16_000 * 25).astype(np.int16)
    upload = form(wav_file(noise.tobytes(), 16_000))
    began, idle = time.monotonic(), worked_seconds(server)
    await post(client, url, **upload)
    took, alone = time.monotonic() - began, worked_seconds(server) - idle
    before = worked_seconds(server)
    leaving = [asyncio.create_task(post(client, url, **upload)) for _ in range(30)]
    await asyncio.sleep(took / 2)
    for task in leaving:
        task.cancel()
    await asyncio.gather(*leaving, return_exceptions=True)
    await post(client, url, **form(SILENCE))
    # work and not time: what else the machine does at the same time counts for nothing
    assert worked_seconds(server) - before < 6 * alone


def worked_seconds(process: psutil.Process) -> float:
    """Return how long a process has kept processors busy."""
    return float(sum(process.cpu_times()[:2]))
