"""What a client counts with the candidate's camera: numbers, never frames."""

from dataclasses import asdict
from typing import Self

from pydantic import Field, model_validator

from api.http.wire import Wire, example
from core.camera import CameraCounts


class ObservationBody(Wire):
    """Seconds since the interview's start, counted by the client; the last report counts."""

    model_config = example(
        seconds=300.0,
        speaking_seconds=200.0,
        facing_seconds=140.0,
        framed_seconds=295.0,
        large_movement_seconds=10.0,
        present_seconds=298.0,
    )

    seconds: float = Field(ge=0, le=14_400, description="how long the camera was observed")
    speaking_seconds: float = Field(ge=0, description="of these, while the candidate spoke")
    facing_seconds: float = Field(
        ge=0, description="head yaw within 20 and pitch within 15 degrees while speaking"
    )
    framed_seconds: float = Field(ge=0, description="face and shoulders in the frame")
    large_movement_seconds: float = Field(ge=0, description="with large movements")
    present_seconds: float = Field(
        ge=0, description="face visible, or an audible reaction when spoken to"
    )

    @model_validator(mode="after")
    def _no_part_is_longer_than_the_whole(self) -> Self:
        parts = self.model_dump(exclude={"seconds"})
        if longer := [name for name, seconds in parts.items() if seconds > self.seconds]:
            raise ValueError(f"longer than `seconds`: {', '.join(longer)}")
        if self.facing_seconds > self.speaking_seconds:
            raise ValueError("`facing_seconds` counts only while speaking")
        return self

    @classmethod
    def of(cls, observation: CameraCounts) -> "ObservationBody":
        """Return the wire form of what was counted."""
        return cls(**asdict(observation))

    def observation(self) -> CameraCounts:
        """Return the same in the house's own words."""
        return CameraCounts(**self.model_dump())
