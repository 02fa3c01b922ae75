"""Hand-made turns: words on a timeline with pauses written between them."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from core.turn import Interaction, Role, SpeechSegment, TimingBasis, Word
from language import of
from scoring.delivery import turn_delivery

measure_turn = partial(turn_delivery.measure_turn, language=of("en"))
NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def turn(content: str, **fields: Any) -> Interaction:
    """Return a candidate's turn without any times."""
    return Interaction(1, fields.pop("item_id", "item"), Role.USER, content, NOW, **fields)


def spoken(
    script: str, *, start: float = 10.0, word_seconds: float = 0.4, verbatim: bool = True
) -> Interaction:
    """Return a spoken turn from a script: words follow each other, `[1.5]` is a pause of 1.5 s."""
    words: list[Word] = []
    segments: list[SpeechSegment] = []
    now = segment_start = start
    for part in script.split():
        if part.startswith("["):
            if now > segment_start:
                segments.append(SpeechSegment(segment_start, now))
            now += float(part.strip("[]"))
            segment_start = now
        else:
            words.append(Word(part, now, now + word_seconds, 0.9))
            now += word_seconds
    if now > segment_start:
        segments.append(SpeechSegment(segment_start, now))
    return turn(
        " ".join(word.text for word in words),
        words=tuple(words),
        speech_segments=tuple(segments),
        offset_seconds=start,
        duration_seconds=now - start,
        timing_basis=TimingBasis.WORDS_AND_VOICE_ACTIVITY,
        asr_verbatim=verbatim,
    )


def without_words(interaction: Interaction) -> Interaction:
    """Return the turn as voice activity alone would give it."""
    return replace(interaction, words=(), timing_basis=TimingBasis.VOICE_ACTIVITY)


def plain(count: int, ends: str = ".") -> str:
    """Return a script of different words without fillers, hedges or repetitions."""
    words = (
        "first we moved every nightly job from our old server onto new queues and watched "
        "memory during peak traffic until graphs stayed flat for days"
    )
    stock = words.split()
    chosen = [stock[at % len(stock)] for at in range(count)]
    return " ".join(chosen) + ends
