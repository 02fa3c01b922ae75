"""Who is signed in, and where they are: links before it, a sign-in that ends, signing out."""

import pytest
from playwright.async_api import Page, expect

from harness.services.system import LocalSystem
from tests.web.accounts import PASSWORD, an_email, who_was_interviewed
from tests.web.axe import barriers
from tests.web.browser import chromium, visit

pytestmark = [pytest.mark.system, pytest.mark.browser, pytest.mark.timeout(300)]

SPOILED = """() => {
  const kept = JSON.parse(localStorage.getItem("greenroom.account"));
  const spoiled = { ...kept, accessToken: "spoiled", refreshToken: "spoiled" };
  localStorage.setItem("greenroom.account", JSON.stringify(spoiled));
}"""
"""What a browser holds whose sign-in the server has ended."""

UNSECURED = """
Object.defineProperty(window, "isSecureContext", { value: false });
delete Crypto.prototype.randomUUID;
delete Navigator.prototype.locks;
delete Navigator.prototype.mediaDevices;
"""
"""What browsers leave out of a page that was fetched by http from another machine."""


async def give_name_and_password(page: Page, email: str) -> None:
    """Sign in on the screen that is shown."""
    form = page.locator("form", has=page.get_by_role("button", name="Sign in"))
    await form.get_by_label("Email").fill(email)
    await form.get_by_label("Password").fill(PASSWORD)
    await form.get_by_role("button", name="Sign in").click()


async def test_a_link_to_a_report_leads_there_after_signing_in(system: LocalSystem) -> None:
    held = await who_was_interviewed(system.address)
    async with chromium() as browser, visit(browser, system.address) as here:
        page = here.page
        await here.open(f"/report/{held.session_id}")
        await give_name_and_password(page, held.email)
        await expect(page.get_by_role("heading", name="Practice 1")).to_be_focused()
        await page.get_by_role("button", name="Sign out").click()
        await expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        await expect(page.get_by_text("Your sign-in has ended")).to_have_count(0)
        await here.sign_up(an_email())
        await here.open(f"/report/{held.session_id}")
        await expect(page.get_by_role("heading", name="Nothing here")).to_be_visible()
        await here.picture("nothing-here")
        assert not await barriers(page)


async def test_a_sign_in_that_ends_loses_neither_the_place_nor_the_words(
    system: LocalSystem,
) -> None:
    words = "I led the move to a new database, and it was done in six weeks."
    async with chromium() as browser, visit(browser, system.address) as here:
        page = here.page
        email = an_email()
        await here.sign_up(email)
        await here.open("/new")
        await here.start("In writing")
        await page.get_by_label("Your answer").fill(words)
        await page.evaluate(SPOILED)
        await page.get_by_role("button", name="Send").click()
        await expect(page.get_by_text("Your sign-in has ended")).to_be_visible()
        await here.picture("sign-in-ended")
        assert not await barriers(page)
        await give_name_and_password(page, email)
        await expect(page.get_by_label("Your answer")).to_have_value(words)
        await page.get_by_role("button", name="Send").click()
        await expect(page.locator(".line.interviewer")).to_have_count(2)
        await expect(page.locator(".line.candidate")).to_have_count(1)


async def test_one_can_sign_out_while_the_server_is_away(system: LocalSystem) -> None:
    async with chromium() as browser, visit(browser, system.address) as here:
        page = here.page
        await here.sign_up(an_email())
        await page.context.set_offline(True)
        await page.get_by_role("button", name="Sign out").click()
        await expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


async def test_a_page_without_https_says_so_and_takes_written_answers(system: LocalSystem) -> None:
    async with chromium() as browser, visit(browser, system.address) as here:
        page = here.page
        await page.add_init_script(UNSECURED)
        await here.sign_up(an_email())
        await here.open("/new")
        await page.get_by_role("button", name="Test the microphone").click()
        await expect(page.get_by_text("only with pages on https")).to_be_visible()
        await here.start("In writing")
        await page.get_by_label("Your answer").fill("I fixed the import, and it has run since.")
        await page.get_by_role("button", name="Send").click()
        await expect(page.locator(".line.interviewer")).to_have_count(2)
