"""One websocket of Cartesia's protocol and the contexts spoken on it."""

import asyncio
import json
import logging
from contextlib import suppress
from typing import Any

from pydantic import ValidationError
from starlette.websockets import WebSocket, WebSocketDisconnect

from local.cartesia import messages
from local.cartesia.context import GenerationContext
from local.cartesia.messages import CancelMessage, GenerationMessage
from local.piper import Piper
from local.turnstile import Turnstile

logger = logging.getLogger(__name__)

MOST_CONTEXTS = 32


class Connection:
    """Reads messages and runs one task per context; all of them end with the connection."""

    def __init__(self, socket: WebSocket, piper: Piper, turnstile: Turnstile) -> None:
        self._socket = socket
        self._piper = piper
        self._turnstile = turnstile
        self._contexts: dict[str, GenerationContext] = {}
        self._running: dict[GenerationContext, asyncio.Task[None]] = {}

    async def serve(self) -> None:
        """Answer messages until the client leaves."""
        await self._socket.accept()
        async with asyncio.TaskGroup() as tasks:
            try:
                while True:
                    event = await self._socket.receive()
                    if event["type"] == "websocket.disconnect":
                        break
                    await self._answer(event.get("text") or "", tasks)
            except WebSocketDisconnect:
                pass
            for task in self._running.values():
                task.cancel()

    async def _answer(self, text: str, tasks: asyncio.TaskGroup) -> None:
        try:
            message = messages.read(text)
        except ValidationError as error:
            await self._refuse(_context_of(text), 400, messages.first_problem(error))
            return
        if isinstance(message, CancelMessage):
            await self._cancel(message.context_id)
            return
        if problem := messages.language_problem(message, self._piper.language):
            await self._refuse(message.context_id, 400, problem)
            return
        context = self._contexts.get(message.context_id)
        if context is None and len(self._contexts) >= MOST_CONTEXTS:
            await self._refuse(message.context_id, 429, "too many contexts on this connection")
        elif context is None:
            self._open(message, tasks)
        elif context.ended:
            await self._refuse(message.context_id, 400, "this context has ended")
        else:
            context.feed(message)

    def _open(self, first: GenerationMessage, tasks: asyncio.TaskGroup) -> None:
        context = GenerationContext(first, self._piper, self._turnstile)
        context.feed(first)
        self._contexts[first.context_id] = context
        task = tasks.create_task(self._speak(first.context_id, context))
        self._running[context] = task
        task.add_done_callback(lambda _: self._forget(first.context_id, context))

    def _forget(self, context_id: str, context: GenerationContext) -> None:
        del self._running[context]
        if self._contexts.get(context_id) is context:
            del self._contexts[context_id]

    async def _speak(self, context_id: str, context: GenerationContext) -> None:
        try:
            await context.run(self._socket.send_json)
        except WebSocketDisconnect:
            pass
        except Exception:
            logger.exception("speech.failed")
            with suppress(WebSocketDisconnect):
                await self._refuse(context_id, 500, "the voice failed on this text")

    async def _cancel(self, context_id: str) -> None:
        if context := self._contexts.pop(context_id, None):
            self._running[context].cancel()
            await self._socket.send_json(messages.done(context_id))

    async def _refuse(self, context_id: str | None, status: int, problem: str) -> None:
        await self._socket.send_json(messages.error(context_id, status, problem))


def _context_of(text: str) -> str | None:
    """Return the context a broken message names, if it can be told."""
    try:
        body: Any = json.loads(text)
    except ValueError:
        return None
    named = body.get("context_id") if isinstance(body, dict) else None
    return named if isinstance(named, str) else None
