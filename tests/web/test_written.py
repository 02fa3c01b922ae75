"""An interview in writing when something goes wrong: nothing is lost, nothing is said twice."""

import pytest
from playwright.async_api import Page, Route, expect

from harness.services.system import LocalSystem
from tests.web.accounts import an_email
from tests.web.axe import barriers
from tests.web.browser import Visit, chromium, visit

pytestmark = [pytest.mark.system, pytest.mark.browser, pytest.mark.timeout(300)]

ANSWER = "I led the move to a new database, and it was done in six weeks."


async def begin(here: Visit) -> Page:
    """Sign up and start a written interview."""
    await here.sign_up(an_email())
    await here.open("/new")
    await here.start("In writing")
    await expect(here.page.locator(".line.interviewer")).to_have_count(1)
    return here.page


async def send(page: Page, words: str) -> None:
    """Write an answer and send it."""
    await page.get_by_label("Your answer").fill(words)
    await page.get_by_role("button", name="Send").click()


async def test_an_answer_that_could_not_be_sent_is_kept_and_not_shown_as_said(
    system: LocalSystem,
) -> None:
    async with chromium() as browser, visit(browser, system.address) as here:
        page = await begin(here)
        await page.context.set_offline(True)
        await send(page, ANSWER)
        await expect(page.get_by_text("Your answer is still here.")).to_be_visible()
        await expect(page.locator(".line.candidate")).to_have_count(0)
        await here.picture("written-offline")
        assert not await barriers(page)
        await page.context.set_offline(False)
        await page.reload()
        await expect(page.get_by_label("Your answer")).to_have_value(ANSWER)
        await page.get_by_role("button", name="Send").click()
        await expect(page.locator(".line.interviewer")).to_have_count(2)
        await expect(page.get_by_label("Your answer")).to_have_value("")


async def test_an_answer_changed_after_its_reply_was_lost_is_not_taken_twice(
    system: LocalSystem,
) -> None:
    async def lose(route: Route) -> None:
        await route.fetch()
        await route.abort()

    async with chromium() as browser, visit(browser, system.address) as here:
        page = await begin(here)
        await page.route("**/message", lose)
        await send(page, ANSWER)
        await expect(page.get_by_text("Your answer is still here.")).to_be_visible()
        await page.unroute("**/message")
        await send(page, f"{ANSWER} And it held.")
        await expect(page.get_by_text("What you sent before had arrived")).to_be_visible()
        said = page.locator(".line.candidate .words")
        await expect(said).to_have_text([ANSWER])
        await expect(page.locator(".line.interviewer")).to_have_count(2)
        await send(page, "A colleague reviewed the plan, because a wrong index slows the writes.")
        await expect(page.locator(".line.interviewer")).to_have_count(3)
        await expect(said).to_have_count(2)


async def test_a_long_conversation_is_at_its_end_after_a_reload(system: LocalSystem) -> None:
    async with chromium() as browser, visit(browser, system.address) as here:
        page = await begin(here)
        for number in (2, 3, 4):
            await send(page, f"{ANSWER} {ANSWER} {ANSWER} " * 5)
            await expect(page.locator(".line.interviewer")).to_have_count(number)
        await page.reload()
        newest = page.locator(".line").last
        await expect(newest).to_be_in_viewport()
        log = page.get_by_role("log")
        await log.evaluate("log => log.scrollTo(0, 0)")
        await send(page, ANSWER)
        await expect(page.locator(".line.interviewer")).to_have_count(5)
        # who reads further up stays there
        assert await log.evaluate("log => log.scrollTop") == 0


async def test_the_way_past_the_menu_leaves_the_interview_open(system: LocalSystem) -> None:
    async with chromium() as browser, visit(browser, system.address) as here:
        page = await begin(here)
        address = page.url
        await page.get_by_role("link", name="Skip to the content").focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("main")).to_be_focused()
        assert page.url == address
        await page.reload()
        await expect(page.get_by_label("Your answer")).to_be_visible()
