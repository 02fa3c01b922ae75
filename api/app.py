"""The application: routes, layers around them, and what runs beside them."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import compile_path

from api.documentation import documentation_routes
from api.metrics import Measuring
from api.openapi import openapi
from api.operation import Operation
from api.page import client_library, import_maps, page_files
from api.problems import EXCEPTION_HANDLERS
from api.rate_limits import RateLimits, Rule, limits_of
from api.routes import (
    accounts,
    camera,
    chat,
    health,
    livekit,
    messages,
    profiles,
    recordings,
    results,
    sessions,
    shares,
    transcripts,
    webhook,
)
from api.security_headers import SecurityHeaders
from api.services import AppState, Services
from api.shield import RequestIds, Shield
from core.settings import Settings

OPERATIONS: tuple[Operation[Any, Any], ...] = (
    *accounts.OPERATIONS,
    *profiles.OPERATIONS,
    *sessions.OPERATIONS,
    *messages.OPERATIONS,
    *camera.OPERATIONS,
    *transcripts.OPERATIONS,
    *results.OPERATIONS,
    *recordings.OPERATIONS,
    *shares.OPERATIONS,
    *chat.OPERATIONS,
    *livekit.OPERATIONS,
    *health.OPERATIONS,
)

EXPOSED = (
    "X-Total-Count",
    "Link",
    "Location",
    "Content-Range",
    "X-Request-ID",
    "Retry-After",
    "X-RateLimit-Limit",
    "X-RateLimit-Window",
    "X-RateLimit-Remaining",
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

    routes = [
        *(operation.route() for operation in OPERATIONS),
        *webhook.ROUTES,
        *documentation_routes(partial(openapi, OPERATIONS)),
        services.metrics.route(),
    ]
    if page is not None:
        routes.append(client_library(page))
    settings = services.settings
    middleware = [
        Middleware(RequestIds),
        Middleware(Shield),
        Middleware(Measuring, metrics=services.metrics),
        Middleware(
            SecurityHeaders,
            connect=_room_addresses(services),
            scripts=import_maps(page) if page is not None else (),
        ),
    ]
    if settings.cors_origins:
        middleware.append(
            Middleware(
                CORSMiddleware,
                allow_origins=list(settings.cors_origins),
                allow_methods=["GET", "POST", "PUT", "DELETE"],
                allow_headers=_headers_read(),
                expose_headers=[*EXPOSED],
            )
        )
    middleware.append(
        Middleware(
            RateLimits,
            limiter=services.limiter,
            tokens=services.tokens,
            rules=_rate_rules(settings),
            otherwise=Rule(re.compile(""), "page", settings.rate_limit_page),
            trusted_proxies=settings.trusted_proxies,
        )
    )
    middleware.append(Middleware(Shield))
    app = Starlette(
        routes=routes,
        middleware=middleware,
        exception_handlers=EXCEPTION_HANDLERS,
        lifespan=lifespan,
    )
    # an address is written in one way; what is no address of the API may be a file of the page
    app.router.redirect_slashes = False
    if page is not None:
        app.router.default = page_files(page)
    return app


def _headers_read() -> list[str]:
    """Return every request header that an operation reads."""
    own = {header.name for operation in OPERATIONS for header in operation.headers}
    return sorted({"Authorization", "Content-Type", *own})


def _rate_rules(settings: Settings) -> tuple[Rule, ...]:
    limits = limits_of(settings)
    paths = {operation.path: (operation.limit, operation.secured) for operation in OPERATIONS}
    beside = ("/metrics", "/openapi.json", "/docs", "/docs/{file}")
    hooks = (route.path for route in webhook.ROUTES)
    paths |= dict.fromkeys((*beside, *hooks), ("operations", False))
    return tuple(
        Rule(compile_path(path)[0], path, limits[limit], by_user)
        for path, (limit, by_user) in paths.items()
    )


def _room_addresses(services: Services) -> tuple[str, ...]:
    """Return what the page connects to: the room's socket, and its address over HTTP."""
    url = (services.settings.livekit_public_url or services.settings.livekit_url).rstrip("/")
    scheme, _, place = url.partition("://")
    secure = "s" if scheme in ("wss", "https") else ""
    return (f"ws{secure}://{place}", f"http{secure}://{place}")
