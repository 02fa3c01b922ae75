"""When a turn was spoken: its span and its silences, from voice activity.

Word times of a recogniser that attends instead of aligning swallow pauses, so they never give
the span or the silences by themselves; they only tell which voice activity belongs to words.

Formula: `docs/formulas.md#gates-and-pooling`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.turn import Interaction, SpeechSegment, TimingBasis, TypingSegment
from language.spoken import SpokenTurn, is_moment
from scoring.delivery.tuned import DELIVERY

_SHORTEST_SECONDS: Final = 0.001


@dataclass(frozen=True, slots=True)
class Silence:
    """A gap without voice inside a turn; seconds from the interview's start."""

    start_seconds: float
    end_seconds: float


@dataclass(frozen=True, slots=True)
class Timing:
    """T in seconds, and where it is known when it began and where it was silent.

    `reason` says why there is no timing at all; `silences_reason` why there are no silences.
    """

    talk_seconds: float | None = None
    start_seconds: float | None = None
    silences: tuple[Silence, ...] | None = None
    reason: str = ""
    silences_reason: str = ""


def time_turn(interaction: Interaction, turn: SpokenTurn) -> Timing:
    """Return the timing of a turn, or the reason why it has none.

    A silence in which keys were pressed is work and no pause: it is in neither T nor the silences.
    """
    segments = _with_words(_merged(interaction.speech_segments), turn)
    if segments:
        start, end = segments[0].start_seconds, segments[-1].end_seconds
        silences = tuple(
            Silence(before.end_seconds, after.start_seconds)
            for before, after in zip(segments, segments[1:], strict=False)
            if after.start_seconds - before.end_seconds >= DELIVERY.silence_seconds
        )
        worked = [silence for silence in silences if _typed_in(silence, interaction.typing)]
        seconds = sum(silence.end_seconds - silence.start_seconds for silence in worked)
        paused = tuple(silence for silence in silences if silence not in worked)
        return Timing(end - start - seconds, start, paused)
    start_of_words = turn.words[0].start_seconds if turn.timed and turn.words else None
    duration = interaction.duration_seconds
    if interaction.timing_basis is TimingBasis.NONE or duration is None:
        reason = (
            "word times alone swallow pauses and there was no voice activity"
            if turn.timed
            else "a written answer, or one without any times"
        )
        return Timing(None, start_of_words, None, reason, reason)
    if not is_moment(duration) or duration <= 0:
        reason = "the duration is not a length of time"
        return Timing(None, start_of_words, None, reason, reason)
    return Timing(
        duration,
        start_of_words,
        None,
        silences_reason="only the length of the answer is known, not its silences",
    )


def _typed_in(silence: Silence, typing: Sequence[TypingSegment]) -> bool:
    return any(
        keys.start_seconds < silence.end_seconds and keys.end_seconds > silence.start_seconds
        for keys in typing
    )


def _merged(segments: Sequence[SpeechSegment]) -> list[SpeechSegment]:
    """Return the segments in order, overlaps joined; those of no length are left out."""
    usable = sorted(
        (
            (segment.start_seconds, segment.end_seconds)
            for segment in segments
            if is_moment(segment.start_seconds, segment.end_seconds)
            and segment.end_seconds - segment.start_seconds >= _SHORTEST_SECONDS
        ),
    )
    merged: list[SpeechSegment] = []
    for start, end in usable:
        if merged and start <= merged[-1].end_seconds:
            joined = max(end, merged[-1].end_seconds)
            merged[-1] = SpeechSegment(merged[-1].start_seconds, joined)
        else:
            merged.append(SpeechSegment(start, end))
    return merged


def _with_words(segments: list[SpeechSegment], turn: SpokenTurn) -> list[SpeechSegment]:
    """Return the segments from the first to the last that words stand in: a cough is no speech."""
    if not turn.timed or not turn.words:
        return segments
    first = turn.words[0].start_seconds
    last = turn.words[-1].end_seconds
    if first is None or last is None:
        return segments
    inside = [
        segment
        for segment in segments
        if segment.end_seconds > first - DELIVERY.beside_words_seconds
        and segment.start_seconds < last + DELIVERY.beside_words_seconds
    ]
    return inside or segments
