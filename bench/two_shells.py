"""`python -m bench.two_shells ours|bare PORT`: Greenroom's API, or bare Starlette, on the database.

The bare one does the same queries through the same storage and, for a message, runs the same
exchange. It has no authentication, limits, metrics, headers, checks or models: what it lacks is
what is measured.
"""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from api.app import create_app
from api.interviews.message import Exchange, SaidByCandidate
from api.rooms.access import grant_access
from api.services import Services
from core.clock import utc_now
from core.interview import SessionSummary
from core.settings import Settings, load_settings
from wiring.web import open_services

USER = 1


def bare(services: Services) -> Starlette:
    """Return the three routes with nothing around them."""
    database, settings = services.database, services.settings

    async def token(request: Request) -> Response:
        session_id = int(request.query_params["room_name"].rpartition("-")[2])
        async with database.unit_of_work() as uow:
            session = await uow.sessions.get_for_user(session_id, USER)
        access = grant_access(session, "Ada", settings, utc_now())
        return JSONResponse({"token": access.token, "expires_at": access.expires_at.isoformat()})

    async def listed(request: Request) -> Response:
        skip = int(request.query_params.get("skip", "0"))
        last = request.query_params.get("before")
        before = int(last) if last is not None else None
        async with database.unit_of_work() as uow:
            page = await uow.sessions.list_for_user(USER, skip, 20, before=before)
            total = await uow.sessions.count_for_user(USER)
        return JSONResponse([_item(each) for each in page], headers={"X-Total-Count": str(total)})

    async def message(request: Request) -> Response:
        said = SaidByCandidate(json.loads(await request.body())["message"])
        done = await Exchange(services, USER, request.path_params["id"], said).run()
        return JSONResponse({"response": done.reply, "status": done.session.status})

    return Starlette(
        routes=[
            Route("/ai-interview/livekit/token", token, methods=["POST"]),
            Route("/ai-interview/sessions", listed, methods=["GET"]),
            Route("/ai-interview/sessions/{id:int}/message", message, methods=["POST"]),
        ]
    )


def _item(summary: SessionSummary) -> dict[str, Any]:
    request = summary.request
    return {
        "id": summary.id,
        "title": request.title,
        "interview_type": request.interview_type,
        "status": summary.status,
        "created_at": summary.created_at.isoformat(),
        **summary.scores,
    }


@asynccontextmanager
async def _application(which: str, settings: Settings) -> AsyncIterator[Starlette]:
    async with open_services(settings) as services:
        yield create_app(services) if which == "ours" else bare(services)


async def _serve(which: str, port: int) -> None:
    async with _application(which, load_settings()) as app:
        config = uvicorn.Config(
            app, host="127.0.0.1", port=port, log_level="warning", access_log=False
        )
        await uvicorn.Server(config).serve()


if __name__ == "__main__":
    asyncio.run(_serve(sys.argv[1], int(sys.argv[2])))
