"""The room when the way to it breaks: network, reload, a second tab, an interviewer who is late."""

import re
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from livekit.protocol import models, rtc
from playwright.async_api import WebSocketRoute, expect

from harness.services.system import LocalSystem
from tests.web.accounts import an_email
from tests.web.axe import barriers
from tests.web.browser import Visit, chromium, visit
from tests.web.rooms import MOMENT, RoomVisit, at_question, enter, greeted, in_state, shows

LIVEKITS_OWN_SECONDS = 10
"""The SDK by itself notices after some fifteen seconds; a busy machine may be slower than three."""

NO_WAY = """
const relayed = (wanted) => ({ ...wanted, iceTransportPolicy: "relay", iceServers: [] });
const Connection = RTCPeerConnection;
window.RTCPeerConnection = class extends Connection {
  constructor(wanted) {
    super(relayed(wanted));
  }
  setConfiguration(wanted) {
    super.setConfiguration(relayed(wanted));
  }
};
"""
"""A browser that finds no way to the room server, though its signalling gets there."""

pytestmark = [pytest.mark.system, pytest.mark.browser, pytest.mark.timeout(600)]


async def test_an_interview_goes_on_after_a_reload_and_in_a_second_tab(room: RoomVisit) -> None:
    page = room.page
    elsewhere = "another tab or on another device"
    await page.reload()
    await expect(page.locator(".line.interviewer").first).to_be_visible()
    await at_question(page, 1)
    second = await page.context.new_page()
    await second.goto(page.url)
    await expect(page.get_by_text(elsewhere)).to_be_visible(timeout=MOMENT)
    await room.here.picture("room-elsewhere")
    await at_question(second, 1)
    await room.press("Take it over here")
    await at_question(page, 1)
    await expect(second.get_by_text(elsewhere)).to_be_visible(timeout=MOMENT)
    await room.leave()


async def test_a_network_that_is_away_for_twenty_seconds_ends_nothing(room: RoomVisit) -> None:
    page = room.page
    await room.press("Skip")
    await at_question(page, 2)
    await page.context.set_offline(True)
    await page.wait_for_timeout(20_000)
    await in_state(page, "Reconnecting…")
    await room.here.picture("room-offline")
    await page.context.set_offline(False)
    await expect(page.locator(".stage .state")).not_to_have_text("Reconnecting…", timeout=MOMENT)
    await room.press("Repeat")
    await in_state(page, "The interviewer is speaking")
    await at_question(page, 2)
    await room.leave()


async def test_a_room_that_falls_silent_is_noticed_and_what_was_said_then_is_asked_for(
    system: LocalSystem,
) -> None:
    # this microphone is never quiet
    async with chromium() as browser, visit(browser, system.address) as here:
        page = here.page
        await here.sign_up(an_email())
        await here.open("/new")
        await page.get_by_role("button", name="Test the microphone").click()
        await expect(page.get_by_text("Sound reaches the interviewer")).to_be_visible()
        await here.start("Aloud")
        await at_question(page, 1)
        await expect(page.get_by_role("button", name="Mute", exact=True)).to_be_enabled()
        server = system.processes["livekit"]
        server.send_signal(signal.SIGSTOP)
        stopped = time.monotonic()
        try:
            await in_state(page, "Reconnecting…")
            noticed = time.monotonic() - stopped
            await page.wait_for_timeout(2_000)
        finally:
            server.send_signal(signal.SIGCONT)
        await expect(page.get_by_text("please say it again")).to_be_visible(timeout=MOMENT)
        await expect(page.locator(".stage .state")).not_to_have_text("Reconnecting…")
        assert noticed < LIVEKITS_OWN_SECONDS


async def test_where_no_sound_gets_through_it_is_said_and_the_interview_goes_on_in_writing(
    system: LocalSystem,
) -> None:
    async with chromium() as browser, visit(browser, system.address) as here:
        page = here.page
        await page.add_init_script(NO_WAY)
        await here.sign_up(an_email())
        await here.open("/new")
        await page.get_by_role("button", name="Test the microphone").click()
        await expect(page.get_by_text("no sound gets through to it")).to_be_visible()
        await here.picture("lobby-no-way")
        assert not await barriers(page)
        await here.start("Aloud")
        await expect(page.get_by_text("The room cannot be reached from here")).to_be_visible()
        await here.picture("room-no-way")
        assert not await barriers(page)
        await page.get_by_role("button", name="Go on in writing").click()
        await expect(page.locator(".line.interviewer")).to_have_count(1)
        await page.get_by_label("Your answer").fill("I led the move, and it was done in six weeks.")
        await page.get_by_role("button", name="Send").click()
        await expect(page.locator(".line.interviewer")).to_have_count(2)


