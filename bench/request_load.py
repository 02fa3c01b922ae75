"""Requests over kept-open connections, as fast as they are answered."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent; `body` is JSON."""

    method: str
    target: str
    body: bytes = b""

    def to_bytes(self, token: str) -> bytes:
        """Return the request as HTTP/1.1 has it, with the access token."""
        lines = [
            f"{self.method} {self.target} HTTP/1.1",
            "Host: 127.0.0.1",
            f"Authorization: Bearer {token}",
            "Content-Type: application/json",
            f"Content-Length: {len(self.body)}",
        ]
        return "\r\n".join([*lines, "", ""]).encode() + self.body


@dataclass(slots=True)
class Load:
    """What was measured: the time of each answer, how long all took, and the server's share."""

    milliseconds: list[float] = field(default_factory=list)
    elapsed_seconds: float = 0.0
    processor_seconds: float = 0.0

    @property
    def per_second(self) -> float:
        """Requests answered per second."""
        return len(self.milliseconds) / self.elapsed_seconds

    @property
    def processor_milliseconds(self) -> float:
        """The server's processor time per request; others on the machine hardly change it."""
        return self.processor_seconds * 1000 / len(self.milliseconds)


async def ask(
    port: int, token: str, next_request: Callable[[], Request], load: Load, seconds: float, n: int
) -> None:
    """Add to `load` what `n` connections get answered in `seconds`.

    Raises `RuntimeError` for an answer that is not of success: a refusal is quick, and no figure.
    """
    started = time.perf_counter()
    until = started + seconds
    await asyncio.gather(*(_connection(port, token, next_request, load, until) for _ in range(n)))
    load.elapsed_seconds += time.perf_counter() - started


async def _connection(
    port: int, token: str, next_request: Callable[[], Request], load: Load, until: float
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        while (begun := time.perf_counter()) < until:
            await exchange(reader, writer, token, next_request())
            load.milliseconds.append((time.perf_counter() - begun) * 1000)
    finally:
        writer.close()
        await writer.wait_closed()


async def exchange(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, token: str, request: Request
) -> bytes:
    """Send a request over a kept-open connection and return the body of its answer.

    Raises `RuntimeError` for an answer that is not of success.
    """
    writer.write(request.to_bytes(token))
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = int(head.partition("content-length:")[2].partition("\r\n")[0])
    body = await reader.readexactly(length)
    if not head.startswith("http/1.1 2"):
        raise RuntimeError(f"{request.method} {request.target}: {body.decode()}")
    return body
