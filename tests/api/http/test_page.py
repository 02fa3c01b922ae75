"""The page's files: what is served, what is not, and that a newer one is taken at once."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from api.http.page import CLIENT_LIBRARY, client_library, page_files
from api.http.problems import on_greenroom_error
from core.errors import GreenroomError

LIBRARY = "/vendor/livekit-client.js"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A page with what npm keeps beside it."""
    page = tmp_path / "web"
    for name in ("index.html", "app/main.js", ".npmrc", "package.json", CLIENT_LIBRARY):
        (page / name).parent.mkdir(parents=True, exist_ok=True)
        (page / name).write_text(f"contents of {name}", encoding="utf-8")
    (tmp_path / "secret").write_text("outside", encoding="utf-8")
    return page


@pytest.fixture
async def browser(folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    """Something that asks for files."""
    routes = [client_library(folder), Mount("/", page_files(folder))]
    app = Starlette(routes=routes, exception_handlers={GreenroomError: on_greenroom_error})
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/app/main.js", LIBRARY])
async def test_a_file_is_checked_for_a_newer_one_on_each_use(
    browser: httpx.AsyncClient, path: str
) -> None:
    first = await browser.get(path)
    assert first.status_code == 200
    assert first.headers["Cache-Control"] == "no-cache"
    assert first.headers["Content-Type"].startswith(("text/html", "text/javascript"))
    again = await browser.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("path", ["/app/main.js", LIBRARY])
async def test_a_large_file_is_compressed_for_who_can_read_it(
    browser: httpx.AsyncClient, folder: Path, path: str
) -> None:
    text = "export const many = 1;\n" * 10_000
    for name in ("app/main.js", CLIENT_LIBRARY):
        (folder / name).write_text(text, encoding="utf-8")
    plain = await browser.get(path, headers={"Accept-Encoding": "identity"})
    small = await browser.get(path, headers={"Accept-Encoding": "gzip"})
    assert plain.text == small.text == text
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert small.num_bytes_downloaded < len(text) / 10
    assert plain.headers["Vary"] == small.headers["Vary"] == "Accept-Encoding"
    # one tag for both forms says so
    assert plain.headers["ETag"] == small.headers["ETag"]
    assert small.headers["ETag"].startswith('W/"')
    again = await browser.get(path, headers={"If-None-Match": small.headers["ETag"]})
    assert again.status_code == 304
    part = await browser.get(path, headers={"Accept-Encoding": "gzip", "Range": "bytes=7-11"})
    assert (part.status_code, part.text) == (206, "const")


@pytest.mark.parametrize(
    "path",
    [
        "/node_modules/livekit-client/dist/livekit-client.esm.mjs",
        "/package.json",
        "/.npmrc",
        "/../secret",
        "/%2e%2e/secret",
        "/app/..%2f..%2fsecret",
        "/nothing.js",
    ],
)
async def test_what_is_not_part_of_the_page_is_not_there(
    browser: httpx.AsyncClient, path: str
) -> None:
    assert (await browser.get(path)).status_code == 404


def test_a_websocket_is_declined(folder: Path) -> None:
    browser = TestClient(page_files(folder))
    with pytest.raises(WebSocketDisconnect), browser.websocket_connect("/"):
        pass


async def test_packages_that_are_missing_are_named(
    browser: httpx.AsyncClient, folder: Path
) -> None:
    (folder / CLIENT_LIBRARY).unlink()
    answer = await browser.get(LIBRARY)
    assert answer.status_code == 404
    assert "npm ci" in answer.json()["detail"]
