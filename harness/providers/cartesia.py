"""A scripted Cartesia on loopback: the speech websocket and `/tts/bytes`.

In a test or a benchmark:

    with CartesiaStandIn(first_byte=Latency(0.19)).running() as url: ...

As a process: `python -m harness.providers.cartesia --port 8096 --first-byte-median 0.19 …`
"""

import argparse
import asyncio
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from harness.providers.cartesia_voice import RealVoice, ToneVoice
from harness.providers.faults import NO_FAULTS, CutShort, Fault, Faults, Latency
from harness.providers.groq import fault_plan
from harness.providers.serving import serve_forever, serving
from local.cartesia import messages
from local.spoken_words import TimedWord


@dataclass
class CartesiaStandIn:
    """All of it; speaks in tones, or with `speech_url` in the real local voice.

    `first_byte` counts from a context's first text to its first audio. `connection_faults` (by
    connection: refuse, rate_limited, hang) strike at the handshake. `context_faults` (by context,
    and by request for `/tts/bytes`: server_error, hang, garbage, cut, empty) strike after the text
    has come; cut closes the connection half way through the audio. `requests` holds every message
    received, `contexts` the text of every context, `cancelled` those that were cancelled.
    """

    speech_url: str | None = None
    first_byte: Latency = field(default_factory=Latency)
    connection_faults: Faults = NO_FAULTS
    context_faults: Faults = NO_FAULTS
    requests: list[dict[str, Any]] = field(default_factory=list)
    contexts: dict[str, str] = field(default_factory=dict)
    cancelled: list[str] = field(default_factory=list)
    connections: int = 0

    def app(self) -> Starlette:
        """Return the application, for whoever serves it."""
        return Starlette(
            routes=[
                Route("/tts/bytes", self._bytes, methods=["POST"]),
                WebSocketRoute("/tts/websocket", self._websocket),
            ]
        )

    @contextmanager
    def running(self, port: int = 0) -> Iterator[str]:
        """Serve while the context lasts; gives the URL that goes into `CARTESIA_BASE_URL`."""
        with serving(self.app(), port) as url:
            yield url

    def _voice(self) -> RealVoice | ToneVoice:
        return RealVoice(self.speech_url) if self.speech_url else ToneVoice()

    async def _bytes(self, request: Request) -> Response:
        asked = await request.json()
        self.requests.append(asked)
        name = f"bytes-{len(self.contexts) + 1}"
        self.contexts[name] = asked["transcript"]
        due = time.monotonic() + self.first_byte.seconds()
        fault = self.context_faults.of(len(self.contexts))
        if fault is Fault.HANG:
            await asyncio.Event().wait()
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        if fault is Fault.SERVER_ERROR:
            return JSONResponse({"title": "Internal error", "message": "failed"}, 500)
        if fault is Fault.CUT:
            return CutShort()
        rate = asked["output_format"]["sample_rate"]
        voice = self._voice()

        async def audio() -> Any:
            if fault is not Fault.EMPTY:
                async for piece, _ in voice.speak(asked["transcript"], rate):
                    yield b"\x01" if fault is Fault.GARBAGE else piece

        return StreamingResponse(audio(), media_type="application/octet-stream")

    async def _websocket(self, socket: WebSocket) -> None:
        self.connections += 1
        fault = self.connection_faults.of(self.connections)
        if fault is Fault.HANG:
            await asyncio.Event().wait()
        if fault is Fault.REFUSE:
            await socket.close()
            return
        if fault is Fault.RATE_LIMITED:
            await socket.send_denial_response(JSONResponse({"error": "too many"}, 429))
            return
        await socket.accept()
        inboxes: dict[str, asyncio.Queue[dict[str, Any]]] = {}
        tasks: dict[str, asyncio.Task[None]] = {}
        try:
            while True:
                message: dict[str, Any] = json.loads(await socket.receive_text())
                self.requests.append(message)
                name = message["context_id"]
                if message.get("cancel"):
                    self.cancelled.append(name)
                    if name in tasks:
                        tasks.pop(name).cancel()
                        inboxes.pop(name)
                    continue
                if name not in tasks:
                    self.contexts[name] = ""
                    inboxes[name] = asyncio.Queue()
                    number = len(self.contexts)
                    tasks[name] = asyncio.create_task(
                        self._context(socket, name, inboxes[name], self.context_faults.of(number))
                    )
                self.contexts[name] += message["transcript"]
                inboxes[name].put_nowait(message)
        except WebSocketDisconnect:
            pass
        finally:
            for task in tasks.values():
                task.cancel()
            await asyncio.gather(*tasks.values(), return_exceptions=True)

    async def _context(
        self,
        socket: WebSocket,
        name: str,
        inbox: asyncio.Queue[dict[str, Any]],
        fault: Fault | None,
    ) -> None:
        due = None
        seconds = 0.0
        while True:
            message = await inbox.get()
            if due is None:
                due = time.monotonic() + self.first_byte.seconds()
            if fault is Fault.HANG:
                continue
            if fault is Fault.SERVER_ERROR:
                await socket.send_json(messages.error(name, 500, "Internal Server Error"))
                return
            if fault is Fault.GARBAGE:
                await socket.send_text("{not json")
                return
            text, rate = message["transcript"], message["output_format"]["sample_rate"]
            if text.strip() and fault is not Fault.EMPTY:
                async for audio, words in self._voice().speak(text, rate):
                    await asyncio.sleep(max(0.0, due - time.monotonic()))
                    await self._send(socket, message, audio, words, seconds)
                    if fault is Fault.CUT:
                        await socket.close(1011)
                        return
                    seconds += len(audio) / 2 / rate
            if not message.get("continue"):
                await socket.send_json(messages.done(name))
                return

    async def _send(
        self,
        socket: WebSocket,
        message: dict[str, Any],
        audio: bytes,
        words: list[TimedWord],
        offset: float,
    ) -> None:
        name = message["context_id"]
        if message.get("add_timestamps") and words:
            await socket.send_json(messages.timestamps(name, words, offset))
        await socket.send_json(messages.chunk(name, audio, 0.0))


def main() -> None:
    """Serve until told to end."""
    parser = argparse.ArgumentParser(prog="python -m harness.providers.cartesia")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--speech-url", help="let the real local voice speak")
    parser.add_argument("--first-byte-median", type=float, default=0.0, help="seconds")
    parser.add_argument("--first-byte-p99", type=float, help="seconds; makes it log-normal")
    parser.add_argument("--connection-fault", action="append", default=[], metavar="[N=]FAULT")
    parser.add_argument("--context-fault", action="append", default=[], metavar="[N=]FAULT")
    options = parser.parse_args()
    stand_in = CartesiaStandIn(
        speech_url=options.speech_url,
        first_byte=Latency(options.first_byte_median, options.first_byte_p99),
        connection_faults=fault_plan(options.connection_fault),
        context_faults=fault_plan(options.context_fault),
    )
    serve_forever(stand_in.app(), options.port)


if __name__ == "__main__":
    main()
