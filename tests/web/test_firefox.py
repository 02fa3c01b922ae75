"""A whole spoken interview in the Firefox that Debian ships."""

from pathlib import Path

import httpx
import pytest

from harness.services.system import LocalSystem
from tests.web.accounts import PASSWORD, an_email
from tests.web.firefox import firefox
from tests.web.microphone import record

pytestmark = [pytest.mark.system, pytest.mark.browser]

SILENCE_SECONDS = 60
ANSWER = f"""[pause {SILENCE_SECONDS}] I led the import team last year and it kept failing at night.
I traced the failures to one slow query, [pause 0.6] so I added an index. As a result it took
twelve minutes instead of three hours. That is all. [pause 60]"""
STATE = ".stage .state"
MINE = ".line.candidate"


@pytest.mark.timeout(420)
async def test_firefox_holds_a_spoken_interview_up_to_its_report(
    system: LocalSystem, tmp_path: Path
) -> None:
    answer = tmp_path / "answer.wav"
    await record(ANSWER, system.speech_url, answer)
    email = an_email()
    async with httpx.AsyncClient(base_url=system.address, trust_env=False) as client:
        account = {"email": email, "password": PASSWORD}
        (await client.post("/auth/register", json=account)).raise_for_status()
    async with firefox(tmp_path / "profile", answer.read_bytes()) as browser:
        await browser.open(f"{system.address}/#/sign-in")
        form = "form:has(button):first-of-type"
        await browser.fill("Email", email, form)
        await browser.fill("Password", PASSWORD, form)
        await browser.press("Sign in", form)
        await browser.press("Aloud")
        await browser.fill("Questions", "3")
        await browser.fill("Role", "Data engineer")
        await browser.press("Start the interview")
        await browser.until("location.hash.startsWith('#/interview/')", 60)
        # before the first question it listens for a moment, too
        await browser.shows(".stage .facts", "Question 1 of 3")
        await browser.shows(STATE, "Listening to you")
        await browser.speak_from(SILENCE_SECONDS)
        await browser.shows(MINE, "import")
        await browser.shows(".line.interviewer", "?")
        await browser.press("End interview")
        await browser.press("End it")
        await browser.shows("h2", "What the score is made of")
        await browser.shows(".turns .words", "import")
