"""Scripts for a synthetic speaker: text with pauses of an exact length.

    I led the team [pause 1.2] and then, um, we decided [pause 0.5] to wait.

A `Say` function turns each text into 16-bit mono samples; silence is put between them, and the
answer tells where speech begins and ends, to the sample.
"""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import httpx
import numpy as np
from numpy.typing import NDArray

from core.errors import InvalidInputError, ProviderUnavailableError

Say = Callable[[str], Awaitable[NDArray[np.int16]]]
"""Returns the samples of a text, at the rate its user agreed on."""

LONGEST_PAUSE_SECONDS = 60.0
SILENCE_PEAK = 327
"""Samples at most this loud (1 % of full scale) at the edges of speech are cut off as silence."""

_MARK = re.compile(r"\[([^\]]*)\]")
_PAUSE = re.compile(r"pause (\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Speech:
    """Text to speak."""

    text: str


@dataclass(frozen=True, slots=True)
class ScriptedSilence:
    """A pause."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Spoken:
    """A rendered script. `parts` are (start, end) in seconds of the stretches of speech."""

    samples: NDArray[np.int16]
    sample_rate: int
    parts: tuple[tuple[float, float], ...]
    text: str

    @property
    def seconds(self) -> float:
        """Its whole length."""
        return len(self.samples) / self.sample_rate


def parse(script: str) -> list[Speech | ScriptedSilence]:
    """Return the script's speech and pauses in order.

    Raises `InvalidInputError` for a mark that is no `[pause SECONDS]` of at most a minute.
    """
    steps: list[Speech | ScriptedSilence] = []
    position = 0
    for mark in _MARK.finditer(script):
        _add_speech(steps, script[position : mark.start()])
        pause = _PAUSE.fullmatch(mark[1].strip())
        if pause is None or float(pause[1]) > LONGEST_PAUSE_SECONDS:
            raise InvalidInputError(f"{mark[0]} is not a pause such as [pause 1.2]")
        steps.append(ScriptedSilence(float(pause[1])))
        position = mark.end()
    _add_speech(steps, script[position:])
    return steps


def words_of(script: str) -> str:
    """Return what a script says, without its pauses."""
    return " ".join(step.text for step in parse(script) if isinstance(step, Speech))


async def render(script: str, say: Say, sample_rate: int) -> Spoken:
    """Return the script as samples at `sample_rate`, which must be the rate `say` gives.

    Silence around each text is cut off, so that a pause lasts as long as it says.
    """
    pieces: list[NDArray[np.int16]] = []
    parts: list[tuple[float, float]] = []
    length = 0
    for step in parse(script):
        if isinstance(step, ScriptedSilence):
            piece = np.zeros(round(step.seconds * sample_rate), np.int16)
        else:
            piece = trim(await say(step.text))
            parts.append((length / sample_rate, (length + len(piece)) / sample_rate))
        pieces.append(piece)
        length += len(piece)
    samples = np.concatenate(pieces) if pieces else np.zeros(0, np.int16)
    return Spoken(samples, sample_rate, tuple(parts), words_of(script))


def trim(samples: NDArray[np.int16]) -> NDArray[np.int16]:
    """Return the samples without the silence before and after."""
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > SILENCE_PEAK)
    return samples[loud[0] : loud[-1] + 1] if len(loud) else samples[:0]


def piper_over_http(
    client: httpx.AsyncClient, speech_url: str, sample_rate: int, speed: float = 1.0
) -> Say:
    """Return a `Say` that asks the speech server at `speech_url`.

    It raises `ProviderUnavailableError` when the server does not answer with audio.
    """

    async def say(text: str) -> NDArray[np.int16]:
        body = {
            "transcript": text,
            "output_format": {
                "container": "raw",
                "encoding": "pcm_s16le",
                "sample_rate": sample_rate,
            },
            "generation_config": {"speed": speed},
        }
        try:
            answer = await client.post(f"{speech_url}/tts/bytes", json=body, timeout=60.0)
            answer.raise_for_status()
        except httpx.HTTPError as error:
            raise ProviderUnavailableError(
                f"the speech server at {speech_url} did not speak"
            ) from error
        return np.frombuffer(answer.content, "<i2")

    return say


def _add_speech(steps: list[Speech | ScriptedSilence], text: str) -> None:
    words: Sequence[str] = text.split()
    if words:
        steps.append(Speech(" ".join(words)))
