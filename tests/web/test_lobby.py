"""Before the interview: trying microphone, speaker and camera, and what a resume fills in."""

import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from harness.services.system import LocalSystem
from tests.web.accounts import an_email
from tests.web.axe import barriers
from tests.web.browser import chromium, visit

pytestmark = [pytest.mark.system, pytest.mark.browser, pytest.mark.timeout(300)]

LISTEN_IN = """
window.played = [];
window.notes = 0;
window.asked = [];
const listen = MediaDevices.prototype.getUserMedia;
MediaDevices.prototype.getUserMedia = function (wanted) {
  window.asked.push(wanted);
  return listen.call(this, wanted);
};
const play = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () {
  const note = () => window.played.push([this.src.slice(0, 5), this.currentTime]);
  this.addEventListener("ended", note);
  return play.call(this);
};
const begin = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (at) {
  window.notes += 1;
  return begin.call(this, at);
};
"""
"""Notes what the page asks of microphone and camera, and what it plays to its end."""


async def test_microphone_speaker_and_camera_can_be_tried(system: LocalSystem) -> None:
    async with chromium() as browser, visit(browser, system.address) as here:
        page = here.page
        await page.add_init_script(LISTEN_IN)
        await here.sign_up(an_email())
        await here.open("/new")
        await page.get_by_role("button", name="Test the microphone").focus()
        await page.keyboard.press("Enter")
        which = page.get_by_label("Which one")
        await expect(which).to_be_focused()
        await expect(which.locator("option")).not_to_have_count(0)
        before = await which.element_handle()
        await which.select_option(index=1)
        # the other one is listened to by a panel of its own, which takes its time to be there
        await page.wait_for_function("list => !list.isConnected", arg=before)
        await expect(page.get_by_text("We can hear you.")).to_be_visible()
        await expect(which).to_be_focused()
        echo = page.get_by_role("button", name="Hear yourself")
        await echo.click()
        await expect(page.get_by_text("Speak now…")).to_be_visible()
        await expect(page.get_by_text("Playing…")).to_be_visible()
        await expect(echo).to_be_enabled()
        [(source, seconds)] = await page.evaluate("window.played")
        assert source == "blob:"
        assert seconds > 4
        await page.get_by_role("button", name="Test the speaker").click()
        assert await page.evaluate("window.notes") == 2
        [first, chosen] = await page.evaluate("window.asked.map(({ audio }) => audio)")
        # the browser takes the interviewer's own voice out of what the microphone hears
        assert first["echoCancellation"]
        assert chosen["echoCancellation"]
        assert chosen["deviceId"]["ideal"] not in ("", "default")
        await page.get_by_label("Show me my own picture").check()
        await expect(page.get_by_label("Your own picture")).to_be_visible()
        assert all("audio" not in wanted for wanted in (await page.evaluate("window.asked"))[2:])
        for scheme in ("light", "dark"):
            await page.emulate_media(color_scheme=scheme)
            await here.picture(f"lobby-{scheme}")
            assert not await barriers(page), scheme
        await page.reload()
        await expect(page.get_by_label("Show me my own picture")).to_be_checked()


async def test_a_microphone_that_hears_nothing_is_doubted(
    system: LocalSystem, silence: Path
) -> None:
    async with chromium(silence) as browser, visit(browser, system.address) as here:
        page = here.page
        await here.sign_up(an_email())
        await here.open("/new")
        await page.get_by_role("button", name="Test the microphone").click()
        await expect(page.get_by_text("Say something.")).to_be_visible()
        await expect(page.get_by_text("Nothing yet. Is it muted")).to_be_visible()


async def test_a_browser_without_calls_says_so_and_offers_to_go_on_in_writing(
    system: LocalSystem,
) -> None:
    async with chromium() as browser, visit(browser, system.address) as here:
        page = here.page
        # as WebKitGTK comes with Debian
        await page.add_init_script("delete window.RTCPeerConnection")
        await here.sign_up(an_email())
        await here.open("/new")
        written = page.get_by_role("radio", name=re.compile("In writing"))
        await expect(written).to_be_checked()
        await page.get_by_role("radio", name=re.compile("Aloud")).check()
        await expect(page.get_by_text("This browser has no calls (WebRTC)")).to_be_visible()
        assert not await barriers(page)
        await page.get_by_role("button", name="Go on in writing").click()
        await expect(written).to_be_checked()


RESUME = """Robin Example

EXPERIENCE
Senior Data Engineer, Northwind, 2021 - present
Data Engineer, Contoso, 2018 - 2021

SKILLS
Python, Spark, SQL

EDUCATION
B.Sc. Statistics, University of Example
"""


async def test_a_resume_fills_what_is_empty_and_waits_to_be_confirmed(
    system: LocalSystem, tmp_path: Path
) -> None:
    resume = tmp_path / "resume.md"
    resume.write_text(RESUME, encoding="utf-8")
    async with chromium() as browser, visit(browser, system.address) as here:
        page = here.page
        await here.sign_up(an_email())
        await page.get_by_label("Current role").fill("Lead engineer")
        await page.get_by_label("Upload your resume").set_input_files(resume)
        await expect(page.get_by_text("It has been read")).to_contain_text("Technical skills")
        await expect(page.get_by_label("Current role")).to_have_value("Lead engineer")
        await expect(page.get_by_label("Current company")).to_have_value("Northwind")
        await expect(page.get_by_label("Technical skills")).to_have_value("Python, Spark, SQL")
        await expect(page.get_by_label("Resume as text")).to_have_value(re.compile("Contoso"))
        await expect(page.locator(".proposed")).not_to_have_count(0)
        await expect(page.get_by_text(re.compile("[Tt]he coach"))).to_be_visible()
        years = page.get_by_label("Years of experience")
        counted = page.get_by_role("group", name="Counted as years of work")
        whole = await years.input_value()
        await counted.get_by_label("Data Engineer, Contoso").uncheck()
        assert float(whole) - float(await years.input_value()) == 3
        await counted.get_by_label("Data Engineer, Contoso").check()
        await expect(years).to_have_value(whole)
        posting = tmp_path / "posting.txt"
        posting.write_text("Requirements\n- Knowledge of ledgers", encoding="utf-8")
        await page.get_by_label("Or take it from a file").set_input_files(posting)
        await expect(page.get_by_text("It asks for 1 thing")).to_be_visible()
        await expect(page.get_by_label("Job posting")).to_have_value(re.compile("ledgers"))
        await here.picture("profile-from-resume")
        assert not await barriers(page)
        await page.get_by_role("button", name="Save and go on").click()
        await expect(page.get_by_role("heading", name="New interview")).to_be_visible()
        await here.open("/profile")
        await expect(page.get_by_label("Education")).to_have_value(
            "B.Sc. Statistics, University of Example"
        )
        await expect(page.get_by_label("Job posting")).to_have_value(re.compile("ledgers"))
        await expect(page.locator(".proposed")).to_have_count(0)
