"""What a recogniser heard in one piece of audio, and how pieces become a turn."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from language.port import TurnTaking

DOUBTED: Final = 0.5
"""A word of which the recogniser was less sure than this is never said back."""


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word with its times in seconds of the audio stream.

    `confidence` (0-1) is how sure the recogniser was of it, null where it does not say.
    """

    text: str
    start_seconds: float
    end_seconds: float
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    """The text of one piece of audio.

    `no_speech_probability` and `mean_log_probability` are the recogniser's own doubts (the worst of
    its segments that were kept), `inventions` what it wrote that nobody said, with the reason.
    """

    text: str
    words: tuple[HeardWord, ...] = ()
    no_speech_probability: float = 0.0
    mean_log_probability: float = 0.0
    provider: str = ""
    seconds_taken: float = 0.0
    inventions: tuple[str, ...] = ()

    def moved(self, offset_seconds: float) -> "Transcript":
        """Return the same transcript with its times shifted by `offset_seconds`."""
        words = tuple(
            replace(
                word,
                start_seconds=word.start_seconds + offset_seconds,
                end_seconds=word.end_seconds + offset_seconds,
            )
            for word in self.words
        )
        return replace(self, words=words)


@dataclass(frozen=True, slots=True)
class RecognisedTurn:
    """One whole answer as it was heard; times are seconds of the audio stream.

    `doubted` are the words, in small letters, that the recogniser was not sure of.

    `stream_started_at` is the wall-clock time (Unix seconds) of the stream's second 0.
    """

    text: str
    words: tuple[HeardWord, ...]
    speech_segments: tuple[tuple[float, float], ...]
    stream_started_at: float
    faults: tuple[str, ...] = ()
    latency: dict[str, float] = field(default_factory=dict)
    decided_by: str = ""
    provider: str = ""
    doubted: frozenset[str] = frozenset()


def doubted_words(pieces: Sequence[Transcript], language: TurnTaking) -> frozenset[str]:
    """Return the words that carry content and that the recogniser was not sure of."""
    words = (word for piece in pieces for word in piece.words)
    return language.plain_words(
        word.text for word in words if word.confidence is not None and word.confidence < DOUBTED
    )


def join(pieces: Sequence[Transcript]) -> str:
    """Return the text of consecutive pieces as one, without the ellipses between them.

    A recogniser may end a piece that stops in mid-sentence with dots, and starts every piece with a
    capital. Dots at a seam go, and so does a capital in mid-sentence.
    """
    texts = [piece.text.strip() for piece in pieces if any(c.isalnum() for c in piece.text)]
    joined = ""
    for text in texts:
        if joined.endswith(("...", "…")):
            joined = joined.rstrip(".…")
        text = text.lstrip(".… ")
        if joined and joined[-1] not in ".!?":
            text = _in_mid_sentence(text)
        joined = f"{joined} {text}".strip()
    return joined


def _in_mid_sentence(text: str) -> str:
    first = text.split(" ", 1)[0]
    if first == "I" or first.startswith("I'") or first[1:] != first[1:].lower():
        return text
    return text[:1].lower() + text[1:]
