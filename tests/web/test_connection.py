"""The room when the way to it breaks: network, reload, a second tab, an interviewer who is late."""

import re
from pathlib import Path

import pytest
from livekit.protocol import models, rtc
from playwright.async_api import WebSocketRoute, expect

from tests.services.system import LocalSystem
from tests.web.accounts import an_email
from tests.web.browser import chromium, visit
from tests.web.rooms import MOMENT, RoomVisit, enter, greeted

pytestmark = [pytest.mark.system, pytest.mark.browser, pytest.mark.timeout(600)]


async def test_an_interview_goes_on_after_a_reload_and_in_a_second_tab(room: RoomVisit) -> None:
    page = room.page
    elsewhere = "another tab or on another device"
    await page.reload()
    await expect(page.locator(".line.interviewer").first).to_be_visible()
    await expect(page.get_by_text("Question 1 of 3")).to_be_visible(timeout=MOMENT)
    second = await page.context.new_page()
    await second.goto(page.url)
    await expect(page.get_by_text(elsewhere)).to_be_visible(timeout=MOMENT)
    await room.here.picture("room-elsewhere")
    await expect(second.get_by_text("Question 1 of 3")).to_be_visible(timeout=MOMENT)
    await room.press("Take it over here")
    await expect(page.get_by_text("Question 1 of 3")).to_be_visible(timeout=MOMENT)
    await expect(second.get_by_text(elsewhere)).to_be_visible(timeout=MOMENT)
    await room.leave()


async def test_a_network_that_is_away_for_twenty_seconds_ends_nothing(room: RoomVisit) -> None:
    page = room.page
    await room.press("Skip")
    await expect(page.get_by_text("Question 2 of 3")).to_be_visible(timeout=MOMENT)
    await page.context.set_offline(True)
    await page.wait_for_timeout(20_000)
    await expect(page.get_by_text("Reconnecting")).to_be_visible()
    await room.here.picture("room-offline")
    await page.context.set_offline(False)
    await expect(page.get_by_text("Reconnecting")).to_be_hidden(timeout=MOMENT)
    await room.press("Repeat")
    await expect(page.get_by_text("The interviewer is speaking")).to_be_visible(timeout=MOMENT)
    await expect(page.get_by_text("Question 2 of 3")).to_be_visible()
    await room.leave()


async def test_a_weak_connection_is_shown_for_as_long_as_it_is_weak(
    system: LocalSystem, silence: Path
) -> None:
    async with chromium(silence) as browser, visit(browser, system.address) as here:
        page = here.page
        signal = Signal()
        await page.route_web_socket(re.compile("/rtc"), signal.pass_on)
        await here.sign_up(an_email())
        await enter(here)
        weak = page.get_by_text("Weak connection")
        await expect(weak).to_be_hidden()
        signal.tell_quality(models.ConnectionQuality.POOR)
        await expect(weak).to_be_visible()
        await here.picture("room-weak")
        signal.tell_quality(models.ConnectionQuality.EXCELLENT)
        await expect(weak).to_be_hidden()


async def test_waiting_for_the_interviewer_is_shown_and_ends(system: LocalSystem) -> None:
    async with chromium() as browser, visit(browser, system.address) as here:
        page = here.page
        await here.sign_up(an_email())
        system.kill("worker")
        try:
            await here.open("/new")
            await here.start("Aloud")
            await expect(page.get_by_text("Waiting for the interviewer")).to_be_visible()
            await here.picture("room-waiting")
        finally:
            system.start_worker()
        await greeted(page)


class Signal:
    """What the room server tells the page, with a word of ours in between."""

    def __init__(self) -> None:
        self.participant = ""

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
        self.to_page.send(message)

    def tell_quality(self, quality: models.ConnectionQuality) -> None:
        """Say what the server says once it has measured the candidate's connection."""
        info = rtc.ConnectionQualityInfo(participant_sid=self.participant, quality=quality)
        told = rtc.ConnectionQualityUpdate(updates=[info])
        self.to_page.send(rtc.SignalResponse(connection_quality=told).SerializeToString())
