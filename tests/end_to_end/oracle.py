"""A transcription that knows what was spoken: clauses are told apart by their length."""

import io
import re
import wave
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from local.spoken_script import Say, Silence, parse, trim
from tests.providers.groq_transcription import ScriptedTranscript, TranscriptionRequest

SAMPLE_RATE = 16_000
WINDOW = SAMPLE_RATE // 100
LOUD = 0.004
GAP_SECONDS = 0.14
CLAUSE_GAP_SECONDS = 0.22
"""Between clauses: longer than any silence inside a word, shorter than a pause that counts."""


@dataclass
class Oracle:
    """Renders scripts and recognises what it has rendered. No two parts may be equally long."""

    say: Say
    parts: list[tuple[float, str]] = field(default_factory=list)

    async def speak(self, script: str) -> NDArray[np.int16]:
        """Return a script's samples, and remember its parts."""
        pieces: list[NDArray[np.int16]] = []
        for step in parse(script):
            if isinstance(step, Silence):
                pieces.append(_silence(step.seconds))
                continue
            for number, clause in enumerate(re.findall(r"[^,.!?]+[,.!?]?", step.text)):
                if number:
                    pieces.append(_silence(CLAUSE_GAP_SECONDS))
                samples = trim(await self.say(clause))
                self.parts.append((len(samples) / SAMPLE_RATE, clause.strip()))
                pieces.append(samples)
        return np.concatenate(pieces)

    def __call__(self, request: TranscriptionRequest) -> ScriptedTranscript:
        """Return the words of the voice in the audio, with their times."""
        texts: list[str] = []
        words: list[tuple[str, float, float]] = []
        for start, end in bursts(request.audio):
            text = min(self.parts, key=lambda part: abs(part[0] - (end - start)))[1]
            texts.append(text)
            said = text.split()
            step = (end - start) / len(said)
            words += [(w, start + i * step, start + (i + 1) * step) for i, w in enumerate(said)]
        return ScriptedTranscript(" ".join(texts), tuple(words))


def _silence(seconds: float) -> NDArray[np.int16]:
    return np.zeros(round(seconds * SAMPLE_RATE), np.int16)


def bursts(wav: bytes) -> list[tuple[float, float]]:
    """Return the stretches of voice in a WAV as (start, end) in seconds."""
    with wave.open(io.BytesIO(wav)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float32)
    count = len(samples) // WINDOW
    levels = np.sqrt((samples[: count * WINDOW].reshape(count, WINDOW) ** 2).mean(axis=1)) / 32768
    found: list[tuple[float, float]] = []
    for index in np.flatnonzero(levels > LOUD):
        at = float(index) / 100
        if found and at - found[-1][1] < GAP_SECONDS:
            found[-1] = (found[-1][0], at + 0.01)
        else:
            found.append((at, at + 0.01))
    return [(start, end) for start, end in found if end - start > 0.1]
