"""Interviews so far, progress over them, and the right to take or delete everything."""

import json
import re

import httpx
import pytest
from playwright.async_api import expect

from harness.services.system import LocalSystem
from tests.web.accounts import PASSWORD, an_email, who_was_interviewed
from tests.web.axe import barriers
from tests.web.browser import chromium, visit

pytestmark = [pytest.mark.system, pytest.mark.browser, pytest.mark.timeout(300)]


async def test_interviews_are_found_compared_taken_along_and_deleted(system: LocalSystem) -> None:
    held = await who_was_interviewed(system.address, interviews=2)
    async with chromium() as browser, visit(browser, system.address) as here:
        page = here.page
        page.on("dialog", lambda dialog: dialog.accept())
        await here.sign_in(held.email)
        await page.get_by_role("link", name="Your interviews").click()
        shown = page.locator(".session:visible")
        await expect(shown).to_have_count(2)
        await page.get_by_label("Search").fill("platform practice")
        await expect(shown).to_have_count(1)
        await expect(shown).to_contain_text("Practice 2")
        await page.get_by_label("Search").fill("no such words")
        await expect(shown).to_have_count(0)
        await expect(page.get_by_text("None like this.")).to_be_visible()
        await page.get_by_label("Search").fill("")
        await page.get_by_label("State").select_option("Paused")
        await expect(page.get_by_text("None like this.")).to_be_visible()
        await page.get_by_label("State").select_option("Completed")
        await expect(shown).to_have_count(2)
        await page.get_by_role("link", name="Progress").click()
        await expect(page.get_by_role("heading", name="Behavioural", level=2)).to_be_visible()
        await expect(page.locator(".trends .spark").first).to_be_visible()
        named = await page.locator(".trends li").evaluate_all(
            "all => all.map(one => one.dataset.name)"
        )
        assert len(named) == len(set(named)), "each dimension has one line"
        whole = page.get_by_role("img", name=re.compile("^Overall scores, oldest first"))
        await expect(whole.locator(".point")).to_have_count(2)
        await expect(page.get_by_role("heading", name="Then and now")).to_be_visible()
        stories = page.get_by_role("region", name="Your stories").locator(".story")
        await expect(stories).not_to_have_count(0)
        assert len(await stories.all()) <= 3, "what was told in both interviews stands once"
        await stories.first.locator("summary").click()
        await expect(stories.first.locator("q").first).to_be_visible()
        await expect(stories.first).to_contain_text("The best of 2 times")
        for scheme in ("light", "dark"):
            await page.emulate_media(color_scheme=scheme)
            await here.picture(f"progress-{scheme}")
            assert not await barriers(page), scheme
            await here.open("/sessions")
            await expect(shown).to_have_count(2)
            await here.picture(f"history-{scheme}")
            assert not await barriers(page), scheme
            await here.open("/progress")
            await expect(page.locator(".trends .spark").first).to_be_visible()
        await here.open("/sessions")
        await page.get_by_role("button", name="Delete Practice 1").click()
        await expect(shown).to_have_count(1)
        await expect(page.get_by_role("button", name="Delete Practice 2")).to_be_focused()
        await here.open("/profile")
        async with page.expect_download() as coming:
            await page.get_by_role("button", name="Download everything").click()
        everything = json.loads((await (await coming.value).path()).read_text(encoding="utf-8"))
        assert held.email in json.dumps(everything)
        assert held.first_words in json.dumps(everything)
        await page.get_by_role("button", name="Delete everything").click()
        await page.get_by_label("Your password").fill("a guess at it")
        await page.get_by_role("button", name="Delete it all for good").click()
        await expect(page.get_by_text("The email or the password is wrong.")).to_be_visible()
        await here.picture("delete-everything")
        assert not await barriers(page)
        await page.get_by_label("Your password").fill(PASSWORD)
        await page.get_by_role("button", name="Delete it all for good").click()
        await expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        await expect(page.get_by_text("Your account is gone")).to_be_visible()
        await here.sign_in(held.email)
        await expect(page.get_by_text("The email or the password is wrong.")).to_be_visible()


async def test_a_search_finds_what_is_not_listed_yet_and_deleting_skips_nothing(
    system: LocalSystem,
) -> None:
    email = an_email()
    async with httpx.AsyncClient(base_url=system.address, trust_env=False, timeout=60.0) as client:
        account = {"email": email, "password": PASSWORD}
        entered = (await client.post("/auth/register", json=account)).raise_for_status().json()
        client.headers["Authorization"] = f"Bearer {entered['access_token']}"
        for number in range(1, 56):
            wanted = {"title": f"Rehearsal {number:02}", "question_count": 3}
            (await client.post("/ai-interview/sessions", json=wanted)).raise_for_status()
    async with chromium() as browser, visit(browser, system.address) as here:
        page = here.page
        page.on("dialog", lambda dialog: dialog.accept())
        await here.sign_in(email)
        await expect(page.get_by_role("heading", name="New interview")).to_be_visible()
        await here.open("/sessions")
        shown = page.locator(".session:visible")
        await expect(shown).to_have_count(50)
        await page.get_by_role("button", name="Delete Rehearsal 55").click()
        await expect(shown).to_have_count(49)
        await page.get_by_role("button", name=re.compile("Show more")).click()
        await expect(shown).to_have_count(54)
        await page.reload()
        await expect(shown).to_have_count(50)
        await page.get_by_label("Search").fill("rehearsal 02")
        await expect(shown).to_have_text(re.compile("Rehearsal 02"))
        await page.get_by_label("Search").fill("nothing of the kind")
        await expect(page.get_by_text("None like this.")).to_be_visible()
        assert not await barriers(page)
