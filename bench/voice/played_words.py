"""A recogniser that knows what is being said: it finds a piece of audio in what was played.

No model runs while latencies are measured, and still every piece is answered with the words that
are really in it. The piece's loudness over time is laid against that of what the candidate played;
where it fits best is where it was spoken. So the answer does not depend on transport delays, on
when a request arrived, or on how a pipeline cuts audio.
"""

import io
import random
import threading
import wave
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bench.voice.candidates import Clip, SaidWord
from harness.providers.groq_transcription import ScriptedTranscript, TranscriptionRequest
from wiring.candidate import SAMPLE_RATE

STEP_SECONDS = 0.01
LOOK_BACK_SECONDS = 6.0
"""How late a piece may arrive: voice activity, transport, and a request that was sent again."""
LOOK_AHEAD_SECONDS = 0.3
"""How far the time at which a clip is said to begin may be off."""
SILENT_LEVEL = 0.003
LEAST_LIKENESS = 0.7
EDGE_STEPS = 300
"""How much of a piece's beginning and of its end is looked for."""
LOST_STEPS = 100
"""How much of a piece the line may have lost or added."""

NOTHING = ScriptedTranscript("", no_speech_prob=0.9, avg_logprob=-1.5)

Levels = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Match:
    """Where a piece was found: how like it is (0-1), and how long after its end it arrived."""

    likeness: float
    delay_seconds: float
    words: tuple[SaidWord, ...]


@dataclass
class PlayedWords:
    """What was played when, on the monotonic clock. Used from two threads.

    With `stops_within` a text that was cut in mid-sentence gets a full stop so often (0-1), the
    same text always or never, as a small recogniser writes. `unknown` counts pieces that hold sound
    but nothing of what was played.
    """

    stops_within: float = 0.0
    matches: list[Match] = field(default_factory=list)
    unknown: int = 0
    _played: list[tuple[float, Clip, Levels]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begins(self, clip: Clip, at: float) -> None:
        """Say that a clip's first sample goes out at this moment, give or take a tenth."""
        with self._lock:
            self._played = [p for p in self._played if p[0] + p[1].seconds > at - 60.0]
            self._played.append((at, clip, levels(clip.samples, SAMPLE_RATE)))

    def transcribe(self, request: TranscriptionRequest) -> ScriptedTranscript:
        """Answer a transcription request, as `Transcriptions.texts`."""
        found = self.find(heard_in(request), request.at)
        return NOTHING if found is None else self.written(found)

    def written(self, found: Match) -> ScriptedTranscript:
        """Return what was found as a recogniser writes it, and remember it."""
        self.matches.append(found)
        words = tuple((w.text, w.start_seconds, w.end_seconds) for w in found.words)
        text = as_text([w.text for w in found.words])
        if text and text[-1] not in ".!?" and random.Random(text).random() < self.stops_within:
            text = f"{text}."
        return ScriptedTranscript(text, words)

    def find(self, heard: Levels, arrived_at: float) -> Match | None:
        """Return what of the played clips a piece holds; null for silence and for other sounds.

        Its beginning and its end are found each by themselves, so that a stretch which the line
        lost or drew out in between moves no word over the edge.
        """
        if not len(heard) or float(heard.max()) < SILENT_LEVEL:
            return None
        start = arrived_at - len(heard) * STEP_SECONDS - LOOK_BACK_SECONDS
        count = len(heard) + round((LOOK_BACK_SECONDS + LOOK_AHEAD_SECONDS) / STEP_SECONDS)
        played = self._levels_from(start, count)
        edge = min(len(heard), EDGE_STEPS)
        first, likeness_first = _place(played, heard[:edge])
        last, likeness_last = _place(played, heard[-edge:])
        last += edge
        likeness = min(likeness_first, likeness_last)
        if abs(last - first - len(heard)) > LOST_STEPS:
            likeness = max(likeness_first, likeness_last)
            if likeness_first >= likeness_last:
                last = first + len(heard)
            else:
                first = last - len(heard)
        if likeness < LEAST_LIKENESS:
            self.unknown += 1
            return None
        begin, end = start + first * STEP_SECONDS, start + last * STEP_SECONDS
        return Match(likeness, arrived_at - end, self._words(begin, end))

    def _levels_from(self, start: float, count: int) -> Levels:
        line = np.zeros(count, np.float32)
        with self._lock:
            for at, _, clip_levels in self._played:
                first = round((at - start) / STEP_SECONDS)
                source = clip_levels[max(0, -first) : max(0, count - first)]
                target = max(0, first)
                line[target : target + len(source)] = source
        return line

    def _words(self, begin: float, end: float) -> tuple[SaidWord, ...]:
        """Return the words whose middle lies between, with times from the piece's start."""
        with self._lock:
            return tuple(
                SaidWord(
                    word.text,
                    max(0.0, at + word.start_seconds - begin),
                    max(0.0, at + word.end_seconds - begin),
                )
                for at, clip, _ in self._played
                for word in clip.words
                if begin <= at + (word.start_seconds + word.end_seconds) / 2 < end
            )


def _place(played: Levels, piece: Levels) -> tuple[int, float]:
    """Return where in what was played a piece fits best, in steps, and how well (0-1)."""
    energy = np.concatenate([[0.0], np.cumsum(played.astype(np.float64) ** 2)])
    norms = np.sqrt(energy[len(piece) :] - energy[: -len(piece)])
    products = np.correlate(played, piece, "valid")
    likeness = products / np.maximum(norms * float(np.linalg.norm(piece)), 1e-9)
    best = int(likeness.argmax())
    return best, float(likeness[best])


def heard_in(request: TranscriptionRequest) -> Levels:
    """Return the loudness over time of what is to be recognised."""
    return levels(*_read_wav(request.audio))


def levels(samples: NDArray[np.int16], sample_rate: int) -> Levels:
    """Return the loudness (0-1, RMS) of each hundredth of a second."""
    step = round(sample_rate * STEP_SECONDS)
    count = len(samples) // step
    frames = samples[: count * step].reshape(count, step).astype(np.float32) / 32768.0
    loudness: Levels = np.sqrt((frames**2).mean(axis=1)).astype(np.float32)
    return loudness


def as_text(words: list[str]) -> str:
    """Return words as a recogniser writes them: a capital first, no comma at the end.

    The script's full stops are kept; a piece that ends in mid-sentence ends without one.
    """
    text = " ".join(words).rstrip(",;:")
    return text[:1].upper() + text[1:]


def _read_wav(audio: bytes) -> tuple[NDArray[np.int16], int]:
    with wave.open(io.BytesIO(audio)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        if file.getnchannels() > 1:
            samples = samples.reshape(-1, file.getnchannels())[:, 0]
        return samples, file.getframerate()
