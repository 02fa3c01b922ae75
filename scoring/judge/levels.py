"""From a judge's claim to a level that code can stand behind (`scoring.md` 2.6, steps 5 and 6)."""

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from core.assessment import Evidence
from core.turn import Interaction
from scoring.evidence import SHOWN, verify
from scoring.judge.reply import NOT_ASSESSABLE, JudgedDimension
from scoring.rubric import RubricDimension

UNSUPPORTED_LEVEL = 1
DISAGREEMENT = 2
FALSE_STATEMENT_CHECK = "T2"
_PLACEHOLDER = re.compile(r"\[(?:name|employer|school|place)\]")


@dataclass(frozen=True, slots=True)
class VerifiedLevel:
    """A level (null: no opportunity) and the quotes that survived; `flagged` if code lowered it."""

    level: int | None
    evidence: tuple[Evidence, ...]
    flagged: bool
    next_step: str
    quotes_offered: int


def verify_level(
    judged: JudgedDimension, dimension: RubricDimension, interactions: Sequence[Interaction]
) -> VerifiedLevel:
    """Return what remains of a judged dimension after verification.

    Without a surviving quote the level is at most 1. Where the level and the one its own checks
    imply differ by two and more, the lower one counts.
    """
    evidence = tuple(
        found
        for offered in judged.evidence
        if (found := _verified(offered.quote, offered.supports == "+", offered.check, interactions))
    )
    if judged.level == NOT_ASSESSABLE:
        return VerifiedLevel(None, evidence, False, judged.next_step, len(judged.evidence))
    claimed = int(judged.level)
    implied = implied_level(judged, dimension, evidence)
    level = min(claimed, implied) if abs(claimed - implied) >= DISAGREEMENT else claimed
    if not evidence:
        level = min(level, UNSUPPORTED_LEVEL)
    return VerifiedLevel(
        level, evidence[:SHOWN], level < claimed, judged.next_step, len(judged.evidence)
    )


def implied_level(
    judged: JudgedDimension, dimension: RubricDimension, evidence: Sequence[Evidence]
) -> int:
    """Return the level that the checks imply: their count, capped where one with a veto failed.

    "Says something false" counts only with the statement quoted: without it, it is ignored.
    """
    denied = {e.check for e in evidence if not e.supports}
    passed = {
        check: judged.checks[check] or (check == FALSE_STATEMENT_CHECK and check not in denied)
        for check in dimension.checks
    }
    level = sum(passed.values())
    for check, cap in dimension.vetoes.items():
        if not passed[check]:
            level = min(level, cap)
    return min(4, level)


def combined(levels: Sequence[int]) -> float:
    """Return 25 * the median of up to four levels, or the mean without extremes from five on."""
    if len(levels) < 5:
        return 25 * statistics.median(levels)
    return 25 * statistics.fmean(sorted(levels)[1:-1])


def standard_error(levels: Sequence[int]) -> float:
    """Return the standard error, in points, of a dimension that these samples leave."""
    if len(levels) < 2:
        return 0.0
    return float(25 * statistics.stdev(levels) / len(levels) ** 0.5)


def _verified(
    quote: str, supports: bool, check: str, interactions: Sequence[Interaction]
) -> Evidence | None:
    """Return the evidence for the longest part of a quote between placeholders."""
    part = max(_PLACEHOLDER.split(quote), key=len)
    return verify(part, interactions, supports=supports, check=check or None)
