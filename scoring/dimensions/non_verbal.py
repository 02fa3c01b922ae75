"""The non-verbal panel: three values beside the score, which weigh nothing (`scoring.md` 2.8).

They come from numbers a client counted, never from frames, and only where the candidate opted in
and a camera was on. No smile, no emotion, no judgement of looking away to think.
"""

import math

from core.assessment import DimensionScore
from core.observation import Observation
from scoring.rubric.curves import Points, points, pw
from scoring.rubric.definition import Described, Rubric, described

# The curve for facing is the specification's; the others follow the level texts of its panel.
CAMERA_FACING: Points = ((0.1, 0), (0.2, 25), (0.4, 60), (0.55, 100), (0.9, 100), (1, 90))
FRAMING: Points = ((0.3, 0), (0.6, 40), (0.8, 70), (0.95, 100))
MOVEMENT: Points = ((0, 100), (6, 100), (15, 70), (30, 30), (45, 0))
PRESENCE: Points = ((0, 0), (0.3, 25), (0.6, 60), (0.95, 100))
LEAST_SECONDS = 20.0
GROUP = "non_verbal"


def non_verbal(
    observed: Observation | None, rubric: Rubric, *, opted_in: bool
) -> tuple[DimensionScore, ...]:
    """Return the three dimensions of the panel, of weight 0; null where nothing was observed."""
    reason = _why_null(observed, opted_in)
    if reason or observed is None:
        return tuple(_unseen(panel, reason or "") for panel in rubric.panel)
    framed = observed.framed_seconds / observed.seconds
    movement = 60 * observed.large_movement_seconds / observed.seconds
    present = observed.present_seconds / observed.seconds
    return (
        _facing(observed, rubric.of_panel("eye_contact")),
        _seen(
            rubric.of_panel("body_language"),
            min(pw(framed, FRAMING), pw(movement, MOVEMENT)),
            {"framed_ratio": framed, "large_movement_seconds_per_minute": movement},
        ),
        _seen(rubric.of_panel("engagement"), pw(present, PRESENCE), {"present_ratio": present}),
    )


def _facing(observed: Observation, panel: Described) -> DimensionScore:
    if observed.speaking_seconds < LEAST_SECONDS:
        return _unseen(panel, f"fewer than {LEAST_SECONDS:.0f} seconds of speech were observed")
    facing = min(1.0, observed.facing_seconds / observed.speaking_seconds)
    return _seen(panel, pw(facing, CAMERA_FACING), {"camera_facing_ratio": facing})


def _seen(panel: Described, score: float, measures: dict[str, float]) -> DimensionScore:
    return DimensionScore(
        **described(panel, points(score)),
        group=GROUP,
        weight=0,
        method="computed",
        rule=panel.rule,
        measures=dict(measures),
    )


def _unseen(panel: Described, reason: str) -> DimensionScore:
    return DimensionScore(
        **described(panel, None),
        group=GROUP,
        weight=0,
        method="computed",
        rule=panel.rule,
        null_reason=reason,
    )


def _why_null(observed: Observation | None, opted_in: bool) -> str | None:
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
    if observed.seconds < LEAST_SECONDS:
        return f"fewer than {LEAST_SECONDS:.0f} seconds were observed"
    return None
