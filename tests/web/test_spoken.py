"""A whole spoken interview in the browser: its microphone plays answers, real models listen."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from harness.services.system import LocalSystem
from tests.web.accounts import an_email
from tests.web.browser import chromium, unfold, visit
from tests.web.microphone import record
from tests.web.rooms import MOMENT, RoomVisit, at_question, in_state

pytestmark = [pytest.mark.system, pytest.mark.browser]

SCRIPT = """
[pause 40] In my last job our nightly import kept failing, so customers saw old prices.
I traced the failures to one slow query, [pause 0.8] um, I added an index and I split the import
into batches. As a result it took twelve minutes instead of three hours.
[pause 35] I measured it before and after, and I asked a colleague to review the plan, because a
wrong index would have slowed the writes.
[pause 35] I would do the same again, but I would write the test first. That is all.
[pause 60]
"""
"""Silence is longer than the interviewer speaks, also on a slow machine."""


@pytest.mark.timeout(600)
async def test_a_spoken_interview_with_captions_of_both_sides_ends_in_a_report(
    system: LocalSystem, tmp_path: Path
) -> None:
    answers = tmp_path / "answers.wav"
    await record(SCRIPT, system.speech_url, answers)
    async with chromium(answers) as browser, visit(browser, system.address) as here:
        page = here.page
        await here.sign_up(an_email())
        await here.fill_profile()
        await page.get_by_label("Keep the sound of this interview").check()
        await page.get_by_label("Compare my pace with my own usual one").check()
        room = RoomVisit(here, await here.start("Aloud"))
        await expect(page.get_by_text("This interview is recorded")).to_be_visible()
        await page.get_by_label("Show pace and fillers").check()
        await in_state(page, "The interviewer is speaking")
        await expect(page.locator(".line.interviewer")).to_have_count(1)
        await at_question(page, 1)
        await expect(page.locator(".time")).to_contain_text("left")
        await in_state(page, "Listening to you")
        await here.picture("room-listening")
        mine = page.locator(".line.candidate")
        # an answer may reach the page as one turn or as several
        await expect(mine.filter(has_text="import").first).to_be_visible(timeout=MOMENT)
        await expect(page.locator(".line.interviewer").nth(1)).to_be_visible(timeout=MOMENT)
        await here.picture("room-captions")
        await expect(mine.filter(has_text="colleague").first).to_be_visible(timeout=MOMENT)
        await expect(page.locator(".coach")).to_contain_text("words a minute", timeout=MOMENT)
        await room.press("End interview")
        await room.press("End it")
        goodbye = page.locator(".line.interviewer").filter(has_text="leave it here")
        await expect(goodbye.first).to_be_visible(timeout=MOMENT)
        await here.picture("room-goodbye")
        await expect(page.get_by_role("heading", name="What the score is made of")).to_be_visible(
            timeout=MOMENT
        )
        await expect(page.locator("#conversation")).to_be_visible()
        unknown = page.locator(".hint").filter(has_text="Your own usual pace is known after three")
        await expect(unknown.first).to_be_visible()
        beside = page.get_by_role("region", name="Beside the score: the camera")
        await expect(beside, "no camera was to be looked at").to_have_count(0)
        await unfold(page, "Conversation")
        said = page.locator(".turns .line.candidate").first
        await expect(said).to_contain_text("import")
        await expect(said).to_contain_text("words a minute")
        await said.get_by_role("button", name="Play the recording").click()
        await expect(page.locator(".line.candidate.heard")).to_have_count(1)
        await here.picture("report-spoken")
