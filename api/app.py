"""The application: routes, layers around them, and what runs beside them."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import BaseRoute

from api.operation import Operation
from api.page import page_routes
from api.problems import EXCEPTION_HANDLERS
from api.routes import accounts, health, livekit, profiles, results, sessions, webhook
from api.security_headers import SecurityHeaders
from api.services import AppState, Services
from api.shield import Shield

OPERATIONS: tuple[Operation[Any, Any], ...] = (
    *accounts.OPERATIONS,
    *profiles.OPERATIONS,
    *sessions.OPERATIONS,
    *results.OPERATIONS,
    *livekit.OPERATIONS,
    *health.OPERATIONS,
)


def create_app(
    services: Services, *, page: Path | None = None, watch_rooms: bool = False
) -> Starlette:
    """Return the application.

    `page` is the folder of the candidate's page, served at `/`. With `watch_rooms` the rooms are
    swept for as long as the application runs.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[AppState]:
        sweeping = asyncio.create_task(services.watch.run()) if watch_rooms else None
        try:
            yield {"services": services}
        finally:
            if sweeping is not None:
                sweeping.cancel()
                with suppress(asyncio.CancelledError):
                    await sweeping

    routes: Sequence[BaseRoute] = (
        *(operation.route() for operation in OPERATIONS),
        *webhook.ROUTES,
        *(page_routes(page) if page is not None else ()),
    )
    settings = services.settings
    middleware = [
        Middleware(Shield),
        Middleware(SecurityHeaders, connect=_room_addresses(services)),
    ]
    if settings.cors_origins:
        middleware.append(
            Middleware(
                CORSMiddleware,
                allow_origins=list(settings.cors_origins),
                allow_methods=["GET", "POST", "PUT", "DELETE"],
                allow_headers=["Authorization", "Content-Type", "Idempotency-Key", "Prefer"],
                expose_headers=["X-Total-Count", "Link", "X-Request-ID", "Retry-After"],
            )
        )
    return Starlette(
        routes=routes,
        middleware=middleware,
        exception_handlers=EXCEPTION_HANDLERS,
        lifespan=lifespan,
    )


def _room_addresses(services: Services) -> tuple[str, ...]:
    """Return what the page connects to: the room's socket, and its address over HTTP."""
    url = (services.settings.livekit_public_url or services.settings.livekit_url).rstrip("/")
    return (url, url.replace("ws", "http", 1))
