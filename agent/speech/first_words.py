"""The captions of an utterance's first words are kept back until they have been heard for a second.

Who goes on speaking in that second has the floor back, and what was begun leaves no line.
"""

import asyncio
from collections.abc import Callable
from typing import Final

from livekit.agents.voice.io import TextOutput

from agent.speech.tuned import TURNS
from agent.speech.turn_state import TurnState

LOOK_SECONDS: Final = 0.1


class FirstWords:
    """Stands before a text output: what it is told to show waits here first."""

    def __init__(self, output: TextOutput, floor: TurnState) -> None:
        self._capture, self._flush = output.capture_text, output.flush
        self._floor = floor
        self._kept: list[str] = []
        self._shown = False
        self._timer: asyncio.TimerHandle | None = None
        self._steps: asyncio.Queue[str | None] = asyncio.Queue()
        # The room's output is made by LiveKit, which knows no place for another one before it.
        for name, method in (("capture_text", self.capture_text), ("flush", self.flush)):
            setattr(output, name, method)

    async def run(self) -> None:
        """Hand on what may be shown, in order, until cancelled."""
        while True:
            step = await self._steps.get()
            if step is None:
                self._flush()
            else:
                await self._capture(step)

    async def capture_text(self, text: str) -> None:
        """Take in a piece of the utterance that is being said."""
        if self._shown:
            self._steps.put_nowait(text)
            return
        if not self._kept:
            self._look_in(TURNS.yield_seconds, self._may_show)
        self._kept.append(text)

    def flush(self) -> None:
        """The utterance is over, said whole or not."""
        if not self._shown and self._floor.yielded:
            self._kept.clear()
        else:
            self._show()
            self._steps.put_nowait(None)
        self._shown = False
        if self._timer is not None:
            self._timer.cancel()

    def _may_show(self) -> None:
        if self._floor.may_yield():
            self._look_in(LOOK_SECONDS, self._may_show)
        elif not self._floor.yielded:
            self._show()

    def _show(self) -> None:
        for text in self._kept:
            self._steps.put_nowait(text)
        self._kept.clear()
        self._shown = True

    def _look_in(self, seconds: float, look: Callable[[], None]) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(seconds, look)
