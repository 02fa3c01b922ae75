"""The non-verbal panel: three values beside the score, which weigh nothing (`scoring.md` 2.8).

They come from numbers a client counted, never from frames, and only where the candidate opted in
and a camera was on. No smile, no emotion, no judgement of looking away to think.
"""

import math
from dataclasses import dataclass

from core.assessment import DimensionScore
from scoring.curves import Points, points, pw
from scoring.rubric import level_of

# The curve for facing is the specification's; the others follow the level texts of its panel.
CAMERA_FACING: Points = ((0.1, 0), (0.2, 25), (0.4, 60), (0.55, 100), (0.9, 100), (1, 90))
FRAMING: Points = ((0.3, 0), (0.6, 40), (0.8, 70), (0.95, 100))
MOVEMENT: Points = ((0, 100), (6, 100), (15, 70), (30, 30), (45, 0))
PRESENCE: Points = ((0, 0), (0.3, 25), (0.6, 60), (0.95, 100))
LEAST_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Observation:
    """What a client counted over an interview, in seconds.

    `facing_seconds`: head yaw within 20 and pitch within 15 degrees while speaking;
    `framed_seconds`: face and shoulders in the frame; `large_movement_seconds`: large movements;
    `present_seconds`: face visible, or an audible reaction when spoken to.
    """

    seconds: float
    speaking_seconds: float
    facing_seconds: float
    framed_seconds: float
    large_movement_seconds: float
    present_seconds: float


def non_verbal(observed: Observation | None, *, opted_in: bool) -> tuple[DimensionScore, ...]:
    """Return the three dimensions of the panel, of weight 0; null where nothing was observed."""
    reason = _why_null(observed, opted_in)
    if reason or observed is None:
        return tuple(
            DimensionScore(name=name, group="non_verbal", weight=0, null_reason=reason)
            for name in ("eye_contact", "body_language", "engagement")
        )
    framed = observed.framed_seconds / observed.seconds
    movement = 60 * observed.large_movement_seconds / observed.seconds
    present = observed.present_seconds / observed.seconds
    return (
        _facing(observed),
        _dimension(
            "body_language",
            min(pw(framed, FRAMING), pw(movement, MOVEMENT)),
            "Face and shoulders in the frame, and seconds of large movement a minute.",
            {"framed_ratio": framed, "large_movement_seconds_per_minute": movement},
        ),
        _dimension(
            "engagement",
            pw(present, PRESENCE),
            "Camera presence: the face is visible, or a reaction is heard when spoken to.",
            {"present_ratio": present},
        ),
    )


def _facing(observed: Observation) -> DimensionScore:
    if observed.speaking_seconds < LEAST_SECONDS:
        reason = f"fewer than {LEAST_SECONDS:.0f} seconds of speech were observed"
        return DimensionScore(name="eye_contact", group="non_verbal", weight=0, null_reason=reason)
    facing = min(1.0, observed.facing_seconds / observed.speaking_seconds)
    return _dimension(
        "eye_contact",
        pw(facing, CAMERA_FACING),
        "Share of your speaking time facing the camera; 55 to 90 % all score 100.",
        {"camera_facing_ratio": facing},
    )


def _dimension(name: str, score: float, rule: str, measures: dict[str, float]) -> DimensionScore:
    return DimensionScore(
        name=name,
        group="non_verbal",
        weight=0,
        score=points(score),
        level=level_of(score),
        method="computed",
        rule=rule,
        measures=dict(measures),
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
