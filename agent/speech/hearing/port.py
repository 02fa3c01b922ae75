"""The recogniser's port: how one turn is heard while it is being spoken.

A recogniser that streams tells partial words while the voice goes on and settles them at a pause.
One that takes whole recordings is the special case that sends them off at pauses (`pieces`).
"""

from collections.abc import Sequence
from typing import Protocol

from agent.speech.transcript import Transcript
from agent.speech.turn_audio import TurnAudio


class HearingEvents(Protocol):
    """What a `Hearing` tells, and what it may ask; times are seconds of the audio stream."""

    def partial(self, text: str, now: float) -> None:
        """All of the turn so far may have been `text`; it may yet change."""

    def settled(self, now: float) -> None:
        """Something is known for good: `is_settled` or what it stands for has changed."""

    def went_on_after(self, text: str, pause_seconds: float) -> None:
        """Only now it is known that the voice came back after this text and so long a pause."""

    def voiced_seconds(self, start: float, end: float) -> float:
        """Return for how many seconds between two moments a voice was heard."""


class Hearing(Protocol):
    """One turn. It is left, paused and settled, when the turn is over: there is no end to tell."""

    @property
    def is_paused(self) -> bool:
        """Whether everything up to the present silence is to be settled."""

    @property
    def is_settled(self) -> bool:
        """Whether it is paused and nothing more will come of what was said until then."""

    @property
    def transcripts(self) -> Sequence[Transcript]:
        """What is known for good, in order, times from the stream's start."""

    @property
    def gaps(self) -> tuple[str, ...]:
        """What could not be recognised, as faults for the turn's record."""

    def voice(self, now: float) -> None:
        """A voice is heard; the audio until now is there."""

    def pause(self, now: float) -> None:
        """The voice has fallen silent: settle what was said."""

    def go_on(self, at: float, pause_seconds: float) -> None:
        """The voice is back after a pause that was told."""


class Transcriber(Protocol):
    """A recogniser as a turn needs it."""

    def begin(self, audio: TurnAudio, at: float, told: HearingEvents) -> Hearing:
        """Return the hearing of the turn whose voice began at this second of the audio."""
        ...
