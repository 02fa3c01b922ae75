"""The piecewise-linear curves that turn a measured rate into a score (`docs/formulas.md#curves`).

Sources of the anchors: 5 fillers a minute do no harm, 12 clearly do (Laske & DiGennaro Reed 2024,
10.1002/jaba.1093); pauses inside clauses matter more than their number (Kahng 2018); hedges lower
perceived authority (Hosman 1989).
"""

from collections.abc import Sequence

Points = Sequence[tuple[float, float]]


def pw(x: float, points: Points) -> float:
    """Return the piecewise-linear interpolation of `points` at `x`, clamped at both ends."""
    if x <= points[0][0]:
        return float(points[0][1])
    for (x0, y0), (x1, y1) in zip(points, points[1:], strict=False):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return float(points[-1][1])


def points(value: float) -> float:
    """Return a score in 0-100, rid of what floating-point sums leave behind the sixth decimal."""
    return max(0.0, min(100.0, round(value, 6)))


PACE: Points = (
    (50, 0), (70, 20), (85, 45), (100, 72), (110, 88), (120, 100), (180, 100), (190, 90),
    (205, 72), (220, 55), (250, 20), (280, 0),
)  # fmt: skip
"""Words per minute while speaking; the plateau is wide on purpose."""

FILLERS: Points = ((0, 100), (3.3, 100), (5, 82), (8, 50), (12, 20), (16, 0))
"""Expected fillers per 100 words."""

LONG_PAUSES: Points = ((0, 100), (1, 90), (2, 70), (4, 30), (6, 0))
"""Weighted pauses of two seconds and more, per minute."""

MID_CLAUSE_PAUSES: Points = ((0, 100), (3, 100), (6, 70), (10, 30), (15, 0))
"""Pauses of half a second to two seconds inside a clause, per 100 words."""

PHONATION: Points = ((0.35, 0), (0.45, 20), (0.55, 60), (0.65, 100), (0.92, 100), (0.98, 75))
"""Share of the talking time that is speech and not silence."""

HEDGES: Points = ((0, 100), (1, 100), (2, 85), (3, 65), (4.5, 40), (7, 10), (9, 0))
"""Weighted hedges per 100 words."""

OWN_ACTIONS: Points = ((0, 40), (0.5, 70), (1.5, 100))
"""Past actions of "I" per 100 words."""
