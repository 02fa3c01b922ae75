"""Synthetic speakers for tests and benchmarks: flite's voices beside the product's own Piper."""

import asyncio
import shutil
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from local.audio_input import SAMPLE_RATE, decode
from local.audio_output import resample
from local.spoken_script import Say

FLITE_VOICES = ("slt", "rms", "awb", "kal16")


def flite_is_installed() -> bool:
    """Whether Debian's `flite` is on this machine."""
    return shutil.which("flite") is not None


def flite(voice: str, sample_rate: int) -> Say:
    """Return a `Say` in one of flite's voices. It raises `RuntimeError` if flite fails."""
    if voice not in FLITE_VOICES:
        raise ValueError(f"flite has no voice {voice}")

    async def say(text: str) -> NDArray[np.int16]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "spoken.wav")
            flite = await asyncio.create_subprocess_exec(
                *("flite", "-voice", voice, "-t", text, "-o", str(path))
            )
            if await flite.wait() != 0:
                raise RuntimeError(f"flite failed to speak as {voice}")
            heard = decode(await asyncio.to_thread(path.read_bytes))
        samples = np.clip(heard * 32768.0, -32768, 32767).astype(np.int16)
        return resample(samples, SAMPLE_RATE, sample_rate)

    return say
