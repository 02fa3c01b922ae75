"""Verdicts become the rating of an answer, on top of what the rules found."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from scoring.dimensions import DIMENSIONS
from scoring.judge.levels import VerifiedLevel, agree, combined, standard_error
from scoring.judge.panel import Verdict
from scoring.rubric.rating import Rated

_ABSENT_IS_ZERO = frozenset(d.name for d in DIMENSIONS if d.absent_is_zero)


def merge(
    basic: Mapping[str, Rated], verdicts: Sequence[Verdict], earned: Collection[str], model: str
) -> dict[str, Rated]:
    """Return a group's dimensions as judged.

    Of an answer that addresses the grader there is a second verdict, without those sentences: it
    decides whether there is anything to judge, and the other counts only where it is lower. A
    dimension the model has not earned keeps the rules' score and takes only the judge's next
    step, and that only where a quote of it was verified. What was asked for and is absent is zero.
    """
    merged: dict[str, Rated] = {}
    for name in verdicts[0].samples:
        whole, *rest = (_rated(name, basic[name], v.samples[name], model) for v in verdicts)
        judged = _lower(rest[0], whole) if rest else whole
        if name in earned:
            merged[name] = judged
        elif judged.evidence:
            merged[name] = replace(basic[name], next_step=judged.next_step)
        else:
            merged[name] = basic[name]
    return merged


def _lower(clean: Rated, whole: Rated) -> Rated:
    """Return the lower rating; null is none, and words to the grader must not bring it about."""
    if clean.score is None or whole.score is None or clean.score <= whole.score:
        return clean
    return whole


def _rated(name: str, basic: Rated, levels: Sequence[VerifiedLevel], model: str) -> Rated:
    known = [found.level for found in levels if found.level is not None]
    if not known and basic.asked and name in _ABSENT_IS_ZERO:
        known = [0] * len(levels)
    measures = {
        **basic.measures,
        "model": model,
        "levels": ", ".join("NE" if f.level is None else str(f.level) for f in levels),
        "lowered_by_code": sum(found.flagged for found in levels),
    }
    if 2 * len(known) < len(levels):
        reason = "the judge saw no opportunity to show it"
        return Rated(None, reason, measures=measures, method="judge", asked=basic.asked)
    best = max(levels, key=lambda found: len(found.evidence))
    return Rated(
        combined(known),
        evidence=best.evidence,
        measures=measures,
        method="judge",
        next_step=best.next_step if best.evidence else "",
        agreement="good" if agree(known) else "low",
        standard_error=standard_error(known),
        asked=basic.asked,
    )
