"""Hearing an interview again from its quotes, and showing its report by a link."""

import numpy as np
import pytest
from playwright.async_api import Page, expect

from agent.recording.mp3 import FRAME_BYTES, FRAME_SAMPLES, FRAME_SECONDS, Mp3Encoder
from agent.recording.timeline import SAMPLE_RATE
from core.recording import RecordedPiece
from harness.services.system import LocalSystem
from storage import Database
from tests.web.accounts import Held, who_was_interviewed
from tests.web.axe import barriers
from tests.web.browser import chromium, visit

pytestmark = [pytest.mark.system, pytest.mark.browser, pytest.mark.timeout(300)]

SECONDS = 60.0
"""How long each of the two parts of the recording is."""


@pytest.fixture
async def held(system: LocalSystem) -> Held:
    """An interview with a recording: a part from long before, then one of its first minute."""
    interviewed = await who_was_interviewed(system.address)
    count = round(SECONDS * SAMPLE_RATE) // FRAME_SAMPLES * FRAME_SAMPLES
    wave = 0.1 * np.sin(np.arange(count) * 2 * np.pi * 220 / SAMPLE_RATE)
    encoder = Mp3Encoder()
    audio = encoder.encode(wave.astype(np.float32)) + encoder.finish()
    seconds = len(audio) // FRAME_BYTES * FRAME_SECONDS
    database = Database(system.database_url)
    async with database.unit_of_work() as uow:
        for part, offset in ((0, -200.0), (1, 0.0)):
            piece = RecordedPiece(part, 0, offset, seconds, len(audio))
            await uow.recordings.add(interviewed.session_id, piece, audio)
        await uow.commit()
    await database.close()
    return interviewed


async def playing_from(page: Page) -> float:
    """Return where the player stands once it plays, in seconds of the recording."""
    await page.wait_for_function(
        "() => { const a = document.querySelector('audio');"
        " return a && !a.paused && !a.seeking && a.readyState >= 2; }"
    )
    place: float = await page.evaluate("document.querySelector('audio').currentTime")
    return place


async def stop(page: Page) -> None:
    """Stop the player and put it back to the beginning."""
    await page.evaluate(
        "() => { const a = document.querySelector('audio'); a.pause(); a.currentTime = 0; }"
    )


async def test_a_quote_is_heard_from_its_own_place(system: LocalSystem, held: Held) -> None:
    async with chromium() as browser, visit(browser, system.address) as here:
        page = here.page
        await here.sign_in(held.email)
        await expect(page.get_by_role("heading", name="New interview")).to_be_visible()
        await here.open(f"/report/{held.session_id}")
        await expect(page.get_by_role("button", name="Listen to it")).to_be_visible()
        for part in ("Conversation", "Feedback"):
            await page.get_by_role("heading", name=part, exact=True).click()
        await page.locator(".turns .line.candidate .play").first.click()
        # the interview's own seconds stand behind the part from before
        assert await playing_from(page) > SECONDS - 1.0
        await expect(page.locator(".line.heard")).to_have_count(1)
        # it can be stopped from where it was started
        await expect(page.locator("audio")).to_be_in_viewport()
        await here.picture("report-listening")
        await stop(page)
        await expect(page.locator(".line.heard")).to_have_count(0)
        quoted = page.locator("#feedback ~ * .quotes .play, .points .quotes .play").first
        await quoted.click()
        assert await playing_from(page) > SECONDS - 1.0
        assert not await barriers(page)
        await here.picture("report-recording")


async def test_a_link_shows_the_report_to_somebody_until_it_is_revoked(
    system: LocalSystem, held: Held
) -> None:
    async with chromium() as browser, visit(browser, system.address) as here:
        page = here.page
        await here.sign_in(held.email)
        await expect(page.get_by_role("heading", name="New interview")).to_be_visible()
        await here.open(f"/report/{held.session_id}")
        sharing = page.locator(".sharing")
        await sharing.get_by_label("How long it works").select_option("For a week")
        await sharing.get_by_label("Let them hear the recording too").check()
        await sharing.get_by_role("button", name="Make a link").click()
        address = await sharing.get_by_label("Your link").input_value()
        await expect(sharing.locator(".links li")).to_have_count(1)
        await here.picture("report-sharing")
        async with visit(browser, system.address) as coach:
            theirs = coach.page
            await theirs.goto(address)
            await expect(theirs.get_by_role("heading", name="Practice 1")).to_be_visible()
            made_of = theirs.get_by_role("heading", name="What the score is made of")
            await expect(made_of).to_be_visible()
            robots = theirs.locator('meta[name="robots"]')
            await expect(robots).to_have_attribute("content", "noindex, nofollow")
            for name in ("Sign out", "Make a link", "Compare", "Conversation (text)"):
                await expect(theirs.get_by_role("button", name=name, exact=True)).to_have_count(0)
            await theirs.get_by_role("heading", name="Conversation", exact=True).click()
            await theirs.locator(".turns .play").first.click()
            assert await playing_from(theirs) > SECONDS - 1.0
            assert not await barriers(theirs)
            await coach.picture("report-shared")
            await sharing.get_by_role("button", name="Revoke the link").click()
            await expect(sharing.get_by_text("The link shows nothing any more.")).to_be_visible()
            await theirs.reload()
            await expect(theirs.get_by_text("There is nothing behind this link")).to_be_visible()
