"""In which dimensions a judge orders the written levels better than the rules do."""

from collections.abc import Sequence
from itertools import combinations
from statistics import fmean

from bench.validation.ladders import LEVELS
from bench.validation.scored import ScoredLadder


def earned_dimensions(
    judged: Sequence[ScoredLadder], basic: Sequence[ScoredLadder], names: Sequence[str]
) -> frozenset[str]:
    """Return the dimensions in which the judge puts more pairs of levels in order than the rules.

    A dimension without any pair that both could score is not earned.
    """
    return frozenset(name for name in names if _in_order(judged, name) > _in_order(basic, name))


def _in_order(ladders: Sequence[ScoredLadder], name: str) -> float:
    """Return the share of pairs in order; equal scores count as half, no pairs as 0."""
    found = []
    for scored in ladders:
        for better, worse in combinations(LEVELS, 2):
            first = scored.scores[better].dimensions.get(name)
            second = scored.scores[worse].dimensions.get(name)
            if first is not None and second is not None:
                found.append(1.0 if first > second else 0.5 if first == second else 0.0)
    return fmean(found) if found else 0.0
