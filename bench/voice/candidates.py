"""What the benchmark's candidates say, rendered beforehand in several voices."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import httpx
import numpy as np
import yaml
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from bench.turn_taking.people import Kind, Place
from harness.voices import FLITE_VOICES, flite
from local.spoken_script import Say, ScriptedSilence, Speech, Spoken, parse, piper_over_http, render
from wiring.candidate import SAMPLE_RATE

SCRIPTS = Path(__file__).with_name("answers.yaml")
PIPER = "joe"
VOICES = (PIPER, *FLITE_VOICES)

SENTENCE_GAP_SECONDS = 0.35
CLAUSE_GAP_SECONDS = 0.15
LEVEL = 0.07
"""Every voice is brought to this level (0-1, RMS)."""


class PauseKind(StrEnum):
    """Where an answer pauses, if it does."""

    NONE = "none"
    WITHIN = "within a clause"
    BETWEEN = "between sentences"


class Scripts(BaseModel):
    """Everything that can be said."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    answers: tuple[str, ...]
    barge_ins: tuple[str, ...]
    backchannels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SaidWord:
    """A word with its times in seconds of its clip."""

    text: str
    start_seconds: float
    end_seconds: float


@dataclass(frozen=True, slots=True)
class ClipPause:
    """A silence inside a clip, in seconds of it."""

    place: Place
    start_seconds: float
    end_seconds: float


@dataclass(frozen=True, slots=True)
class Clip:
    """Something to say, rendered; it begins and ends with speech.

    `pauses` are those of a drawn person; `following_up` says that it answers a follow-up.
    """

    voice: str
    text: str
    samples: NDArray[np.int16]
    words: tuple[SaidWord, ...]
    pause: PauseKind
    pauses: tuple[ClipPause, ...] = ()
    following_up: bool = False

    @property
    def seconds(self) -> float:
        """Its length."""
        return len(self.samples) / SAMPLE_RATE


@dataclass(frozen=True, slots=True)
class Part:
    """What one candidate says in one session."""

    voice: str
    answers: tuple[Clip, ...]
    barge_ins: tuple[Clip, ...]
    backchannels: tuple[Clip, ...]
    kind: Kind = Kind.DRAWN
    pauses_are_drawn: bool = False


def load_scripts(path: Path = SCRIPTS) -> Scripts:
    """Return the scripts. Raises `ValueError` when the file does not hold what it must."""
    return Scripts.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


async def prepare(scripts: Scripts, answers: int, speech_url: str) -> tuple[Part, ...]:
    """Return one part per voice with `answers` answers between them, fewer voices if few are asked.

    Raises `ProviderUnavailableError` when the speech server does not speak, `RuntimeError` when
    flite does not.
    """
    voices = VOICES[: max(1, min(len(VOICES), answers // 4))]
    shares = [answers // len(voices) + (n < answers % len(voices)) for n in range(len(voices))]
    parts: list[Part] = []
    first = 0
    async with httpx.AsyncClient(trust_env=False, timeout=60.0) as client:
        for voice, share in zip(voices, shares, strict=True):
            say = voice_of(voice, client, speech_url)
            texts = [scripts.answers[n % len(scripts.answers)] for n in range(first, first + share)]
            first += share
            parts.append(
                Part(
                    voice,
                    tuple([await make_clip(text, voice, say) for text in texts]),
                    tuple([await make_clip(text, voice, say) for text in scripts.barge_ins]),
                    tuple([await make_clip(text, voice, say) for text in scripts.backchannels]),
                )
            )
    return tuple(parts)


def voice_of(voice: str, client: httpx.AsyncClient, speech_url: str) -> Say:
    """Return what renders a text in this voice."""
    if voice == PIPER:
        return piper_over_http(client, speech_url, SAMPLE_RATE)
    return flite(voice, SAMPLE_RATE)


async def make_clip(script: str, voice: str, say: Say) -> Clip:
    """Return a script rendered clause by clause, so that every silence in it has a known place."""
    spaced = with_gaps(script)
    spoken = await render(spaced, say, SAMPLE_RATE)
    samples = at_level(spoken.samples)
    return Clip(voice, spoken.text, samples, words_with_times(spaced, spoken), pause_of(script))


def pause_of(script: str) -> PauseKind:
    """Return where a script pauses."""
    steps = parse(script)
    for before, step in zip(steps, steps[1:], strict=False):
        if isinstance(step, ScriptedSilence) and isinstance(before, Speech):
            ended = before.text.endswith((".", "!", "?"))
            return PauseKind.BETWEEN if ended else PauseKind.WITHIN
    return PauseKind.NONE


def with_gaps(script: str) -> str:
    """Return the script with the short silences of ordinary speech after sentences and clauses."""
    pieces: list[str] = []
    steps = parse(script)
    for n, step in enumerate(steps):
        if isinstance(step, ScriptedSilence):
            pieces.append(f"[pause {step.seconds:g}]")
            continue
        words = step.text.split()
        followed_by_pause = n + 1 < len(steps) and isinstance(steps[n + 1], ScriptedSilence)
        for m, word in enumerate(words):
            pieces.append(word)
            if m == len(words) - 1 and (followed_by_pause or n == len(steps) - 1):
                continue
            if word.endswith((".", "!", "?")):
                pieces.append(f"[pause {SENTENCE_GAP_SECONDS}]")
            elif word.endswith((",", ";", ":")):
                pieces.append(f"[pause {CLAUSE_GAP_SECONDS}]")
    return " ".join(pieces)


def words_with_times(script: str, spoken: Spoken) -> tuple[SaidWord, ...]:
    """Return the words of a rendered script, spread over each stretch of speech by their length."""
    speeches = [step.text.split() for step in parse(script) if isinstance(step, Speech)]
    found: list[SaidWord] = []
    for words, (start, end) in zip(speeches, spoken.parts, strict=True):
        letters = sum(len(word) + 1 for word in words)
        at = start
        for word in words:
            until = at + (end - start) * (len(word) + 1) / letters
            found.append(SaidWord(word, at, until))
            at = until
    return tuple(found)


def at_level(samples: NDArray[np.int16], level: float = LEVEL) -> NDArray[np.int16]:
    """Return the samples so loud that their speech has this level, without clipping."""
    loudness = samples.astype(np.float32) / 32768.0
    speech = loudness[np.abs(loudness) > 0.01]
    if not len(speech):
        return samples
    now = float(np.sqrt((speech**2).mean()))
    factor = min(level / now, 0.98 / float(np.abs(loudness).max()))
    return (loudness * factor * 32767.0).astype(np.int16)


def spoken_words(texts: Sequence[str]) -> list[str]:
    """Return the words of texts for comparison: lower case, without punctuation."""
    words = " ".join(texts).lower().replace("…", " ").replace("...", " ").split()
    return [plain for word in words if (plain := word.strip(".,;:!?\"'"))]
