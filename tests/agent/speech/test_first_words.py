"""The captions of a reply that gave the floor back at once are never shown."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from livekit.agents.voice.io import TextOutput

from agent.speech import first_words
from agent.speech.first_words import FirstWords
from agent.speech.tuned import TURNS
from agent.speech.turn_state import TurnState


class Shown(TextOutput):
    """Remembers what a room would be shown; `|` ends an utterance."""

    def __init__(self) -> None:
        super().__init__(label="room", next_in_chain=None)
        self.text = ""

    async def capture_text(self, text: str) -> None:
        self.text += text

    def flush(self) -> None:
        self.text += "|"


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_words, "TURNS", replace(TURNS, yield_seconds=0.02))
    monkeypatch.setattr(first_words, "LOOK_SECONDS", 0.01)


@asynccontextmanager
async def captions(floor: TurnState) -> AsyncIterator[Shown]:
    """Give a room's captions whose first words are kept back."""
    shown = Shown()
    task = asyncio.create_task(FirstWords(shown, floor).run())
    yield shown
    task.cancel()


async def test_an_utterance_is_shown_whole_and_in_order() -> None:
    async with captions(TurnState()) as shown:
        for text in ("Thank ", "you. "):
            await shown.capture_text(text)
        assert shown.text == ""
        await asyncio.sleep(0.1)
        await shown.capture_text("And then?")
        shown.flush()
        await shown.capture_text("Right.")
        shown.flush()
        await asyncio.sleep(0.05)
    assert shown.text == "Thank you. And then?|Right.|"


async def test_an_utterance_that_yields_leaves_no_line_and_the_next_one_does() -> None:
    floor = TurnState()
    floor.may_yield = lambda: True
    async with captions(floor) as shown:
        await shown.capture_text("Thank you. ")
        await asyncio.sleep(0.1)
        assert shown.text == ""
        floor.yielded = True
        shown.flush()
        floor.yielded, floor.may_yield = False, lambda: False
        await shown.capture_text("What then?")
        shown.flush()
        await asyncio.sleep(0.05)
    assert shown.text == "What then?|"
