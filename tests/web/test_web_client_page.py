"""The client that docs/web-client.md shows: it is short, and it holds an interview."""

import re
import shutil
from pathlib import Path

import httpx
import pytest
from playwright.async_api import expect

from harness.services.system import LocalSystem
from tests.web.accounts import an_email
from tests.web.browser import chromium, visit
from tests.web.microphone import record
from tests.web.site import Site

pytestmark = [pytest.mark.system, pytest.mark.browser]

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/web-client.md").read_text(encoding="utf-8")
LIBRARY = ROOT / "web/node_modules/livekit-client/dist/livekit-client.esm.mjs"
MOMENT = 90_000


def example() -> str:
    """Return the whole client of the page."""
    found = re.findall(r"```html\n(.*?)```", PAGE, re.DOTALL)
    assert len(found) == 1
    return str(found[0])


def test_the_example_stays_below_sixty_lines() -> None:
    lines = example().splitlines()
    assert len(lines) < 60
    assert max(map(len, lines)) <= 100


@pytest.mark.timeout(600)
async def test_the_example_holds_an_interview_from_another_origin(
    system: LocalSystem, other_site: Site, tmp_path: Path
) -> None:
    email, password = an_email(), "correct horse battery"
    async with httpx.AsyncClient(base_url=system.address, trust_env=False) as client:
        account = {"email": email, "password": password}
        (await client.post("/auth/register", json=account)).raise_for_status()
    page_text = example().replace("http://127.0.0.1:8000", system.address)
    page_text = page_text.replace("you@example.com", email).replace("your password", password)

    (other_site.folder / "index.html").write_text(page_text, encoding="utf-8")
    shutil.copy(LIBRARY, other_site.folder)
    silence = tmp_path / "silence.wav"
    await record("[pause 60]", system.speech_url, silence)
    async with chromium(silence) as browser, visit(browser, other_site.origin) as here:
        page = here.page
        await page.goto(f"{other_site.origin}/")
        await page.wait_for_function("document.getElementById('start').onclick !== null")
        await page.get_by_role("button", name="Start").click()
        state = page.locator("#state")
        await expect(state).to_contain_text("listening, question 1", timeout=MOMENT)
        said = page.locator("#captions p", has_text="Interviewer:")
        heard = await said.count()
        assert heard
        await page.get_by_role("button", name="Repeat").click()
        await expect(said.nth(heard)).to_be_visible(timeout=MOMENT)
        await page.get_by_role("button", name="End").click()
        await expect(page.locator("#result")).to_contain_text("questions", timeout=MOMENT)
