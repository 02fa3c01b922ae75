"""One context of a Cartesia websocket: text comes in pieces, speech goes out in order."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from language.en.text.sentences import take_sentences
from local.audio_output import encode, resample
from local.cartesia import messages
from local.cartesia.messages import GenerationMessage
from local.piper import Piper
from local.turnstile import Turnstile

Send = Callable[[dict[str, Any]], Awaitable[None]]

IDLE_SECONDS = 60.0
"""A context nobody continues or ends is ended after this long."""

CHUNK_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class _Due:
    """Text to speak now, or (empty with `flush_id`) word that a flush is through."""

    text: str
    flush_id: int | None = None


class GenerationContext:
    """Speaks what it is fed, as soon as there is a sentence or the client's patience is over."""

    def __init__(self, first: GenerationMessage, piper: Piper, turnstile: Turnstile) -> None:
        self._id = first.context_id
        self._format = first.output_format
        self._timestamps = first.add_timestamps
        self._speed = first.generation_config.speed
        self._piper = piper
        self._turnstile = turnstile
        self._inbox: asyncio.Queue[GenerationMessage] = asyncio.Queue()
        self._seconds_sent = 0.0
        self.ended = False

    def feed(self, message: GenerationMessage) -> None:
        """Take more text; after a message without `continue` the context takes no more."""
        self._inbox.put_nowait(message)
        self.ended = not message.goes_on

    async def run(self, send: Send) -> None:
        """Send timestamps and audio of all text, then `done`."""
        async for due in self._due():
            if due.text.strip():
                await self._speak(due.text, send)
            if due.flush_id is not None:
                await send(messages.flush_done(self._id, due.flush_id))
        await send(messages.done(self._id))

    async def _due(self) -> AsyncIterator[_Due]:
        held, patience, flushes = "", IDLE_SECONDS, 0
        while True:
            try:
                message = await asyncio.wait_for(self._inbox.get(), patience)
            except TimeoutError:
                if not held.strip():
                    self.ended = True
                    return
                yield _Due(held)
                held, patience = "", IDLE_SECONDS
                continue
            held += message.transcript
            if not message.goes_on:
                yield _Due(held)
                return
            if message.flush:
                flushes += 1
                yield _Due(held, flushes)
                held = ""
            elif message.max_buffer_delay_ms == 0:
                yield _Due(held)
                held = ""
            else:
                sentences, held = take_sentences(held)
                if sentences:
                    yield _Due(" ".join(sentences))
            patience = message.max_buffer_delay_ms / 1000 if held.strip() else IDLE_SECONDS

    async def _speak(self, text: str, send: Send) -> None:
        rate = self._format.sample_rate
        step = round(rate * CHUNK_SECONDS)
        began = time.perf_counter()
        async for piece in self._turnstile.steps(self._piper.speak(text, self._speed)):
            took = (time.perf_counter() - began) * 1000
            if self._timestamps and piece.words:
                await send(messages.timestamps(self._id, piece.words, self._seconds_sent))
            samples = resample(piece.samples, piece.sample_rate, rate)
            for first in range(0, len(samples), step):
                audio = encode(samples[first : first + step], self._format.encoding)
                await send(messages.chunk(self._id, audio, took))
            self._seconds_sent += len(samples) / rate
            began = time.perf_counter()
