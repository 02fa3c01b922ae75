"""An event loop whose time is simulated: it jumps to the next timer where nothing else is to do."""

import asyncio
import selectors
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any, TypeVar, TypeVarTuple

Given = TypeVarTuple("Given")
Result = TypeVar("Result")


class SimulatedTimeLoop(asyncio.SelectorEventLoop):
    """Sleeps and timeouts take no time and happen in their order, so a minute is over at once.

    While a thread works for the loop time stands still, so that no timer overtakes it. Nothing
    that waits for a socket belongs here: its time would be over before the other side can answer.
    """

    def __init__(self) -> None:
        self._now = 0.0
        self._in_threads = 0
        super().__init__(_JumpingSelector(self._jump))

    def time(self) -> float:
        """Return the simulated seconds since the loop was made."""
        return self._now

    def run_in_executor(
        self, executor: Executor | None, func: Callable[[*Given], Result], *args: *Given
    ) -> asyncio.Future[Result]:
        """Run a function in a thread while time stands still."""
        self._in_threads += 1
        future = super().run_in_executor(executor, func, *args)
        future.add_done_callback(self._back)
        return future

    def _back(self, _: asyncio.Future[Any]) -> None:
        self._in_threads -= 1

    def _jump(self, seconds: float) -> bool:
        """Let time pass if nobody works, and return whether it did."""
        if self._in_threads:
            return False
        self._now += seconds
        return True


class _JumpingSelector(selectors.DefaultSelector):
    """Gives the time that would be waited to `jump` instead, unless something is there already."""

    def __init__(self, jump: Callable[[float], bool]) -> None:
        super().__init__()
        self._jump = jump

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Return what is ready."""
        ready = super().select(0)
        if ready or timeout == 0:
            return ready
        if timeout is not None and self._jump(timeout):
            return ready
        return super().select(None)
