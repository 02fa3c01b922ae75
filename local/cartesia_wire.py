"""Piper behind Cartesia's endpoints: the speech websocket and `/tts/bytes`."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from typing import Any

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from local import cartesia_messages as messages
from local.audio_output import encode, resample, wav_file
from local.cartesia_context import Context
from local.cartesia_messages import CancelMessage, Generation, GenerationMessage
from local.piper import Piper
from local.turnstile import Turnstile

logger = logging.getLogger(__name__)

MOST_CONTEXTS = 32


class CartesiaWire:
    """The endpoints under `/tts`."""

    def __init__(self, piper: Piper, turnstile: Turnstile) -> None:
        self._piper = piper
        self._turnstile = turnstile

    def routes(self) -> list[BaseRoute]:
        """Return the routes to mount."""
        return [
            Route("/tts/bytes", self.whole_text, methods=["POST"]),
            WebSocketRoute("/tts/websocket", self.websocket),
        ]

    async def whole_text(self, request: Request) -> Response:
        """Speak one text; raw audio is streamed clause by clause."""
        try:
            wanted = Generation.model_validate_json(await request.body())
        except ValidationError as error:
            return _http_error(_first_problem(error))
        if problem := self._cannot_speak(wanted):
            return _http_error(problem)
        audio = self._audio(wanted)
        if wanted.output_format.container == "raw":
            return StreamingResponse(audio, media_type="application/octet-stream")
        if wanted.output_format.encoding != "pcm_s16le":
            return _http_error("output_format.encoding: a wav holds pcm_s16le here")
        pcm = b"".join([part async for part in audio])
        return Response(wav_file(pcm, wanted.output_format.sample_rate), media_type="audio/wav")

    async def _audio(self, wanted: Generation) -> AsyncIterator[bytes]:
        work = self._piper.speak(wanted.transcript, wanted.generation_config.speed)
        form = wanted.output_format
        async for piece in self._turnstile.steps(work):
            samples = resample(piece.samples, piece.sample_rate, form.sample_rate)
            yield encode(samples, form.encoding)

    async def websocket(self, socket: WebSocket) -> None:
        """Serve the contexts of one connection; all of them end with it."""
        await socket.accept()
        open_contexts: dict[str, Context] = {}
        async with asyncio.TaskGroup() as tasks:
            running: dict[str, asyncio.Task[None]] = {}

            async def serve(context_id: str, context: Context) -> None:
                try:
                    await context.run(socket.send_json)
                except WebSocketDisconnect:
                    return
                except Exception:
                    logger.exception("speech.failed")
                    await socket.send_json(
                        messages.error(context_id, 500, "the voice failed on this text")
                    )
                finally:
                    if open_contexts.get(context_id) is context:
                        del open_contexts[context_id], running[context_id]

            try:
                while True:
                    message = await self._next_message(socket)
                    if message is None:
                        continue
                    context = open_contexts.get(message.context_id)
                    if isinstance(message, CancelMessage):
                        if context:
                            running[message.context_id].cancel()
                            await socket.send_json(messages.done(message.context_id))
                    elif problem := self._cannot_speak(message):
                        await socket.send_json(messages.error(message.context_id, 400, problem))
                    elif context and not context.ended:
                        context.feed(message)
                    elif context:
                        problem = "this context has ended"
                        await socket.send_json(messages.error(message.context_id, 400, problem))
                    elif len(open_contexts) >= MOST_CONTEXTS:
                        problem = "too many contexts on this connection"
                        await socket.send_json(messages.error(message.context_id, 429, problem))
                    else:
                        context = Context(message, self._piper, self._turnstile)
                        context.feed(message)
                        open_contexts[message.context_id] = context
                        running[message.context_id] = tasks.create_task(
                            serve(message.context_id, context)
                        )
            except WebSocketDisconnect:
                for task in list(running.values()):
                    task.cancel()

    async def _next_message(self, socket: WebSocket) -> GenerationMessage | CancelMessage | None:
        """Return the next message, or None after answering one that cannot be read."""
        text = await socket.receive_text()
        try:
            return messages.message_from_client.validate_json(text)
        except ValidationError as error:
            await socket.send_json(messages.error(_context_of(text), 400, _first_problem(error)))
            return None

    def _cannot_speak(self, wanted: Generation) -> str | None:
        language = (wanted.language or self._piper.language).split("-")[0]
        if language != self._piper.language:
            return f"language: the voice {self._piper.name} speaks {self._piper.language} only"
        return None


def _http_error(message: str) -> JSONResponse:
    return JSONResponse(
        {"error_code": "invalid_request", "title": "Invalid request", "message": message}, 400
    )


def _first_problem(error: ValidationError) -> str:
    first = error.errors()[0]
    return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"


def _context_of(text: str) -> str | None:
    """Return the context a broken message names, if it can be told."""
    try:
        body: Any = json.loads(text)
    except ValueError:
        return None
    named = body.get("context_id") if isinstance(body, dict) else None
    return named if isinstance(named, str) else None
