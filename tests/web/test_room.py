"""The room: what is seen in it, what its buttons do, and how it ends."""

import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from harness.services.system import LocalSystem
from prompts.loader import load_yaml
from tests.web.accounts import an_email
from tests.web.axe import barriers
from tests.web.browser import chromium, visit
from tests.web.keyboard import tab_to
from tests.web.rooms import MOMENT, RoomVisit, at_question, greeted, in_state, shows

pytestmark = [pytest.mark.system, pytest.mark.browser, pytest.mark.timeout(600)]

PHONE = {"width": 360, "height": 740}

BLOCKED = """
const play = HTMLMediaElement.prototype.play;
let pressed = false;
addEventListener("click", () => (pressed = true), { capture: true });
HTMLMediaElement.prototype.play = function () {
  if (pressed || !this.srcObject) return play.call(this);
  return Promise.reject(new DOMException("play() was not called by a press", "NotAllowedError"));
};
"""
"""A browser that plays nothing before something on the page was pressed."""

UNDECIDED = """
const listen = MediaDevices.prototype.getUserMedia;
MediaDevices.prototype.getUserMedia = async function (wanted) {
  const allowed = await new Promise((resolve) => (window.decide = resolve));
  if (!allowed) throw new DOMException("Permission denied", "NotAllowedError");
  return listen.call(this, wanted);
};
"""
"""A browser that asks whether the page may listen, and waits for `decide`."""

DECIDE = """allowed => {
  const asked = window.decide;
  window.decide = undefined;
  asked?.(allowed);
  return asked !== undefined;
}"""
"""Answers once the browser has asked."""

END_AND_LEAVE = """async () => {
  const buttons = () => [...document.querySelectorAll("button")];
  const button = (name) => buttons().find((one) => one.textContent === name);
  const said = () => document.querySelector(".transcript").textContent;
  button("End it").click();
  while (!said().includes("leave it")) await new Promise((go) => setTimeout(go, 10));
  const enabled = document.querySelectorAll(".controls button:enabled, .typing button:enabled");
  button("Go to the result now").click();
  return [...enabled].map((one) => one.textContent);
}"""
"""Ends the interview, leaves during the goodbye, and returns what else could have been pressed."""


DELETE_ELSEWHERE = """number => {
  const { accessToken } = JSON.parse(localStorage.getItem("greenroom.account"));
  const headers = { Authorization: `Bearer ${accessToken}` };
  return fetch(`/ai-interview/sessions/${number}`, { method: "DELETE", headers });
}"""
"""Deletes the interview past the page that it is held on, as another device would."""


async def test_the_room_has_no_barriers_in_light_dark_and_on_a_phone_nor_once_it_is_deleted(
    room: RoomVisit,
) -> None:
    page = room.page
    await expect(page.locator(".time")).to_contain_text("left")
    for scheme in ("light", "dark"):
        await page.emulate_media(color_scheme=scheme)
        await room.here.picture(f"room-{scheme}")
        assert not await barriers(page), scheme
    await page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    await room.here.picture("room-phone")
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert await page.evaluate(wide) == 0
    assert not await barriers(page)
    await page.evaluate(DELETE_ELSEWHERE, room.number)
    deleted = page.get_by_text("This interview was deleted, with everything that was said in it.")
    await expect(deleted).to_be_visible(timeout=MOMENT)
    assert not await barriers(page)


async def test_the_buttons_ask_the_interviewer_who_closes_the_interview_itself(
    room: RoomVisit,
) -> None:
    page = room.page
    said = page.locator(".line.interviewer")
    await room.press("Mute")
    await expect(page.get_by_role("button", name="Unmute")).to_have_attribute(
        "aria-pressed", "true"
    )
    await in_state(page, "You are muted")
    await room.here.picture("room-muted")
    await room.press("Unmute")
    await in_state(page, "Listening to you")
    await page.get_by_label("Show pace and fillers").check()
    await expect(page.get_by_text("Nothing measured yet.")).to_be_visible()
    # a nudge may come at any time, so each reply is known by its words
    question = re.split(r"(?<=[.?!]) ", await said.first.locator(".words").inner_text())[-1]
    waits = re.compile("|".join(map(re.escape, load_yaml("interviewer/moves.yaml")["give_time"])))
    await page.get_by_role("button", name="I need a moment").focus()
    await page.keyboard.press("Enter")
    await expect(said.filter(has_text=waits).first).to_be_visible(timeout=MOMENT)
    await room.press("Repeat")
    await expect(said.filter(has_text=question)).to_have_count(2, timeout=MOMENT)
    await expect(page.locator(".line.candidate")).to_have_count(0)
    for number in (2, 3):
        await room.press("Skip")
        await at_question(page, number)
    await room.press("Skip")
    await shows(page, "Closing")
    await page.get_by_text("Type instead").click()
    await page.get_by_label("Answer in writing").fill("No, thank you. I have no questions.")
    await room.press("Send")
    await room.arrive_at_the_report()
    await expect(page.locator(".report-head")).to_contain_text("Completed")


