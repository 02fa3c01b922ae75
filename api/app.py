"""The application: routes, layers around them, and what runs beside them."""

import asyncio
import re
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import compile_path

from api.http.cross_origin import CrossOrigin
from api.http.documentation import documentation_routes
from api.http.page import client_library, import_maps, page_files
from api.http.problems import EXCEPTION_HANDLERS
from api.http.rate_limits import RateLimits, RateRule, limits_of
from api.http.security_headers import SecurityHeaders
from api.http.shield import RequestIds, Shield
from api.interviews.overdue import OverdueAssessments
from api.knowledge.overdue import OverdueIndexes
from api.metrics import Measuring
from api.openapi import openapi
from api.operation import Operation
from api.routes import (
    accounts,
    camera,
    chat,
    health,
    livekit,
    messages,
    metrics,
    pauses,
    profiles,
    recordings,
    results,
    sessions,
    shares,
    transcripts,
    webhook,
)
from api.services import AppState, Services
from api.sweeping import sweep
from core.settings import Settings

OPERATIONS: tuple[Operation[Any, Any], ...] = (
    *accounts.OPERATIONS,
    *profiles.OPERATIONS,
    *sessions.OPERATIONS,
    *messages.OPERATIONS,
    *pauses.OPERATIONS,
    *camera.OPERATIONS,
    *transcripts.OPERATIONS,
    *results.OPERATIONS,
    *recordings.OPERATIONS,
    *shares.OPERATIONS,
    *chat.OPERATIONS,
    *livekit.OPERATIONS,
    *webhook.OPERATIONS,
    *health.OPERATIONS,
    *metrics.OPERATIONS,
)

SWEEP_ROOMS_SECONDS = 3.0
SWEEP_ASSESSMENTS_SECONDS = 5.0
SWEEP_INDEXES_SECONDS = 15.0
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
    services: Services, *, page: Path | None = None, sweeping: bool = False
) -> Starlette:
    """Return the application.

    `page` is the folder of the candidate's page, served at `/`. With `sweeping`, rooms and
    overdue assessments are looked after for as long as the application runs.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[AppState]:
        running = [asyncio.create_task(one) for one in _sweeps(services)] if sweeping else []
        try:
            yield {"services": services}
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)

    routes = [
        *(operation.route() for operation in OPERATIONS),
        *documentation_routes(partial(openapi, OPERATIONS)),
    ]
    if page is not None:
        routes.append(client_library(page))
    app = Starlette(
        routes=routes,
        middleware=_middleware(services, page),
        exception_handlers=EXCEPTION_HANDLERS,
        lifespan=lifespan,
    )
    # an address is written in one way; what is no address of the API may be a file of the page
    app.router.redirect_slashes = False
    if page is not None:
        app.router.default = page_files(page)
    return app


def _middleware(services: Services, page: Path | None) -> list[Middleware]:
    """Return what stands around the routes, the outermost first."""
    settings = services.settings
    crossing = Middleware(
        CrossOrigin,
        allow_origins=list(settings.cors_origins),
        allow_methods=["GET", "POST", "PUT", "DELETE"],
        allow_headers=_headers_read(),
        expose_headers=[*EXPOSED],
    )
    return [
        Middleware(RequestIds),
        Middleware(Shield),
        Middleware(Measuring, metrics=services.metrics),
        Middleware(
            SecurityHeaders,
            connect=_room_addresses(services),
            scripts=import_maps(page) if page is not None else (),
        ),
        *([crossing] if settings.cors_origins else []),
        Middleware(
            RateLimits,
            limiter=services.limiter,
            tokens=services.tokens,
            rules=_rate_rules(settings),
            otherwise=RateRule(re.compile(""), "page", settings.rate_limit_page),
            trusted_proxies=settings.trusted_proxies,
        ),
        Middleware(Shield),
    ]


def _sweeps(services: Services) -> tuple[Coroutine[Any, Any, None], ...]:
    overdue, behind = OverdueAssessments(services), OverdueIndexes(services)
    return (
        sweep("rooms", services.watch.sweep, SWEEP_ROOMS_SECONDS),
        sweep("assessments", overdue.sweep, SWEEP_ASSESSMENTS_SECONDS),
        sweep("indexes", behind.sweep, SWEEP_INDEXES_SECONDS),
    )


def _headers_read() -> list[str]:
    """Return every request header that an operation reads."""
    own = {header.name for operation in OPERATIONS for header in operation.headers}
    return sorted({"Authorization", "Content-Type", *own})


def _rate_rules(settings: Settings) -> tuple[RateRule, ...]:
    limits = limits_of(settings)
    paths = {operation.path: (operation.limit, operation.secured) for operation in OPERATIONS}
    beside = ("/openapi.json", "/docs", "/docs/{file}")
    paths |= dict.fromkeys(beside, ("operations", False))
    return tuple(
        RateRule(compile_path(path)[0], path, limits[limit], by_user)
        for path, (limit, by_user) in paths.items()
    )


def _room_addresses(services: Services) -> tuple[str, ...]:
    """Return what the page connects to: the room's socket, and its address over HTTP."""
    url = (services.settings.livekit_public_url or services.settings.livekit_url).rstrip("/")
    scheme, _, place = url.partition("://")
    secure = "s" if scheme in ("wss", "https") else ""
    return (f"ws{secure}://{place}", f"http{secure}://{place}")
