"""The candidate's way through the page, in a real browser on the real system."""

import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.services.system import LocalSystem
from tests.web.accounts import an_email
from tests.web.browser import chromium, visit

pytestmark = [pytest.mark.system, pytest.mark.browser]


@pytest.mark.timeout(300)
async def test_a_written_interview_leads_from_sign_up_to_the_report(system: LocalSystem) -> None:
    async with chromium() as browser, visit(browser, system.address) as here:
        page = here.page
        await here.open()
        await expect(page.get_by_role("heading", level=1)).to_be_visible()
        await here.picture("sign-in")
        await here.sign_up(an_email())
        await here.picture("profile")
        await here.fill_profile()
        await here.picture("lobby")
        await here.start("In writing")
        log = page.get_by_role("log")
        await expect(log.locator(".line.interviewer")).to_have_count(1)
        for number, answer in enumerate(ANSWERS, 1):
            await page.get_by_label("Your answer").fill(answer)
            await page.get_by_role("button", name="Send").click()
            await expect(log.locator(".line.interviewer")).to_have_count(number + 1)
        await here.picture("written")
        await page.get_by_role("button", name="End interview").click()
        await page.get_by_role("button", name="End it").click()
        await expect(page.get_by_role("heading", name="What the score is made of")).to_be_visible()
        await here.picture("report-written")
        await page.get_by_role("link", name="Your interviews").click()
        await expect(page.locator(".session")).to_have_count(1)
        await here.picture("history")


@pytest.mark.timeout(300)
async def test_a_quote_leads_to_its_place_and_everything_can_be_taken_along_and_deleted(
    system: LocalSystem, tmp_path: Path
) -> None:
    resume = tmp_path / "resume.txt"
    resume.write_text("Robin Example. Five years of Python at a bank.", encoding="utf-8")
    async with chromium() as browser, visit(browser, system.address) as here:
        page = here.page
        email = an_email()
        await here.sign_up(email)
        await page.get_by_label("Current role").fill("Software engineer")
        await page.get_by_label("Upload your resume").set_input_files(resume)
        await expect(page.get_by_text("It has been read")).to_be_visible()
        await expect(page.get_by_label("Current role")).to_have_value("Software engineer")
        await expect(page.get_by_label("Resume as text")).to_have_value(re.compile("Five years"))
        await page.get_by_role("button", name="Save and go on").click()
        await expect(page.get_by_role("heading", name="New interview")).to_be_visible()
        number = await here.start("In writing")
        await expect(page.locator(".line.interviewer")).to_have_count(1)
        await page.get_by_label("Your answer").fill(ANSWERS[0])
        await page.get_by_role("button", name="Send").click()
        await expect(page.locator(".line.interviewer")).to_have_count(2)
        await page.get_by_role("button", name="End interview").click()
        await page.get_by_role("button", name="End it").click()
        await expect(page.get_by_role("heading", name="What the score is made of")).to_be_visible()
        await page.locator("button.quote").first.click()
        await expect(page.locator(".turns mark")).to_have_count(1)
        for name, ending in (("Conversation (text)", "txt"), ("Captions (VTT)", "vtt")):
            async with page.expect_download() as coming:
                await page.get_by_role("button", name=name).click()
            assert (await coming.value).suggested_filename == f"interview-{number}.{ending}"
        await page.get_by_role("link", name="Plan one on what to work on").click()
        instructions = page.get_by_label("What should it look at?")
        await expect(instructions).to_have_value(re.compile("^Come back to: "))
        await here.open("/profile")
        page.on("dialog", lambda dialog: dialog.accept())
        await page.get_by_role("button", name="Delete everything").click()
        await expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        form = page.locator("form", has=page.get_by_role("button", name="Sign in"))
        await form.get_by_label("Email").fill(email)
        await form.get_by_label("Password").fill("correct horse battery")
        await form.get_by_role("button", name="Sign in").click()
        await expect(page.get_by_text("The email or the password is wrong.")).to_be_visible()


ANSWERS = (
    "In my last job our nightly import kept failing, so customers saw old prices. I was "
    "responsible for it. I traced the failures to one slow query, added an index and split the "
    "import into batches. As a result the import took twelve minutes instead of three hours.",
    "I measured it with the database's own statistics before and after, and I asked a colleague to "
    "review the plan, because a wrong index would have slowed the writes.",
)
