"""Running an ASGI application on loopback, in a thread with its own event loop."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

STARTING_SECONDS = 60.0
"""Far more than it takes, for a machine that does much else at the same time."""


@contextmanager
def serving(app: ASGIApp, port: int = 0) -> Iterator[str]:
    """Serve `app` while the context lasts and give its base URL (port 0: any free one).

    Requests that still hang when it ends are cut off. Raises `RuntimeError` if it does not start.
    """
    listening = socket.create_server(("127.0.0.1", port))
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            lifespan="off",
            ws="websockets-sansio",
            ws_per_message_deflate=False,
            ws_ping_interval=None,  # pooled idle connections are not read, so pings go unanswered
            timeout_graceful_shutdown=0,
        )
    )
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    deadline = time.monotonic() + STARTING_SECONDS
    while not server.started:
        if not thread.is_alive() or time.monotonic() > deadline:
            raise RuntimeError("the stand-in did not start")
        time.sleep(0.005)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(STARTING_SECONDS)


def serve_forever(app: ASGIApp, port: int) -> None:
    """Serve `app` on loopback until the process is told to end."""
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=port,
        access_log=False,
        lifespan="off",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        ws_ping_interval=None,  # pooled idle connections are not read, so pings go unanswered
        timeout_graceful_shutdown=1,
    )
