"""A real Chromium on the page, with a microphone that plays a file."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from tests.web.accounts import PASSWORD

expect.set_options(timeout=60_000)

CHROMIUM = "/usr/bin/chromium"
ARTIFACTS = Path(__file__).resolve().parents[2] / "artifacts"
PATIENCE_MILLISECONDS = 60_000

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MICROPHONE = ("--use-fake-device-for-media-stream", "--autoplay-policy=no-user-gesture-required")
ALLOWED = "--use-fake-ui-for-media-stream"


@asynccontextmanager
async def chromium(
    microphone: Path | None = None, *, allowed: bool = True
) -> AsyncIterator[Browser]:
    """Start a browser; `microphone` is the WAV file it hears, once, from when it listens.

    Without `allowed` it asks whether a page may listen, which nobody answers with yes.
    """
    arguments = [*QUIET, *MICROPHONE]
    if allowed:
        arguments.append(ALLOWED)
    if microphone is not None:
        arguments.append(f"--use-file-for-fake-audio-capture={microphone}%noloop")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=arguments, timeout=PATIENCE_MILLISECONDS
        )
        try:
            yield browser
        finally:
            await browser.close()


async def unfold(page: Page, *parts: str) -> None:
    """Open parts of a report by their headings."""
    for part in parts:
        await page.get_by_role("heading", name=part, exact=True).click()


class Visit:
    """One page, and what went wrong in it: script errors, refused contents, foreign requests."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.troubles: list[str] = []
        self.said: list[str] = []
        page.set_default_timeout(PATIENCE_MILLISECONDS)
        page.on("pageerror", lambda error: self.troubles.append(f"script error: {error}"))
        page.on("console", lambda message: self._read(message.type, message.text))
        page.on("request", lambda request: self._follow(request.url))
        page.on("websocket", lambda socket: self._follow(socket.url))

    def _read(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.said.append(text)
        if kind == "error" and "Content Security Policy" in text:
            self.troubles.append(text)

    def _follow(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
            self.troubles.append(f"asked another host: {url}")

    async def open(self, path: str = "/") -> None:
        """Open a screen by its path."""
        await self.page.goto(f"{self.address}/#{path}")

    async def picture(self, name: str) -> None:
        """Keep a picture of the whole page among the artifacts."""
        ARTIFACTS.mkdir(exist_ok=True)
        await self.page.screenshot(path=ARTIFACTS / f"{name}.png", full_page=True)

    async def sign_up(self, email: str) -> None:
        """Open an account on the page, and arrive at the profile."""
        page = self.page
        await self.open("/sign-in")
        form = page.locator("form", has=page.get_by_role("button", name="Create account"))
        await form.get_by_label("Name").fill("Robin Example")
        await form.get_by_label("Email").fill(email)
        await form.get_by_label("Password").fill(PASSWORD)
        await form.get_by_role("button", name="Create account").click()
        await expect(page.get_by_role("heading", name="Your profile")).to_be_visible()

    async def sign_in(self, email: str) -> None:
        """Sign in on the page."""
        await self.open("/sign-in")
        form = self.page.locator("form", has=self.page.get_by_role("button", name="Sign in"))
        await form.get_by_label("Email").fill(email)
        await form.get_by_label("Password").fill(PASSWORD)
        await form.get_by_role("button", name="Sign in").click()

    async def fill_profile(self) -> None:
        """Fill in the profile's basics, and arrive at the lobby."""
        page = self.page
        await page.get_by_label("Current role").fill("Software engineer")
        await page.get_by_label("Years of experience").fill("5")
        await page.get_by_label("Role you want").fill("Senior software engineer")
        await page.get_by_label("Technical skills").fill("Python, PostgreSQL")
        await page.get_by_role("button", name="Save and go on").click()
        await expect(page.get_by_role("heading", name="New interview")).to_be_visible()

    async def start(self, mode: str) -> int:
        """Start an interview `Aloud` or `In writing` and return the session's number."""
        page = self.page
        await page.get_by_role("radio", name=re.compile(mode)).check()
        await page.get_by_label("Questions").fill("3")
        await page.get_by_label("Minutes").fill("10")
        await page.get_by_role("button", name="Start the interview").click()
        await page.wait_for_url(re.compile(r"#/interview/\d+$"))
        return int(page.url.rsplit("/", 1)[1])


@asynccontextmanager
async def visit(browser: Browser, address: str, **options: object) -> AsyncIterator[Visit]:
    """Open a page of its own; fails when something went wrong in it."""
    context: BrowserContext = await browser.new_context(**options)  # type: ignore[arg-type]
    visiting = Visit(await context.new_page(), address)
    try:
        yield visiting
    except BaseException as error:
        error.add_note(f"the browser said: {[*visiting.troubles, *visiting.said]}")
        raise
    finally:
        await context.close()
    assert not visiting.troubles, visiting.troubles
