"""Pausing, leaving and coming back: nothing is asked twice, nothing is lost, the clock waits."""

import re

import pytest
from playwright.async_api import Page, expect

from harness.services.system import LocalSystem
from tests.web.accounts import an_email
from tests.web.axe import barriers
from tests.web.browser import Visit, chromium, visit
from tests.web.rooms import RoomVisit, at_question, in_state

pytestmark = [pytest.mark.system, pytest.mark.browser, pytest.mark.timeout(600)]


async def left(page: Page) -> str:
    """Return the time that is left, as the page shows it."""
    return await page.locator(".time").inner_text()


async def press(page: Page, name: str) -> None:
    """Press a button by its whole name."""
    await page.get_by_role("button", name=name, exact=True).click()


async def test_a_pause_and_a_way_out_stop_the_clock_and_the_way_back_is_on_the_card(
    room: RoomVisit,
) -> None:
    page = room.page
    await room.press("Pause")
    await in_state(page, "Paused")
    await expect(page.get_by_text("Your microphone is off.")).to_be_visible()
    await room.here.picture("room-paused-by-hand")
    assert not await barriers(page)
    before = await left(page)
    await page.wait_for_timeout(6_000)
    assert await left(page) == before
    await room.press("Go on")
    await in_state(page, "Listening to you")
    await expect(page.get_by_role("button", name="Mute", exact=True)).to_be_visible()

    # a link asks first, and so does Back
    await page.get_by_role("link", name="Progress").click()
    await expect(page.get_by_role("heading", name="Leave the interview?")).to_be_visible()
    await room.here.picture("room-leave")
    assert not await barriers(page)
    await press(page, "Go on")
    assert page.url.endswith(f"#/interview/{room.number}")
    await page.go_back()
    await press(page, "Go on")
    await in_state(page, "Listening to you")
    await page.get_by_role("link", name="Your interviews").click()
    await press(page, "Pause and leave")
    card = page.locator(".continue")
    await expect(card).to_contain_text("Question 1 of 3")
    await expect(card).to_contain_text(re.compile(r"\d minutes left, you can go on until"))
    await room.here.picture("history-continue")
    assert not await barriers(page)

    # one interview at a time
    await room.here.open("/new")
    await expect(card).to_be_visible()
    await press(page, "Start the interview")
    await expect(page.get_by_role("heading", name="Which interview?")).to_be_visible()
    await press(page, "Go on with that one")
    await at_question(page, 1)
    await in_state(page, "Listening to you")
    await room.leave()
    # Back leads to where one came from, and not into the room again
    await page.go_back()
    await expect(page.get_by_role("heading", name="New interview")).to_be_visible()


async def test_of_two_interviews_in_two_tabs_one_is_gone_on_with(system: LocalSystem) -> None:
    async with chromium() as browser, visit(browser, system.address) as here:
        first = here.page
        await here.sign_up(an_email())
        await here.open("/new")
        await here.start("In writing")
        await press(first, "Pause")
        await expect(first.get_by_text("Paused: the clock stands still")).to_be_visible()
        before = await left(first)
        await first.wait_for_timeout(2_500)
        assert await left(first) == before
        await press(first, "Go on")
        await expect(first.get_by_text("Paused: the clock")).to_have_count(0)
        second = await first.context.new_page()
        there = Visit(second, system.address)
        await there.open("/new")
        await second.get_by_role("radio", name=re.compile("In writing")).check()
        await press(second, "Start the interview")
        await press(second, "Start the new one")
        asked = second.get_by_role("heading", name="Another interview is open")
        await expect(asked).to_be_visible()
        await there.picture("which-one")
        assert not await barriers(second)
        await second.get_by_role("button", name=re.compile("Go on with")).click()
        await expect(second.get_by_label("Your answer")).to_be_visible()
        await expect(first.get_by_text("This interview is paused")).to_be_visible()
        await press(first, "Go on with this one here")
        await expect(first.get_by_role("heading", name="Another interview is open")).to_be_visible()
