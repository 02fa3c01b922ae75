"""The candidate's way through the page, in a real browser on the real system."""

import pytest
from playwright.async_api import expect

from harness.services.system import LocalSystem
from tests.web.accounts import an_email
from tests.web.browser import chromium, visit

pytestmark = [pytest.mark.system, pytest.mark.browser]


@pytest.mark.timeout(300)
async def test_a_written_interview_leads_from_sign_up_to_the_report(system: LocalSystem) -> None:
    async with chromium() as browser, visit(browser, system.address) as here:
        page = here.page
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
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
        assert f"{system.address}/app/main.js" in asked
        assert not [url for url in asked if "/vendor/" in url], "only a room needs the library"


ANSWERS = (
    "In my last job our nightly import kept failing, so customers saw old prices. I was "
    "responsible for it. I traced the failures to one slow query, added an index and split the "
    "import into batches. As a result the import took twelve minutes instead of three hours.",
    "I measured it with the database's own statistics before and after, and I asked a colleague to "
    "review the plan, because a wrong index would have slowed the writes.",
)
