"""One thread per model, which requests pass through in turns."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


class Turnstile:
    """Runs the steps of many requests on one thread, first come first served.

    A request is an iterator whose every `next` is one step of work (a window of audio, a clause of
    speech). It queues again behind the others after each step, so a long request never holds up
    short ones by more than a step, and one that is cancelled costs at most the step under way.
    """

    def __init__(self, name: str) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    async def steps(self, work: Iterator[T]) -> AsyncIterator[T]:
        """Yield what `work` yields; its errors are raised here."""
        loop = asyncio.get_running_loop()
        end = object()
        while True:
            item = await loop.run_in_executor(self._pool, next, work, end)
            if item is end:
                return
            yield item  # type: ignore[misc]  # not the end marker, so a T

    def close(self) -> None:
        """Drop what is queued; the step under way is not waited for."""
        self._pool.shutdown(wait=False, cancel_futures=True)
