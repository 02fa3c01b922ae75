"""Where a turn's texts go, and what the listener asks of the world around it."""

from typing import Protocol

from agent.speech.transcript import RecognisedTurn


class TurnEvents(Protocol):
    """What a `TurnListener` tells."""

    def interim(self, text: str) -> None:
        """Show what has been heard so far."""

    def early(self, text: str) -> None:
        """The turn may be over: a reply to exactly this text may be prepared."""

    def so_far(self, turn: RecognisedTurn | None) -> None:
        """So much of the open turn is known; null: it has come to nothing."""

    def final(self, turn: RecognisedTurn) -> None:
        """The turn is over."""

    def barged_in(self) -> None:
        """The candidate really wants the floor while the interviewer is speaking."""

    def nod(self) -> None:
        """Show that what was said is being listened to; it is no turn and takes no floor."""

    def nod_taken_back(self) -> None:
        """The voice is back: nothing more of a nod is to be heard."""

    def look_in(self, seconds: float) -> None:
        """Call `TurnListener.look` again after so long, instead of when it was asked for before."""
