"""What the worker says of itself: ready once LiveKit has registered it, and while it is connected;
how many interviews it holds, may hold, and how its machine bears them.

LiveKit's own health endpoint answers well before that, so it stands behind this one.
"""

import asyncio
import logging
from collections.abc import Callable

import aiohttp
from aiohttp import web
from livekit.agents import AgentServer
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Gauge,
    ProcessCollector,
    generate_latest,
)

from wiring.capacity.places import Places
from wiring.capacity.pressure import Pressure

logger = logging.getLogger(__name__)


def figures(places: Places, pressure: Pressure) -> CollectorRegistry:
    """Return what Prometheus is told of a worker."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    told: dict[str, tuple[str, Callable[[], float]]] = {
        "places": ("Interviews that may be held at a time", lambda: places.count),
        "places_taken": ("Interviews held or about to begin", lambda: places.taken),
        "full": ("Whether another interview is refused", lambda: places.full),
        "slowdown_ratio": ("A burst of work to its processor time", lambda: pressure.slowdown),
        "loop_lag_seconds": ("Latest wake-up of the loop", lambda: pressure.loop_lag_seconds),
    }
    for name, (meaning, value) in told.items():
        Gauge(f"greenroom_worker_{name}", meaning, registry=registry).set_function(value)
    return registry


def serve_health(server: AgentServer, registry: CollectorRegistry, host: str, port: int) -> None:
    """Answer `GET /` on the port from the first registration on: 200, or 503 without a connection.

    `GET /metrics` beside it answers in Prometheus' text format. Before, nobody listens there. The
    server's own endpoint must be on another port.
    """

    async def health(_: web.Request) -> web.Response:
        own = f"http://127.0.0.1:{server.worker_info.http_port}/"
        try:
            async with aiohttp.ClientSession() as client, client.get(own) as answer:
                return web.Response(status=answer.status, text=await answer.text())
        except aiohttp.ClientError:
            return web.Response(status=503, text="the worker is ending")

    async def metrics(_: web.Request) -> web.Response:
        headers = {"Content-Type": CONTENT_TYPE_LATEST}
        return web.Response(body=generate_latest(registry), headers=headers)

    async def listen() -> None:
        app = web.Application()
        app.router.add_get("/", health)
        app.router.add_get("/metrics", metrics)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError:
            logger.error("health.port_taken", extra={"port": port})

    def on_registered(*_: object) -> None:
        tasks.add(asyncio.get_running_loop().create_task(listen()))

    tasks: set[asyncio.Task[None]] = set()
    server.once("worker_registered", on_registered)
