"""Each screen in light and dark, on a phone, by keyboard, and under axe."""

import re

import pytest
from playwright.async_api import Page, expect

from harness.services.system import LocalSystem
from tests.web.accounts import an_email
from tests.web.axe import barriers
from tests.web.browser import Visit, chromium, visit
from tests.web.keyboard import tab_to

pytestmark = [pytest.mark.system, pytest.mark.browser]

PHONE = {"width": 360, "height": 740}
LONG_NAME = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


@pytest.mark.timeout(400)
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_screen_has_no_barriers_and_fits_a_phone(
    system: LocalSystem, scheme: str
) -> None:
    async with (
        chromium() as browser,
        visit(browser, system.address, viewport=PHONE, color_scheme=scheme) as here,
    ):
        page = here.page
        await here.open("/sign-in")
        await expect(page.get_by_role("heading", level=1)).to_be_visible()
        await look(here, f"phone-{scheme}-sign-in")
        await here.sign_up(an_email())
        await page.get_by_text("More about you").click()
        await look(here, f"phone-{scheme}-profile")
        await here.fill_profile()
        await page.get_by_role("button", name="Test the microphone").click()
        await expect(page.get_by_label("Which one")).to_be_visible()
        await expect(page.get_by_text("We can hear you.")).to_be_visible()
        await look(here, f"phone-{scheme}-lobby")
        number = await here.start("In writing")
        await answer(
            page, "I led a team of four. We moved the shop in six weeks, because I cut it."
        )
        await look(here, f"phone-{scheme}-written")
        await page.get_by_role("button", name="End interview").click()
        await look(here, f"phone-{scheme}-end")
        await page.get_by_role("button", name="End it").click()
        await page.wait_for_url(re.compile(f"#/report/{number}$"))
        await expect(page.get_by_role("heading", name="What the score is made of")).to_be_visible()
        await page.get_by_role("heading", name="What the score is made of").click()
        await page.locator(".dimension").first.click()
        await page.locator(".question > summary").first.click()
        await page.locator(".again summary").first.click()
        await page.get_by_label("Your new answer").fill("I led four people, and we did it in time.")
        await page.get_by_role("button", name="Compare", exact=True).click()
        await expect(page.get_by_role("table", name="Before and after")).to_be_visible()
        await look(here, f"phone-{scheme}-report")
        await here.open("/sessions")
        await expect(page.locator(".session")).to_have_count(1)
        await look(here, f"phone-{scheme}-sessions")
        await here.open("/progress")
        await expect(page.get_by_role("heading", name="Behavioural", level=2)).to_be_visible()
        await look(here, f"phone-{scheme}-progress")


@pytest.mark.timeout(300)
async def test_long_names_fit_a_phone(system: LocalSystem) -> None:
    async with (
        chromium() as browser,
        visit(browser, system.address, viewport=PHONE) as here,
    ):
        page = here.page
        await here.sign_up(an_email())
        await here.open("/new")
        await page.get_by_label("Role", exact=True).fill(LONG_NAME)
        await page.get_by_label("Company").fill(LONG_NAME)
        number = await here.start("In writing")
        await answer(page, f"I worked for the {LONG_NAME} and for its {LONG_NAME}.")
        await look(here, "phone-long-written")
        await page.get_by_role("button", name="End interview").click()
        await page.get_by_role("button", name="End it").click()
        await page.wait_for_url(re.compile(f"#/report/{number}$"))
        await expect(page.get_by_role("heading", name="What the score is made of")).to_be_visible()
        await look(here, "phone-long-report")
        await here.open("/sessions")
        await expect(page.locator(".session")).to_have_count(1)
        await look(here, "phone-long-sessions")


@pytest.mark.timeout(300)
async def test_a_written_interview_needs_no_mouse(system: LocalSystem) -> None:
    async with chromium() as browser, visit(browser, system.address) as here:
        page = here.page
        await here.sign_up(an_email())
        await here.open("/new")
        await expect(page.get_by_role("heading", name="New interview")).to_be_visible()
        await tab_to(page, "Aloud")
        await page.keyboard.press("ArrowRight")
        await tab_to(page, "Start the interview")
        await page.keyboard.press("Enter")
        await expect(page.locator(".line.interviewer")).to_have_count(1)
        await tab_to(page, "Your answer")
        await page.keyboard.type("I fixed the import, and it has run every night since.")
        await page.keyboard.press("Control+Enter")
        await expect(page.locator(".line.interviewer")).to_have_count(2)
        await tab_to(page, "End interview")
        await page.keyboard.press("Enter")
        await tab_to(page, "End it")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", name="What the score is made of")).to_be_visible()
        await tab_to(page, "What the score is made of")
        await page.keyboard.press("Enter")
        await tab_to(page, "Wording")
        await page.keyboard.press("Enter")
        await expect(page.locator(".dimension[open]")).to_have_count(1)


async def answer(page: Page, words: str) -> None:
    """Send an answer, and see the reply to it."""
    await expect(page.locator(".line.interviewer").first).to_be_visible()
    asked = await page.locator(".line.interviewer").count()
    await page.get_by_label("Your answer").fill(words)
    await page.get_by_role("button", name="Send").click()
    await expect(page.locator(".line.interviewer")).to_have_count(asked + 1)


async def look(here: Visit, name: str) -> None:
    """Keep a picture of the screen, and see that nothing of it is a barrier or too wide."""
    await here.picture(name)
    wide = await here.page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert wide == 0, f"{name} is {wide} pixels wider than the phone"
    found = await barriers(here.page)
    assert not found, f"{name}: {found}"
