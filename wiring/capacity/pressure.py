"""How much a worker's machine has left, told by how much slower work gets done than it should.

A loop that sleeps most of the time is woken within milliseconds also by a machine with five times
the work it can do, so lag tells of blocked loops alone. What an interview does (voice activity,
the end of a turn, resampling) are bursts of milliseconds, and those are what overload makes slow.
"""

import asyncio
import statistics
import time
from collections import deque

BURST_SECONDS = 0.005
"""Of processor time, once a second."""
EVERY_SECONDS = 1.0
WINDOW = 20
"""So many measurements are remembered; a median over them passes over short peaks."""


class Pressure:
    """Measures while `keep_measuring` runs."""

    def __init__(self) -> None:
        self._slowdowns: deque[float] = deque(maxlen=WINDOW)
        self._lags: deque[float] = deque(maxlen=WINDOW)

    @property
    def slowdown(self) -> float:
        """How many times as long as its processor time a burst of work takes: 1 undisturbed."""
        return statistics.median(self._slowdowns) if self._slowdowns else 1.0

    @property
    def loop_lag_seconds(self) -> float:
        """How late this event loop was at worst."""
        return max(self._lags, default=0.0)

    async def keep_measuring(self) -> None:
        """Measure until cancelled."""
        clock = asyncio.get_running_loop().time
        while True:
            due = clock() + EVERY_SECONDS
            await asyncio.sleep(EVERY_SECONDS)
            lag = clock() - due
            self.note(await asyncio.to_thread(burst_slowdown), lag)

    def note(self, slowdown: float, lag_seconds: float) -> None:
        """Remember a measurement."""
        self._slowdowns.append(slowdown)
        self._lags.append(lag_seconds)


def burst_slowdown(seconds: float = BURST_SECONDS) -> float:
    """Return how many times as long as its processor time a burst of work took; blocks for it."""
    begun, worked = time.perf_counter(), time.thread_time()
    while (done := time.thread_time() - worked) < seconds:
        sum(range(2000))
    return max(1.0, (time.perf_counter() - begun) / done)
