"""Walking into the room of an interview with a browser, and out of it."""

import re
from dataclasses import dataclass

from playwright.async_api import Page, expect

from tests.web.browser import Visit

MOMENT = 90_000
"""Milliseconds for what the interviewer does, also on a slow machine."""


@dataclass(frozen=True)
class RoomVisit:
    """Somebody in the room of their interview."""

    here: Visit
    number: int

    @property
    def page(self) -> Page:
        """The browser's page."""
        return self.here.page

    async def press(self, name: str) -> None:
        """Press one of the room's buttons."""
        await self.page.get_by_role("button", name=name, exact=True).click()

    async def leave(self) -> None:
        """End the interview, and arrive at its report."""
        await self.press("End interview")
        await self.press("End it")
        await self.arrive_at_the_report()

    async def arrive_at_the_report(self) -> None:
        """Wait until the report is shown."""
        await self.page.wait_for_url(re.compile(f"#/report/{self.number}$"), timeout=MOMENT)
        await expect(
            self.page.get_by_role("heading", name="Conversation", exact=True)
        ).to_be_visible()


async def enter(here: Visit) -> RoomVisit:
    """Start a spoken interview, and wait until the first question has been asked."""
    await here.open("/new")
    number = await here.start("Aloud")
    await greeted(here.page)
    return RoomVisit(here, number)


async def greeted(page: Page, state: str = "Listening to you") -> None:
    """Wait until the first question has been asked, and the room shows a state."""
    await at_question(page, 1)
    await in_state(page, state)


async def at_question(page: Page, number: int) -> None:
    """Wait until a question is open."""
    await shows(page, f"Question {number} of 3")


async def shows(page: Page, fact: str) -> None:
    """Wait until a fact stands below the room's state."""
    await expect(page.locator(".stage .facts")).to_contain_text(fact, timeout=MOMENT)


async def in_state(page: Page, state: str) -> None:
    """Wait until the room shows a state."""
    await expect(page.locator(".stage .state")).to_have_text(state, timeout=MOMENT)
