"""The places of a worker: how many interviews it may hold at a time, and how many are taken."""

from collections.abc import Callable

from livekit.agents import JobRequest

HALF_FULL_LOAD = 0.5
"""What a worker with one place left may report at most. A livekit-server offers nothing to a worker
that reports `agents.target_load` (.7 unless configured), and only once what it is made of."""
FULL_LOAD = 1.0


class Places:
    """Counts interviews, those on their way among them, and takes one where a place is free.

    LiveKit's own count stands behind: it estimates what an interview weighs, so it refuses a
    second candidate who comes in the same moment as the first.
    """

    def __init__(
        self, count: int, held: Callable[[], int], suffering: Callable[[], bool] = lambda: False
    ) -> None:
        """`count` is at least 1; `held` returns how many interviews run.

        While `suffering`, those that run would pay for another, so none is taken beside them.
        """
        self.count = count
        self._held = held
        self._suffering = suffering
        self._promised = 0

    @property
    def taken(self) -> int:
        """How many interviews are held or about to begin."""
        return self._held() + self._promised

    @property
    def full(self) -> bool:
        """Whether another interview is refused."""
        return self.taken >= self.count or (self.taken > 0 and self._suffering())

    def load(self) -> float:
        """Return what to report to the room server, 0 to 1: it offers interviews under .7."""
        if self.full:
            return FULL_LOAD
        return HALF_FULL_LOAD * self.taken / self.count

    async def answer(self, request: JobRequest) -> None:
        """Accept a dispatch under the interviewer's name, or leave it to another worker."""
        if self.full:
            # anything but False tells the room server that nobody else need be asked
            await request.reject(terminate=False)
            return
        self._promised += 1
        try:
            await request.accept(name="Interviewer", identity=f"interviewer-{request.id}")
        finally:
            self._promised -= 1
