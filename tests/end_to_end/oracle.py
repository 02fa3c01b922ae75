"""A transcription that knows what was spoken: clauses are told apart by their loudness over time.

A jitter buffer stretches and squeezes what it plays on a busy machine, so length alone does not
tell two clauses apart; how each rises and falls does.
"""

import io
import re
import wave
from collections.abc import Iterator
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
UNLIKE = -0.5
"""Less like than this is no clause: the rest of one that the listener has cut off before."""
MOST_BURSTS = 3
"""Into so many a clause may fall when sound is lost on the way."""


@dataclass(frozen=True)
class Part:
    """A clause as it was rendered: its seconds, its loudness over time, its words."""

    seconds: float
    outline: NDArray[np.float32]
    text: str


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
        for start, end in self._clauses(levels):
            likeness = self._likeness(levels, start, end)
            if following is not None:
                likeness[following] += IN_ORDER
            best = int(np.argmax(likeness))
            if likeness[best] < UNLIKE:
                continue
            following = best + 1 if best + 1 < len(self.parts) else None
            part = self.parts[best]
            texts.append(part.text)
            said = part.text.split()
            step = (end - start) / len(said)
            words += [(w, start + i * step, start + (i + 1) * step) for i, w in enumerate(said)]
        return ScriptedTranscript(" ".join(texts), tuple(words))

    def _clauses(self, levels: NDArray[np.float32]) -> Iterator[tuple[float, float]]:
        """Yield the stretches of clauses: the bursts of voice, grouped so that all in all they are
        most like clauses. One that lost sound inside is several bursts."""
        found = bursts(levels)
        best: list[tuple[float, int]] = [(0.0, 0)] * (len(found) + 1)
        for first in reversed(range(len(found))):
            ways: list[tuple[float, int]] = []
            for last in range(first, min(first + MOST_BURSTS, len(found))):
                start, end = found[first][0], found[last][1]
                like = float(self._likeness(levels, start, end).max())
                ways.append(((end - start) * like + best[last + 1][0], last + 1))
            best[first] = max(ways)
        at = 0
        while at < len(found):
            after = best[at][1]
            yield found[at][0], found[after - 1][1]
            at = after

    def _likeness(
        self, levels: NDArray[np.float32], start: float, end: float
    ) -> NDArray[np.float64]:
        """Return how well a stretch fits each part: the outlines' correlation (-1 to 1), less what
        the lengths differ."""
        here = _outline(levels[round(start * 100) : round(end * 100)])
        correlations = np.array([float(part.outline @ here) for part in self.parts])
        lengths = np.array([part.seconds for part in self.parts])
        likeness: NDArray[np.float64] = correlations - 2 * np.abs(np.log((end - start) / lengths))
        return likeness


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
    """Return the shape of a clause's loudness: mean 0, length 1."""
    places = np.linspace(0, len(levels) - 1, OUTLINE_POINTS)
    smooth = np.convolve(levels, np.full(5, 0.2), mode="same")
    shape = np.interp(places, np.arange(len(levels)), smooth)
    shape -= shape.mean()
    return (shape / max(float(np.linalg.norm(shape)), 1e-9)).astype(np.float32)


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
