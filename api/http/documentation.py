"""`/openapi.json`, and `/docs` that shows it without asking any other host."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

FOLDER = Path(__file__).resolve().parent / "docs"
FILES = {"docs.js": "text/javascript", "docs.css": "text/css"}


def documentation_routes(document: Callable[[], dict[str, Any]]) -> tuple[Route, ...]:
    """Return the routes of the document, made when it is first asked for, and of its page."""

    @cache
    def text() -> str:
        return json.dumps(document())

    async def as_json(request: Request) -> Response:
        return Response(text(), media_type="application/json")

    async def page(request: Request) -> Response:
        return FileResponse(FOLDER / "docs.html", media_type="text/html")

    async def file(request: Request) -> Response:
        name = request.path_params["file"]
        if name not in FILES:
            raise HTTPException(404)
        return FileResponse(FOLDER / name, media_type=FILES[name])

    return (
        Route("/openapi.json", as_json, methods=["GET"]),
        Route("/docs", page, methods=["GET"]),
        Route("/docs/{file}", file, methods=["GET"]),
    )
