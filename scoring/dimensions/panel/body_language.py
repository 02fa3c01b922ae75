"""Face and shoulders in the frame, and large movements (`docs/formulas.md#camera-panel`)."""

from core.camera import CameraCounts
from scoring.dimensions.dimension import Dimension, Seen
from scoring.rubric.curves import Points, pw

# the curves follow the level texts of the rubric's panel
FRAMING: Points = ((0.3, 0), (0.6, 40), (0.8, 70), (0.95, 100))
MOVEMENT: Points = ((0, 100), (6, 100), (15, 70), (30, 30), (45, 0))


def _framed(observed: CameraCounts) -> Seen:
    framed = observed.framed_seconds / observed.seconds
    movement = 60 * observed.large_movement_seconds / observed.seconds
    return (
        min(pw(framed, FRAMING), pw(movement, MOVEMENT)),
        {"framed_ratio": framed, "large_movement_seconds_per_minute": movement},
    )


BODY_LANGUAGE = Dimension(name="body_language", group="non_verbal", observed=_framed)
