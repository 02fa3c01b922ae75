"""What a client counted of a candidate before a camera: numbers, never frames."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CameraCounts:
    """Seconds since an interview's start, all of them at most `seconds`.

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
