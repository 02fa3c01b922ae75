"""Pauses of a turn: which of its silences count, where they stand, and how much.

Formula: `docs/formulas.md#pauses-and-fluency`.
"""

from collections.abc import Sequence
from typing import NamedTuple

from core.delivery import Pause
from core.plan import QuestionKind
from language.port import SpeechLanguage
from language.spoken import SpokenTurn
from scoring.delivery.timing import Silence, Timing
from scoring.delivery.tuned import DELIVERY

_THINKING_KINDS = frozenset({QuestionKind.TECHNICAL, QuestionKind.PROBLEM})


class PauseCounts(NamedTuple):
    """What a turn's pauses add to the interview's sums.

    `mid_clause` is null where clauses cannot be told apart.
    """

    long_weight: float
    mid_clause: int | None


def find_pauses(
    turn: SpokenTurn, timing: Timing, kind: QuestionKind | None, language: SpeechLanguage
) -> tuple[Pause, ...]:
    """Return the turn's silences as pauses, or nothing when no silence is known.

    `mid_clause` is null without word times or punctuation. Exempt are silences that begin in the
    first five seconds of a technical or problem answer and those after asking for time to think.
    """
    return tuple(_pause(silence, turn, timing, kind, language) for silence in timing.silences or ())


def count_pauses(pauses: Sequence[Pause]) -> PauseCounts:
    """Return the weighted long pauses and the number of short pauses inside clauses.

    A pause of two seconds weighs 1 inside a clause and 0.5 at its end, twice that from four
    seconds on. Where the clause is unknown it weighs 0.5: what is not known is not charged.
    """
    counted = [pause for pause in pauses if not pause.exempt]
    long_weight = sum(
        (1.0 if pause.mid_clause else 0.5)
        * (2 if pause.seconds >= DELIVERY.very_long_seconds else 1)
        for pause in counted
        if pause.seconds >= DELIVERY.long_seconds
    )
    if any(pause.mid_clause is None for pause in pauses):
        return PauseCounts(long_weight, None)
    mid_clause = sum(
        bool(pause.mid_clause) and DELIVERY.short_seconds <= pause.seconds < DELIVERY.long_seconds
        for pause in counted
    )
    return PauseCounts(long_weight, mid_clause)


def _pause(
    silence: Silence,
    turn: SpokenTurn,
    timing: Timing,
    kind: QuestionKind | None,
    language: SpeechLanguage,
) -> Pause:
    at = _word_before(silence, turn)
    in_first_seconds = (
        kind in _THINKING_KINDS
        and timing.start_seconds is not None
        and silence.start_seconds - timing.start_seconds < DELIVERY.thinking_seconds
    )
    return Pause(
        start_seconds=silence.start_seconds,
        end_seconds=silence.end_seconds,
        mid_clause=_mid_clause(turn, at),
        exempt=in_first_seconds
        or (at is not None and language.asks_for_time([w.word for w in turn.words[: at + 1]])),
    )


def _word_before(silence: Silence, turn: SpokenTurn) -> int | None:
    """Return the position of the last word spoken before a silence, by the middles of both."""
    if not turn.timed:
        return None
    middle = (silence.start_seconds + silence.end_seconds) / 2
    at = None
    for position, word in enumerate(turn.words):
        if word.start_seconds is None or word.end_seconds is None:
            return None
        if (word.start_seconds + word.end_seconds) / 2 > middle:
            break
        at = position
    return at


def _mid_clause(turn: SpokenTurn, at: int | None) -> bool | None:
    if at is None or not turn.punctuated:
        return None
    return not turn.words[at].cut_after