async def test_a_weak_connection_is_shown_for_as_long_as_it_is_weak(
    system: LocalSystem, silence: Path
) -> None:
    async with overheard(system, silence) as (here, signal):
        page = here.page
        connection = page.locator(".stage .connection")
        await expect(connection).to_be_empty()
        signal.tell_quality(models.ConnectionQuality.POOR)
        await shows(page, "Weak connection")
        await here.picture("room-weak")
        signal.tell_quality(models.ConnectionQuality.EXCELLENT)
        await expect(connection).to_be_empty()


async def test_an_interviewer_without_a_voice_is_read(system: LocalSystem, silence: Path) -> None:
    async with overheard(system, silence) as (here, signal):
        page = here.page
        writes = page.get_by_text("The interviewer's voice has failed")
        await expect(writes).to_have_count(0)
        signal.tell_attribute("interview.voiceless", "true")
        await expect(writes).to_be_visible()
        await here.picture("room-voiceless")
        signal.tell_attribute("interview.voiceless", "false")
        await expect(writes).to_have_count(0)


async def test_waiting_for_the_interviewer_is_shown_and_ends(
    system: LocalSystem, silence: Path
) -> None:
    async with chromium(silence) as browser, visit(browser, system.address) as here:
        page = here.page
        await here.sign_up(an_email())
        system.kill("worker")
        try:
            await here.open("/new")
            await here.start("Aloud")
            await in_state(page, "Waiting for the interviewer")
            await here.picture("room-waiting")
        finally:
            system.start_worker()
        await system.wait_until_ready()
        await greeted(page)


class Signal:
    """What the room server tells the page, with our word in place of its own on the connection, and
    beside the interviewer's on the interview."""

    def __init__(self) -> None:
        self.participant = ""
        self.interviewer = models.ParticipantInfo()
        self.attributes: dict[str, str] = {}

    def pass_on(self, to_page: WebSocketRoute) -> None:
        """Connect the page with the server."""
        self.to_page = to_page
        server = to_page.connect_to_server()
        to_page.on_message(server.send)
        server.on_message(self._from_server)

    def _from_server(self, message: str | bytes) -> None:
        if isinstance(message, bytes):
            told = rtc.SignalResponse.FromString(message)
            if told.HasField("join"):
                self.participant = told.join.participant.sid
            if told.HasField("connection_quality"):
                return
            if told.HasField("update"):
                for participant in told.update.participants:
                    if participant.kind == models.ParticipantInfo.Kind.AGENT:
                        participant.attributes.update(self.attributes)
                        self.interviewer = participant
                message = told.SerializeToString()
        self.to_page.send(message)

    def tell_quality(self, quality: models.ConnectionQuality) -> None:
        """Say what the server says once it has measured the candidate's connection."""
        info = rtc.ConnectionQualityInfo(participant_sid=self.participant, quality=quality)
        told = rtc.ConnectionQualityUpdate(updates=[info])
        self.to_page.send(rtc.SignalResponse(connection_quality=told).SerializeToString())

    def tell_attribute(self, name: str, value: str) -> None:
        """Say from now on what the interviewer would say of the interview."""
        self.attributes[name] = self.interviewer.attributes[name] = value
        told = rtc.ParticipantUpdate(participants=[self.interviewer])
        self.to_page.send(rtc.SignalResponse(update=told).SerializeToString())


@asynccontextmanager
async def overheard(system: LocalSystem, silence: Path) -> AsyncIterator[tuple[Visit, Signal]]:
    """A visit to a room, and what the page is told there."""
    async with chromium(silence) as browser, visit(browser, system.address) as here:
        signal = Signal()
        await here.page.route_web_socket(re.compile("/rtc"), signal.pass_on)
        await here.sign_up(an_email())
        await enter(here)
        yield here, signal
