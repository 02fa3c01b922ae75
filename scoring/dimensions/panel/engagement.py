"""Being there: seen, or heard reacting when spoken to (`docs/formulas.md#camera-panel`)."""

from core.camera import CameraCounts
from scoring.dimensions.dimension import Dimension, Seen
from scoring.rubric.curves import Points, pw

# the curve follows the level texts of the rubric's panel
PRESENCE: Points = ((0, 0), (0.3, 25), (0.6, 60), (0.95, 100))


def _present(observed: CameraCounts) -> Seen:
    present = observed.present_seconds / observed.seconds
    return pw(present, PRESENCE), {"present_ratio": present}


ENGAGEMENT = Dimension(name="engagement", group="non_verbal", observed=_present)