async def test_silence_pauses_the_interview_and_a_button_resumes_it(room: RoomVisit) -> None:
    page = room.page
    paused = page.get_by_text("The interview is paused,")
    await expect(paused).to_be_visible(timeout=2 * MOMENT)
    await in_state(page, "Paused")
    # the question, two nudges, and that it waits from now on
    await expect(page.locator(".line.interviewer")).to_have_count(4)
    await room.here.picture("room-paused")
    assert not await barriers(page)
    await room.press("Go on")
    await expect(paused).to_be_hidden(timeout=MOMENT)
    await in_state(page, "Listening to you")
    await room.leave()


async def test_without_the_camera_nothing_is_filmed_and_with_it_only_the_page_sees_it(
    room: RoomVisit,
) -> None:
    page = room.page
    await expect(page.locator("video")).to_have_count(0)
    await room.press("Camera")
    picture = page.get_by_label("Your own picture")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("video => video.videoWidth > 0")
    await room.here.picture("room-camera")
    assert not await barriers(page)
    await room.press("Camera")
    await expect(picture).to_have_count(0)


async def test_a_refused_microphone_is_explained_and_answers_can_be_typed(
    system: LocalSystem,
) -> None:
    async with chromium(allowed=False) as browser, visit(browser, system.address) as here:
        page = here.page
        await here.sign_up(an_email())
        await here.open("/new")
        await page.get_by_role("button", name="Test the microphone").click()
        await expect(page.get_by_text("has not let Greenroom listen")).to_be_visible()
        await page.get_by_label("Show me my own picture").check()
        await expect(page.get_by_text("has not shared the camera")).to_be_visible()
        await here.picture("lobby-denied")
        assert not await barriers(page)
        room = RoomVisit(here, await here.start("Aloud"))
        await expect(page.get_by_text("You can type your answers below")).to_be_visible(
            timeout=MOMENT
        )
        await greeted(page, "You cannot be heard: please type")
        said = await page.locator(".line.interviewer").count()
        await here.picture("room-denied")
        assert not await barriers(page)
        await page.get_by_label("Answer in writing").fill(
            "I led the move to a new database, and it was done in six weeks."
        )
        await room.press("Send")
        await expect(page.locator(".line.candidate")).to_contain_text("six weeks")
        await expect(page.locator(".line.interviewer").nth(said)).to_be_visible(timeout=MOMENT)
        await room.leave()


async def test_the_room_says_whether_the_interviewer_can_hear_anything(
    system: LocalSystem, silence: Path
) -> None:
    async with chromium(silence) as browser, visit(browser, system.address) as here:
        page = here.page
        await page.add_init_script(UNDECIDED)
        await here.sign_up(an_email())
        await here.open("/new")
        room = RoomVisit(here, await here.start("Aloud"))
        await greeted(page, "Waiting for your microphone")
        await page.wait_for_function(DECIDE, arg=False)
        await in_state(page, "You cannot be heard: please type")
        mute = page.get_by_role("button", name="Mute", exact=True)
        await expect(mute).to_be_disabled()
        await room.press("Try the microphone again")
        await page.wait_for_function(DECIDE, arg=True)
        await in_state(page, "Listening to you")
        await expect(mute).to_be_enabled()
        await expect(page.get_by_text("has not let Greenroom listen")).to_have_count(0)


async def test_what_is_said_of_one_matter_does_not_hide_another(
    system: LocalSystem,
) -> None:
    async with chromium(allowed=False) as browser, visit(browser, system.address) as here:
        page = here.page
        await page.add_init_script(BLOCKED)
        await here.sign_up(an_email())
        await here.open("/new")
        room = RoomVisit(here, await here.start("Aloud"))
        await page.reload()
        sound = page.get_by_role("button", name="Turn the sound on")
        refused = page.get_by_text("has not let Greenroom listen")
        await expect(sound).to_be_visible(timeout=MOMENT)
        await expect(refused).to_be_visible()
        await here.picture("room-two-matters")
        assert not await barriers(page)
        await sound.click()
        await expect(sound).to_be_hidden()
        await expect(refused).to_be_visible()
        await room.leave()


async def test_an_interview_that_could_not_be_ended_can_be_ended_again(room: RoomVisit) -> None:
    page = room.page
    await page.route("**/complete", lambda route: route.abort())
    await room.press("End interview")
    # by the page itself: a slow press could come after the goodbye, when the room is closed
    assert await page.evaluate(END_AND_LEAVE) == ["Camera"]
    await expect(page.get_by_text("Greenroom cannot be reached.")).to_be_visible()
    await room.here.picture("room-not-ended")
    assert not await barriers(page)
    await page.unroute("**/complete")
    await room.press("Try again")
    await room.arrive_at_the_report()


async def test_the_room_needs_no_mouse(room: RoomVisit) -> None:
    page = room.page
    await tab_to(page, "Type instead")
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Answer in writing")).to_be_visible()
    await tab_to(page, "Mute")
    await page.keyboard.press("Space")
    await expect(page.get_by_role("button", name="Unmute")).to_be_focused()
    for name in (
        "Pause",
        "I'm done",
        "Repeat",
        "I need a moment",
        "Skip",
        "Camera",
        "End interview",
    ):
        await page.keyboard.press("Tab")
        await expect(page.get_by_role("button", name=name, exact=True)).to_be_focused()
    await page.keyboard.press("Enter")
    # what ends nothing comes first
    await expect(page.get_by_role("button", name="Go on")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="End interview")).to_be_focused()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await room.arrive_at_the_report()
