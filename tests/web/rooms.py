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
        await expect(self.page.get_by_role("heading", name="Conversation")).to_be_visible()


async def enter(here: Visit) -> RoomVisit:
    """Start a spoken interview, and wait until the first question has been asked."""
    await here.open("/new")
    number = await here.start("Aloud")
    await greeted(here.page)
    return RoomVisit(here, number)


async def greeted(page: Page) -> None:
    """Wait until the first question has been asked."""
    await expect(page.get_by_text("Question 1 of 3")).to_be_visible(timeout=MOMENT)
    await expect(page.get_by_text("Listening to you")).to_be_visible(timeout=MOMENT)
