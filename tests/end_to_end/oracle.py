"""A transcription that knows what was spoken: clauses are told apart by their loudness over time.

A jitter buffer stretches and squeezes what it plays on a busy machine, so length alone does not
tell two clauses apart; how each rises and falls does.
"""

import io
import math
import re
import wave
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from harness.providers.groq_transcription import ScriptedTranscript, TranscriptionRequest
from local.spoken_script import Say, ScriptedSilence, parse, trim

SAMPLE_RATE = 16_000
WINDOW = SAMPLE_RATE // 100
LOUD = 0.004
GAP_SECONDS = 0.14
CLAUSE_GAP_SECONDS = 0.22
"""Between clauses: longer than any silence inside a word, shorter than a pause that counts."""

OUTLINE_POINTS = 60
"""A clause's loudness is compared at this many places, wherever its ends are."""


IN_ORDER = 0.3
"""How much likelier the clause that was rendered next is heard next: a busy machine loses sound."""


@dataclass(frozen=True)
class Part:
    """A clause as it was rendered: its seconds, its loudness over time, its words."""

    seconds: float
    outline: NDArray[np.float32]
    text: str

    def likeness(self, seconds: float, outline: NDArray[np.float32]) -> float:
        """Return how well a stretch of voice fits: the outlines' correlation (-1 to 1), less what
        the lengths differ."""
        correlation = float(np.corrcoef(self.outline, outline)[0, 1])
        return correlation - 2 * abs(math.log(seconds / self.seconds))


@dataclass
class Oracle:
    """Renders scripts and recognises what it has rendered."""

    say: Say
    parts: list[Part] = field(default_factory=list)

    async def speak(self, script: str) -> NDArray[np.int16]:
        """Return a script's samples, and remember its parts."""
        pieces: list[NDArray[np.int16]] = []
        for step in parse(script):
            if isinstance(step, ScriptedSilence):
                pieces.append(_silence(max(step.seconds, CLAUSE_GAP_SECONDS)))
                continue
            for number, clause in enumerate(re.findall(r"[^,.!?]+[,.!?]?", step.text)):
                if number:
                    pieces.append(_silence(CLAUSE_GAP_SECONDS))
                samples = trim(await self.say(clause))
                seconds = len(samples) / SAMPLE_RATE
                self.parts.append(Part(seconds, _outline(_levels(samples)), clause.strip()))
                pieces.append(samples)
        return np.concatenate(pieces)

    def __call__(self, request: TranscriptionRequest) -> ScriptedTranscript:
        """Return the words of the voice in the audio, with their times."""
        texts: list[str] = []
        words: list[tuple[str, float, float]] = []
        levels = _levels(_samples(request.audio))
        following = None
        for start, end in bursts(levels):
            here = _outline(levels[round(start * 100) : round(end * 100)])
            likeness = [part.likeness(end - start, here) for part in self.parts]
            if following is not None:
                likeness[following] += IN_ORDER
            best = int(np.argmax(likeness))
            following = best + 1 if best + 1 < len(self.parts) else None
            part = self.parts[best]
            texts.append(part.text)
            said = part.text.split()
            step = (end - start) / len(said)
            words += [(w, start + i * step, start + (i + 1) * step) for i, w in enumerate(said)]
        return ScriptedTranscript(" ".join(texts), tuple(words))


def _silence(seconds: float) -> NDArray[np.int16]:
    return np.zeros(round(seconds * SAMPLE_RATE), np.int16)


def _samples(wav: bytes) -> NDArray[np.int16]:
    with wave.open(io.BytesIO(wav)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2")


def _levels(samples: NDArray[np.int16]) -> NDArray[np.float32]:
    """Return the loudness (0-1) of each hundredth of a second."""
    count = len(samples) // WINDOW
    windows = samples[: count * WINDOW].reshape(count, WINDOW).astype(np.float32)
    levels: NDArray[np.float32] = np.sqrt((windows**2).mean(axis=1)) / 32768
    return levels


def _outline(levels: NDArray[np.float32]) -> NDArray[np.float32]:
    places = np.linspace(0, len(levels) - 1, OUTLINE_POINTS)
    smooth = np.convolve(levels, np.full(5, 0.2), mode="same")
    return np.interp(places, np.arange(len(levels)), smooth).astype(np.float32)


def bursts(levels: NDArray[np.float32]) -> list[tuple[float, float]]:
    """Return the stretches of voice as (start, end) in seconds."""
    found: list[tuple[float, float]] = []
    for index in np.flatnonzero(levels > LOUD):
        at = float(index) / 100
        if found and at - found[-1][1] < GAP_SECONDS:
            found[-1] = (found[-1][0], at + 0.01)
        else:
            found.append((at, at + 0.01))
    return [(start, end) for start, end in found if end - start > 0.1]
