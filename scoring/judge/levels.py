"""From a judge's claim to a level that code can stand behind (`docs/formulas.md#levels`)."""

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.assessment import Evidence
from core.turn import Interaction
from language.en.answers.redaction import PLACEHOLDER
from scoring.evidence.quotes import is_said, stands_in, verify
from scoring.evidence.tuned import EVIDENCE
from scoring.judge.reply import NOT_ASSESSABLE, JudgedDimension
from scoring.judge.tuned import JUDGING
from scoring.rubric.definition import RubricDimension

HIGHEST_LEVEL: Final = 4
FALSE_STATEMENT_CHECK = "T2"
_IN_MARKS = re.compile(r"[\"“”]([^\"“”]+)[\"“”]")


@dataclass(frozen=True, slots=True)
class VerifiedLevel:
    """A level (null: no opportunity) and the quotes that survived; `flagged` if code lowered it."""

    level: int | None
    evidence: tuple[Evidence, ...]
    flagged: bool
    next_step: str
    quotes_offered: int


def verify_level(
    judged: JudgedDimension,
    dimension: RubricDimension,
    interactions: Sequence[Interaction],
    stated: str | None = None,
) -> VerifiedLevel:
    """Return what remains of a judged dimension after verification.

    With `stated`, what the answer asserts, only a quote out of it speaks for the candidate.
    Without a surviving quote the level is at most 1, and a failed check with a veto caps it. Where
    the level and the one its own checks imply differ by two and more, the lower one counts.
    """
    evidence = tuple(
        found
        for offered in judged.evidence
        if (offered.supports == "-" or stated is None or _stands_in(offered.quote, stated))
        and (
            found := _verified(offered.quote, offered.supports == "+", offered.check, interactions)
        )
    )
    next_step = judged.next_step if _quotes_only(judged.next_step, interactions) else ""
    if judged.level == NOT_ASSESSABLE:
        return VerifiedLevel(None, evidence, False, next_step, len(judged.evidence))
    claimed = int(judged.level)
    passed = passed_checks(judged, dimension, evidence)
    vetoes = (cap for check, cap in dimension.vetoes.items() if check not in passed)
    cap = min(vetoes, default=HIGHEST_LEVEL)
    implied = min(len(passed), cap)
    level = min(claimed, cap)
    if abs(claimed - implied) >= JUDGING.disagreement:
        level = min(level, implied)
    if not evidence:
        level = min(level, JUDGING.unsupported_level)
    return VerifiedLevel(
        level, evidence[: EVIDENCE.shown], level < claimed, next_step, len(judged.evidence)
    )


def passed_checks(
    judged: JudgedDimension, dimension: RubricDimension, evidence: Sequence[Evidence]
) -> frozenset[str]:
    """Return the checks that the judge answered with yes.

    "Says something false" counts only with the statement quoted: without it, it is ignored.
    """
    denied = {e.check for e in evidence if not e.supports}
    return frozenset(
        check
        for check in dimension.checks
        if judged.checks[check] or (check == FALSE_STATEMENT_CHECK and check not in denied)
    )


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


def agree(levels: Sequence[int]) -> bool:
    """Return whether samples are less than two levels apart, from five on without extremes."""
    considered = sorted(levels)[1:-1] if len(levels) >= 5 else levels
    return not considered or max(considered) - min(considered) < JUDGING.disagreement


def _quotes_only(text: str, interactions: Sequence[Interaction]) -> bool:
    """Return whether everything that a text puts in quotation marks was said."""
    return all(is_said(piece, interactions) for piece in _IN_MARKS.findall(text))


def _stands_in(quote: str, stated: str) -> bool:
    return stands_in(max(PLACEHOLDER.split(quote), key=len), stated)


def _verified(
    quote: str, supports: bool, check: str, interactions: Sequence[Interaction]
) -> Evidence | None:
    """Return the evidence for the longest part of a quote between placeholders."""
    part = max(PLACEHOLDER.split(quote), key=len)
    return verify(part, interactions, supports=supports, check=check or None)
