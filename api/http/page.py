"""The candidate's page: static files, and the client library under one fixed address.

They are the same for everybody, so they alone are compressed: what is compressed tells its length,
and an answer that holds a secret beside a caller's words could be guessed by it.
"""

import base64
import hashlib
import re
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from core.errors import NotFoundError

CLIENT_LIBRARY = Path("node_modules/livekit-client/dist/livekit-client.esm.mjs")
HIDDEN = ("node_modules", "package.json", "package-lock.json")
COMPRESSION_LEVEL = 6

_IMPORT_MAP = re.compile(r'<script type="importmap">(.*?)</script>', re.DOTALL)


def import_maps(folder: Path) -> tuple[str, ...]:
    """Return the hashes, as sources of a policy, of the import maps in the page.

    Browsers take an import map from the document alone, where a policy without `unsafe-inline`
    allows it by its hash (CSP level 3).
    """
    page = (folder / "index.html").read_text(encoding="utf-8")
    digests = (hashlib.sha256(found.encode()).digest() for found in _IMPORT_MAP.findall(page))
    return tuple(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def client_library(folder: Path) -> Route:
    """Return the route of the LiveKit client that npm has put into the page's folder."""
    library = folder / CLIENT_LIBRARY
    files = PageFiles(directory=library.parent, check_dir=False)

    async def serve(request: Request) -> Response:
        if not library.is_file():
            raise NotFoundError("The page's packages are not installed: run `npm ci` in web/.")
        return await files.get_response(library.name, request.scope)

    compressed = Middleware(GZipMiddleware, compresslevel=COMPRESSION_LEVEL)
    return Route("/vendor/livekit-client.js", serve, methods=["GET"], middleware=[compressed])


def page_files(folder: Path) -> ASGIApp:
    """Return the application of the files at `/`."""
    return GZipMiddleware(PageFiles(directory=folder, html=True), compresslevel=COMPRESSION_LEVEL)


class PageFiles(StaticFiles):
    """The files at `/`, without what npm keeps beside them; a newer one is taken at once.

    It is asked only for what is no address of the API, so another method than GET is aimed at
    nothing, and so is a WebSocket.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await WebSocketClose()(scope, receive, send)
            return
        if scope["method"] not in ("GET", "HEAD"):
            raise HTTPException(404)
        await super().__call__(scope, receive, send)

    def lookup_path(self, path: str) -> tuple[str, object]:  # type: ignore[override]
        """Return the file of a path, nothing for what is not part of the page."""
        first = path.replace("\\", "/").split("/", 1)[0]
        # the page's own folder is asked for as "."
        if first in HIDDEN or (first.startswith(".") and first != "."):
            return "", None
        return super().lookup_path(path)

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """Return the file, to be checked for a newer one on each use.

        Its tag is a weak one: it stands for the file, compressed or not.
        """
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "no-cache"
        response.headers["ETag"] = f"W/{response.headers['ETag']}"
        return response
