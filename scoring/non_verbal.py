"""The non-verbal panel: three values beside the score, which weigh nothing.

They come from numbers a client counted, never from frames, and only where the candidate opted in
and a camera was on. No smile, no emotion, no judgement of looking away to think.

Formula: `docs/formulas.md#camera-panel`.
"""

import math

from core.assessment import DimensionScore
from core.camera import CameraCounts
from scoring.dimensions import PANEL
from scoring.dimensions.dimension import Dimension, Seen
from scoring.rubric.curves import points
from scoring.rubric.definition import Rubric, described
from scoring.tuned import ASSESSING


def non_verbal(
    observed: CameraCounts | None, rubric: Rubric, *, opted_in: bool
) -> tuple[DimensionScore, ...]:
    """Return the dimensions of the panel, of weight 0; null where nothing was observed."""
    reason = _why_null(observed, opted_in)
    return tuple(_score(one, rubric, _seen(one, observed, reason)) for one in PANEL)


def _seen(dimension: Dimension, observed: CameraCounts | None, reason: str | None) -> Seen:
    if reason is not None or observed is None or dimension.observed is None:
        return reason or ""
    return dimension.observed(observed)


def _score(dimension: Dimension, rubric: Rubric, seen: Seen) -> DimensionScore:
    panel = rubric.of_panel(dimension.name)
    score, measures = (None, {}) if isinstance(seen, str) else (points(seen[0]), seen[1])
    return DimensionScore(
        **described(panel, score),
        group=dimension.group,
        weight=0,
        method="computed",
        rule=panel.rule,
        null_reason=seen if isinstance(seen, str) else None,
        measures=dict(measures),
    )


def _why_null(observed: CameraCounts | None, opted_in: bool) -> str | None:
    if not opted_in:
        return "the candidate did not opt in"
    if observed is None:
        return "the camera was off"
    counted = (
        observed.seconds,
        observed.speaking_seconds,
        observed.facing_seconds,
        observed.framed_seconds,
        observed.large_movement_seconds,
        observed.present_seconds,
    )
    if not all(math.isfinite(value) and value >= 0 for value in counted):
        return "the observations are no lengths of time"
    if max(counted[1:]) > observed.seconds:
        return "a part was observed for longer than the whole"
    if observed.seconds < ASSESSING.least_camera_seconds:
        return f"fewer than {ASSESSING.least_camera_seconds:.0f} seconds were observed"
    return None
