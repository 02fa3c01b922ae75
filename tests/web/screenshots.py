"""Make the pictures of the README and the docs: `make screenshots`.

A whole system of real processes is started, somebody signs up and is interviewed (twice in writing,
once aloud by the demo's synthetic candidate), and a browser looks at what came of it.
"""

import asyncio
import re
import tempfile
from pathlib import Path

import httpx
from playwright.async_api import Page, ViewportSize, expect

from core.settings import Settings
from harness.services.system import ROOT, LocalSystem
from tests.web.accounts import PASSWORD, who_was_interviewed
from tests.web.browser import Visit, chromium, visit
from tests.web.microphone import record
from tests.web.rooms import MOMENT
from wiring.demo.__main__ import talk
from wiring.demo.script import load_answers

FOLDER = ROOT / "docs/screenshots"
WIDE: ViewportSize = {"width": 1080, "height": 760}
TALL: ViewportSize = {"width": 1080, "height": 920}
PHONE: ViewportSize = {"width": 390, "height": 780}
EMAIL = "robin@example.com"
ROLE = "Senior Software Engineer"
ANSWER = """
[pause 22] In my last job our nightly import kept failing, so customers saw old prices.
I traced it to one slow query, [pause 0.8] um, I added an index, and I split the import into
batches. As a result it took twelve minutes instead of three hours. [pause 60]
"""


async def interviewed_aloud(system: LocalSystem) -> int:
    """Hold a spoken interview with the synthetic candidate and return its number."""
    settings = Settings(_env_file=None, speech_url=system.speech_url)
    async with httpx.AsyncClient(base_url=system.address, trust_env=False, timeout=60.0) as client:
        account = {"email": EMAIL, "password": PASSWORD}
        entered = (await client.post("/auth/login", json=account)).raise_for_status().json()
        client.headers["Authorization"] = f"Bearer {entered['access_token']}"
        profile = {
            "current_role": "Software Engineer",
            "target_role": ROLE,
            "technical_skills": ["Python", "PostgreSQL"],
            "years_of_experience": 5,
        }
        (await client.post("/ai-interview/profile", json=profile)).raise_for_status()
        session = {
            "title": f"Behavioural interview: {ROLE}",
            "interview_type": "behavioral",
            "role_context": ROLE,
            "custom_instructions": load_answers().instructions,
            "mode": "voice",
            "question_count": 3,
            "duration_minutes": 10,
        }
        started = await client.post("/ai-interview/sessions", json=session)
        number = int(started.raise_for_status().json()["session_id"])
        await talk(client, settings, number)
        (await client.post(f"/ai-interview/sessions/{number}/complete")).raise_for_status()
    return number


async def show(page: Page, name: str, element: str | None = None) -> None:
    """Keep what the window shows, from an element on."""
    if element is not None:
        await page.locator(element).first.evaluate(
            "e => window.scrollTo(0, e.getBoundingClientRect().top + window.scrollY - 24)"
        )
    await page.mouse.move(2, 2)
    await page.wait_for_timeout(300)
    await page.screenshot(path=FOLDER / f"{name}.png", animations="disabled")


async def show_before(here: Visit) -> None:
    """The lobby with a microphone that is heard, and the progress so far."""
    page = here.page
    await here.open("/new")
    await page.get_by_role("button", name="Test the microphone").click()
    await expect(page.get_by_text("We can hear you.")).to_be_visible()
    await page.set_viewport_size(TALL)
    await show(page, "lobby", "h1")
    await page.set_viewport_size(WIDE)
    await here.open("/progress")
    await expect(page.locator(".trends .spark").first).to_be_visible()
    await show(page, "progress")


async def show_report(here: Visit, number: int) -> None:
    """The report from its head to the answer told better."""
    page = here.page
    await here.open(f"/report/{number}")
    await expect(page.get_by_role("heading", name="What the score is made of")).to_be_visible()
    await show(page, "report")
    for part in ("What the score is made of", "How it sounded", "One answer, told better"):
        await page.get_by_role("heading", name=part, exact=True).click()
    await page.locator(".dimension[data-name=star_method] > summary").click()
    await show(page, "dimension", ".group:has([data-name=star_method])")
    await show(page, "delivery", "section[aria-labelledby=delivery]")
    await show(page, "better-answer", "section[aria-labelledby=rewritten]")


async def show_room(here: Visit) -> None:
    """The room with captions of both sides, wide and on a phone at night."""
    page = here.page
    await here.open("/new")
    await page.get_by_label("Role", exact=True).fill(ROLE)
    await here.start("Aloud")
    mine = page.locator(".line.candidate").filter(has_text="minutes")
    await expect(mine.first).to_be_visible(timeout=MOMENT)
    asked = mine.first.locator("xpath=following::*[contains(@class, 'interviewer')]").first
    # more than the first words: the question itself is on its way
    await expect(asked).to_have_text(re.compile(".{40,}"), timeout=MOMENT)
    await show(page, "room")
    await page.set_viewport_size(PHONE)
    await page.emulate_media(color_scheme="dark")
    await page.get_by_role("log").evaluate("log => log.scrollTo(0, log.scrollHeight)")
    await show(page, "room-on-a-phone")
    await page.get_by_role("button", name="End interview").click()
    await page.get_by_role("button", name="End it").click()
    await page.wait_for_url(re.compile(r"#/report/\d+$"), timeout=MOMENT)


async def main() -> None:
    """Start everything, hold the interviews, and take the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        system = LocalSystem(Path(folder) / "system")
        try:
            system.start_all()
            await system.wait_until_ready()
            await who_was_interviewed(system.address, interviews=2, email=EMAIL)
            number = await interviewed_aloud(system)
            microphone = Path(folder) / "answer.wav"
            await record(ANSWER, system.speech_url, microphone)
            async with (
                chromium() as browser,
                visit(browser, system.address, viewport=WIDE) as here,
            ):
                await here.sign_in(EMAIL)
                await expect(here.page.get_by_role("heading", name="New interview")).to_be_visible()
                await show_before(here)
                await show_report(here, number)
            async with (
                chromium(microphone) as browser,
                visit(browser, system.address, viewport=WIDE) as here,
            ):
                await here.sign_in(EMAIL)
                await expect(here.page.get_by_role("heading", name="New interview")).to_be_visible()
                await show_room(here)
        finally:
            system.stop()


if __name__ == "__main__":
    asyncio.run(main())
