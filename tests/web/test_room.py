"""The room when things go wrong: a refused microphone, a reload, a second tab, a lost network."""

import re
from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, Page, expect

from tests.services.system import LocalSystem
from tests.web.accounts import an_email
from tests.web.axe import barriers
from tests.web.browser import Visit, chromium, visit
from tests.web.microphone import record

pytestmark = [pytest.mark.system, pytest.mark.browser]

MOMENT = 90_000
SILENT = "[pause 60]"


@pytest.mark.timeout(600)
async def test_a_refused_microphone_is_explained_and_answers_can_be_typed(
    system: LocalSystem,
) -> None:
    async with chromium(allowed=False) as browser, visit(browser, system.address) as here:
        page = here.page
        await here.sign_up(an_email())
        await here.open("/new")
        await page.get_by_role("button", name="Test the microphone").click()
        await expect(page.get_by_text("has not let Greenroom listen")).to_be_visible()
        await here.picture("lobby-denied")
        assert not await barriers(page)
        number = await here.start("Aloud")
        await expect(page.get_by_text("You can type your answers below")).to_be_visible(
            timeout=MOMENT
        )
        await greeted(page)
        said = await page.locator(".line.interviewer").count()
        await here.picture("room-denied")
        assert not await barriers(page)
        await page.get_by_label("Answer in writing").fill(
            "I led the move to a new database, and it was done in six weeks."
        )
        await page.get_by_role("button", name="Send").click()
        await expect(page.locator(".line.candidate")).to_contain_text("six weeks")
        await expect(page.locator(".line.interviewer").nth(said)).to_be_visible(timeout=MOMENT)
        await leave(page, number)


@pytest.mark.timeout(600)
async def test_an_interview_goes_on_after_a_reload_and_in_a_second_tab(
    system: LocalSystem, tmp_path: Path
) -> None:
    silence = tmp_path / "silence.wav"
    await record(SILENT, system.speech_url, silence)
    async with chromium(silence) as browser, visit(browser, system.address) as here:
        page = here.page
        await here.sign_up(an_email())
        await here.open("/new")
        number = await here.start("Aloud")
        await greeted(page)
        await page.reload()
        await expect(page.locator(".line.interviewer").first).to_be_visible()
        await expect(page.get_by_text("Question 1 of 3")).to_be_visible(timeout=MOMENT)
        second = await another_tab(page.context, here)
        await expect(page.get_by_text("another tab or on another device")).to_be_visible(
            timeout=MOMENT
        )
        await here.picture("room-elsewhere")
        await expect(second.get_by_text("Question 1 of 3")).to_be_visible(timeout=MOMENT)
        await page.get_by_role("button", name="Take it over here").click()
        await expect(page.get_by_text("Question 1 of 3")).to_be_visible(timeout=MOMENT)
        await expect(second.get_by_text("another tab or on another device")).to_be_visible(
            timeout=MOMENT
        )
        await leave(page, number)


@pytest.mark.timeout(600)
async def test_the_buttons_ask_the_interviewer_and_a_lost_network_ends_nothing(
    system: LocalSystem, tmp_path: Path
) -> None:
    silence = tmp_path / "silence.wav"
    await record(SILENT, system.speech_url, silence)
    async with chromium(silence) as browser, visit(browser, system.address) as here:
        page = here.page
        await here.sign_up(an_email())
        await here.open("/new")
        number = await here.start("Aloud")
        await greeted(page)
        await page.get_by_role("button", name="Mute").click()
        await expect(page.get_by_role("button", name="Unmute")).to_be_visible()
        await page.get_by_role("button", name="Unmute").click()
        said = await page.locator(".line.interviewer").count()
        await page.get_by_role("button", name="Repeat").click()
        await expect(page.locator(".line.interviewer")).to_have_count(said + 1, timeout=MOMENT)
        await expect(page.locator(".line.candidate")).to_have_count(0)
        await page.get_by_role("button", name="Skip").click()
        await expect(page.get_by_text("Question 2 of 3")).to_be_visible(timeout=MOMENT)
        await page.context.set_offline(True)
        await page.wait_for_timeout(20_000)
        await expect(page.get_by_text("Reconnecting")).to_be_visible()
        await here.picture("room-offline")
        await page.context.set_offline(False)
        await expect(page.get_by_text("Reconnecting")).to_be_hidden(timeout=MOMENT)
        await page.get_by_role("button", name="Repeat").click()
        await expect(page.get_by_text("The interviewer is speaking")).to_be_visible(timeout=MOMENT)
        await expect(page.get_by_text("Question 2 of 3")).to_be_visible()
        await leave(page, number)


@pytest.mark.timeout(600)
async def test_silence_pauses_the_interview_and_a_button_resumes_it(
    system: LocalSystem, tmp_path: Path
) -> None:
    silence = tmp_path / "silence.wav"
    await record(SILENT, system.speech_url, silence)
    async with chromium(silence) as browser, visit(browser, system.address) as here:
        page = here.page
        await here.sign_up(an_email())
        await here.open("/new")
        number = await here.start("Aloud")
        await greeted(page)
        await expect(page.get_by_text("The interview is paused.")).to_be_visible(timeout=2 * MOMENT)
        await expect(page.get_by_text("Paused", exact=True)).to_be_visible()
        await here.picture("room-paused")
        assert not await barriers(page)
        await page.get_by_role("button", name="Go on").click()
        await expect(page.get_by_text("The interview is paused.")).to_be_hidden(timeout=MOMENT)
        await expect(page.get_by_text("Listening to you")).to_be_visible(timeout=MOMENT)
        await leave(page, number)


async def greeted(page: Page) -> None:
    """Wait until the first question has been asked."""
    await expect(page.get_by_text("Question 1 of 3")).to_be_visible(timeout=MOMENT)
    await expect(page.get_by_text("Listening to you")).to_be_visible(timeout=MOMENT)


async def another_tab(context: BrowserContext, here: Visit) -> Page:
    """Open the address of the first tab in another one."""
    second = await context.new_page()
    await second.goto(here.page.url)
    return second


async def leave(page: Page, number: int) -> None:
    """End the interview, and arrive at its report."""
    await page.get_by_role("button", name="End interview").click()
    await page.get_by_role("button", name="End it").click()
    await page.wait_for_url(re.compile(f"#/report/{number}$"), timeout=MOMENT)
    await expect(page.get_by_role("heading", name="Conversation")).to_be_visible()
