"""What the worker says of itself: ready once LiveKit has registered it, and while it is connected.

LiveKit's own health endpoint answers well before that, so it stands behind this one.
"""

import asyncio
import logging

import aiohttp
from aiohttp import web
from livekit.agents import AgentServer

logger = logging.getLogger(__name__)


def serve_health(server: AgentServer, host: str, port: int) -> None:
    """Answer `GET /` on the port from the first registration on: 200, or 503 without a connection.

    Before, nobody listens there. The server's own endpoint must be on another port.
    """

    async def health(_: web.Request) -> web.Response:
        own = f"http://127.0.0.1:{server.worker_info.http_port}/"
        try:
            async with aiohttp.ClientSession() as client, client.get(own) as answer:
                return web.Response(status=answer.status, text=await answer.text())
        except aiohttp.ClientError:
            return web.Response(status=503, text="the worker is ending")

    async def listen() -> None:
        app = web.Application()
        app.router.add_get("/", health)
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
