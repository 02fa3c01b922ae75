"""Facing the camera while speaking; glancing away to think is normal.

Formula: `docs/formulas.md#camera-panel`.
"""

from core.camera import CameraCounts
from scoring.dimensions.dimension import Dimension, Seen
from scoring.dimensions.tuned import MEASURES
from scoring.rubric.curves import Points, pw

CAMERA_FACING: Points = ((0.1, 0), (0.2, 25), (0.4, 60), (0.55, 100), (0.9, 100), (1, 90))


def _facing(observed: CameraCounts) -> Seen:
    if observed.speaking_seconds < MEASURES.least_camera_seconds:
        return f"fewer than {MEASURES.least_camera_seconds:.0f} seconds of speech were observed"
    facing = min(1.0, observed.facing_seconds / observed.speaking_seconds)
    return pw(facing, CAMERA_FACING), {"camera_facing_ratio": facing}


EYE_CONTACT = Dimension(name="eye_contact", group="non_verbal", observed=_facing)
