"""What the speech process loads, and how it ends."""

import asyncio
import subprocess
import sys
import time

import httpx
import numpy as np
import pytest

from harness.server_process import ROOT, ServerProcess
from local.audio_output import wav_file
from tests.local.plugins import TRANSCRIPTIONS, form
from tests.local.speech_process import speech_process

pytestmark = pytest.mark.timeout(600)  # real models on a machine that may be busy

HEAVY = ("torch", "livekit", "scipy", "sklearn", "transformers", "langchain_core", "sqlalchemy")


def test_importing_it_loads_nothing_heavy() -> None:
    program = "import local.speech, sys; print(*{name.split('.')[0] for name in sys.modules})"
    loaded = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout.split()
    assert "faster_whisper" in loaded
    assert not set(HEAVY) & set(loaded)


def test_running_it_loads_nothing_heavy_either(running_speech: ServerProcess) -> None:
    with open(f"/proc/{running_speech.process.pid}/maps") as file:
        libraries = file.read()
    assert "/ctranslate2" in libraries
    assert not [name for name in HEAVY if f"/{name}/" in libraries]


async def test_sigterm_ends_it_in_the_middle_of_its_work(client: httpx.AsyncClient) -> None:
    noise = np.random.default_rng(1).normal(0, 3000, 16_000 * 25).astype(np.int16)
    upload = form(wav_file(noise.tobytes(), 16_000))
    with speech_process() as running:
        path = f"{running.url}{TRANSCRIPTIONS}"
        began = time.monotonic()
        (await client.post(path, **upload)).raise_for_status()
        alone = time.monotonic() - began
        asking = [asyncio.create_task(client.post(path, **upload)) for _ in range(20)]
        await asyncio.sleep(alone / 2)
        running.process.terminate()
        await asyncio.to_thread(running.process.wait, 120)
        answers = await asyncio.gather(*asking, return_exceptions=True)
    # a second for what is under way, and a small part of what is queued
    assert sum(isinstance(answer, httpx.TransportError) for answer in answers) > 13


def test_a_model_that_is_not_there_ends_it_with_one_clear_line() -> None:
    command = [sys.executable, "-m", "local.speech", "--whisper", "/nowhere/at/all"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr.strip().splitlines()[-1] == (
        "speech: /nowhere/at/all lacks model.bin, config.json, tokenizer.json"
    )


async def test_it_says_which_models_it_has(client: httpx.AsyncClient, speech_url: str) -> None:
    health = (await client.get(f"{speech_url}/healthz")).json()
    models = (await client.get(f"{speech_url}/openai/v1/models")).json()
    assert health["models"] == {"whisper": "whisper-tiny.en", "piper": "en_US-joe-medium"}
    assert [model["id"] for model in models["data"]] == ["whisper-tiny.en"]
