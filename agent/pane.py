"""What the candidate makes in the pane beside the talk, as the interviewer has it; pure."""

from collections.abc import Callable

from core.turn import Artifact, TypingSegment

SNAPSHOT_SECONDS = 0.25
"""How long a client may keep a change back before it sends a snapshot."""

KEYS_APART_SECONDS = 2.0
"""Changes no farther apart are one stretch of typing (1 to 5)."""


class Pane:
    """The latest snapshot, and when keys were pressed since the turn log took one.

    `now` gives seconds from the interview's start; `artifact` is what the log holds already.
    """

    def __init__(self, artifact: Artifact | None, now: Callable[[], float]) -> None:
        self.latest = artifact
        self._logged = artifact
        self._now = now
        self._typing: list[TypingSegment] = []

    def show(self, artifact: Artifact) -> bool:
        """Take a whole snapshot in place of the one before; false when it is the same again."""
        if artifact == self.latest:
            return False
        self.latest = artifact
        now = self._now()
        start = max(0.0, now - SNAPSHOT_SECONDS)
        if self._typing and start - self._typing[-1].end_seconds <= KEYS_APART_SECONDS:
            start = self._typing.pop().start_seconds
        self._typing.append(TypingSegment(start, now))
        return True

    def take(self) -> tuple[Artifact | None, tuple[TypingSegment, ...]]:
        """Return what a turn that ends now is logged with: the snapshot, null where the log has it
        already, and when keys were pressed since it took one."""
        artifact = self.latest if self.latest != self._logged else None
        typing = tuple(self._typing)
        self._logged, self._typing = self.latest, []
        return artifact, typing
