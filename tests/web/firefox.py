"""A real Firefox on the page, driven over WebDriver BiDi, into whose microphone a test speaks.

Playwright drives a Firefox of its own build; this is the one that people have.
"""

import asyncio
import base64
import json
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

FIREFOX = "firefox-esr"
PATIENCE_SECONDS = 90.0
LOOK_SECONDS = 0.25
"""Between two looks at whether what is waited for is there."""

PREFERENCES: dict[str, bool | int | str] = {
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.enabled": False,
    "browser.safebrowsing.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "remote.prefs.recommended": True,
    # a device that is there and needs no answer to "may this page listen?"
    "media.navigator.streams.fake": True,
    "media.navigator.permission.disabled": True,
    "media.autoplay.default": 0,
    "media.autoplay.blocking_policy": 0,
}

MICROPHONE = """() => {
  const bytes = Uint8Array.from(atob("%s"), (letter) => letter.charCodeAt(0));
  const sound = new Audio(URL.createObjectURL(new Blob([bytes], { type: "audio/wav" })));
  const loaded = new Promise((resolve) => sound.addEventListener("loadeddata", resolve));
  MediaDevices.prototype.getUserMedia = async () => {
    await loaded;
    const stream = sound.mozCaptureStream();
    await sound.play();
    return stream;
  };
  window.speakFrom = (seconds) => (sound.currentTime = seconds);
}"""
"""Firefox's own fake microphone hums. An AudioContext in its place stays suspended where the
machine has no sound card; a captured media element plays there too."""


class Firefox:
    """One tab of a running Firefox."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._numbers = count(1)
        self._tab = ""

    async def begin(self, microphone: bytes) -> None:
        """Open the session, find the tab, and put the microphone into every page of it."""
        await self._call("session.new", {"capabilities": {}})
        tree = await self._call("browsingContext.getTree", {})
        self._tab = tree["contexts"][0]["context"]
        script = MICROPHONE % base64.b64encode(microphone).decode("ascii")
        await self._call("script.addPreloadScript", {"functionDeclaration": script})

    async def _call(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        number = next(self._numbers)
        await self._connection.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            message = json.loads(await self._connection.recv())
            if message.get("id") != number:
                continue
            if message["type"] == "error":
                raise RuntimeError(f"{method}: {message['error']}: {message['message']}")
            return dict(message["result"])

    async def open(self, address: str) -> None:
        """Go to a page and wait until it has loaded."""
        where = {"context": self._tab, "url": address, "wait": "complete"}
        await self._call("browsingContext.navigate", where)

    async def evaluate(self, expression: str) -> Any:
        """Return the JSON value of an expression in the page; it counts as the user's doing."""
        answer = await self._call(
            "script.evaluate",
            {
                "expression": f"(async () => JSON.stringify((await ({expression})) ?? null))()",
                "target": {"context": self._tab},
                "awaitPromise": True,
                "userActivation": True,
            },
        )
        if answer["type"] != "success":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    async def until(self, expression: str, seconds: float = PATIENCE_SECONDS) -> Any:
        """Wait until an expression is true, and return it; the error holds what the page said."""
        try:
            async with asyncio.timeout(seconds):
                while True:
                    if value := await self.evaluate(expression):
                        return value
                    await asyncio.sleep(LOOK_SECONDS)
        except TimeoutError:
            text = await self.evaluate("document.body.innerText")
            raise AssertionError(f"{expression} did not come true in:\n{text}") from None

    async def shows(self, selector: str, text: str) -> None:
        """Wait until one of the elements holds a text."""
        await self.until(
            f"[...document.querySelectorAll({json.dumps(selector)})]"
            f".some((found) => found.textContent.includes({json.dumps(text)}))"
        )

    async def fill(self, label: str, value: str, within: str = "body") -> None:
        """Write into the field of a label."""
        await self.until(f"Boolean({_field(label, within)})")
        changed = "new Event(name, { bubbles: true })"
        await self.evaluate(
            f"((field) => {{ field.value = {json.dumps(value)}; for (const name of"
            f" ['input', 'change']) field.dispatchEvent({changed}); }})({_field(label, within)})"
        )

    async def press(self, name: str, within: str = "body") -> None:
        """Click a button, or choose what a radio button's label says."""
        await self.until(f"Boolean({_pressable(name, within)})")
        await self.evaluate(f"void {_pressable(name, within)}.click()")

    async def speak_from(self, seconds: float) -> None:
        """Have the microphone play its file from a place on; it goes on while the test does."""
        await self.evaluate(f"window.speakFrom({seconds})")


def _field(label: str, within: str) -> str:
    return (
        f"[...document.querySelectorAll({json.dumps(f'{within} label')})]"
        f".find((one) => one.textContent.trim().startsWith({json.dumps(label)}))?.control"
    )


def _pressable(name: str, within: str) -> str:
    found = json.dumps(f"{within} button, {within} label")
    return (
        f"[...document.querySelectorAll({found})]"
        f".find((one) => one.checkVisibility() && "
        f"one.textContent.trim().startsWith({json.dumps(name)}))"
    )


@asynccontextmanager
async def firefox(folder: Path, microphone: bytes) -> AsyncIterator[Firefox]:
    """Start a Firefox with a profile of its own in a folder, and stop it afterwards.

    `microphone` is the WAV file that it hears, once, from when a page begins to listen.
    """
    process = _start(folder)
    try:
        server = await _announced(folder / "WebDriverBiDiServer.json", process)
        address = f"ws://{server['ws_host']}:{server['ws_port']}/session"
        async with connect(address, max_size=None, proxy=None) as connection:
            browser = Firefox(connection)
            await browser.begin(microphone)
            yield browser
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()
        process.wait()


def _start(profile: Path) -> "subprocess.Popen[bytes]":
    profile.mkdir()
    kept = PREFERENCES.items()
    lines = (f"user_pref({json.dumps(key)}, {json.dumps(value)});" for key, value in kept)
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    remote = ("--headless", "--no-remote", "--remote-debugging-port", "0")
    return subprocess.Popen(
        [FIREFOX, *remote, "--profile", profile],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


async def _announced(file: Path, process: "subprocess.Popen[bytes]") -> dict[str, Any]:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while process.poll() is None:
            if server := _read(file):
                return server
            await asyncio.sleep(LOOK_SECONDS)
    raise RuntimeError(f"{FIREFOX} ended with {process.returncode}")


def _read(file: Path) -> dict[str, Any]:
    with suppress(OSError, ValueError):
        return dict(json.loads(file.read_text(encoding="utf-8")))
    return {}
