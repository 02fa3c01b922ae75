"""The application on a real socket, in the test's own process."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn

from api.app import create_app
from api.services import Services


@asynccontextmanager
async def served(services: Services) -> AsyncIterator[str]:
    """Serve the application and return its address."""
    config = uvicorn.Config(create_app(services), log_level="warning", access_log=False)
    server = uvicorn.Server(config)
    with socket.socket() as listening:
        # bound here, so that nobody else can take the port before it is listened on
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        running = asyncio.create_task(server.serve(sockets=[listening]))
        while not (server.started or running.done()):  # noqa: ASYNC110 -- no event tells
            await asyncio.sleep(0.02)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            await running
