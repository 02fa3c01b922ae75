"""Streams of text that must keep coming."""

import asyncio
from collections.abc import AsyncIterator


async def in_time(
    pieces: AsyncIterator[str], whole_seconds: float, each_seconds: float | None = None
) -> AsyncIterator[str]:
    """Yield the pieces that are not empty; `TimeoutError` when one, or the last, is late.

    The whole has `whole_seconds` from the first wait on, each piece `each_seconds` from when it is
    asked for, which empty ones do not prolong. Each wait has a timeout of its own: one task may
    begin a stream and another read on, and a timeout ends only what the task waits for that has
    set it.
    """
    loop = asyncio.get_running_loop()
    whole = loop.time() + whole_seconds
    each = whole_seconds if each_seconds is None else each_seconds
    due = loop.time() + each
    while True:
        try:
            async with asyncio.timeout_at(min(due, whole)):
                piece = await anext(pieces)
        except StopAsyncIteration:
            return
        if piece:
            yield piece
            due = loop.time() + each
