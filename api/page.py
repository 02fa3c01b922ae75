"""The candidate's page: static files, and the client library under one fixed address."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

CLIENT_LIBRARY = Path("node_modules/livekit-client/dist/livekit-client.esm.mjs")
HIDDEN = ("node_modules", "package.json", "package-lock.json")


def page_routes(folder: Path) -> tuple[BaseRoute, ...]:
    """Return the routes that serve `folder` at `/`; they come last, after the API's own."""
    library = folder / CLIENT_LIBRARY

    async def client_library(request: Request) -> Response:
        return FileResponse(library, media_type="text/javascript")

    return (
        Route("/vendor/livekit-client.js", client_library, methods=["GET"]),
        Mount("/", PageFiles(directory=folder, html=True)),
    )


class PageFiles(StaticFiles):
    """Static files without what npm keeps beside them; a page that changed is fetched again."""

    def lookup_path(self, path: str) -> tuple[str, object]:  # type: ignore[override]
        """Return the file of a path, nothing for what is not part of the page."""
        first = path.replace("\\", "/").split("/", 1)[0]
        if first in HIDDEN or first.startswith("."):
            return "", None
        return super().lookup_path(path)

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """Return the file, to be checked for a newer one on each use."""
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "no-cache"
        return response
