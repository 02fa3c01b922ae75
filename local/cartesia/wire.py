"""Piper behind Cartesia's endpoints: the speech websocket and `/tts/bytes`."""

from collections.abc import AsyncIterator

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket

from local.audio_output import encode, resample, wav_file
from local.cartesia import messages
from local.cartesia.connection import Connection
from local.cartesia.messages import Generation
from local.piper import Piper
from local.turnstile import Turnstile


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

    async def websocket(self, socket: WebSocket) -> None:
        """Speak what comes in over one connection, in as many contexts as it opens."""
        await Connection(socket, self._piper, self._turnstile).serve()

    async def whole_text(self, request: Request) -> Response:
        """Speak one text; raw audio is streamed clause by clause."""
        try:
            wanted = Generation.model_validate_json(await request.body())
        except ValidationError as error:
            return _refusal(messages.first_problem(error))
        if problem := messages.language_problem(wanted, self._piper.language):
            return _refusal(problem)
        audio = self._audio(wanted)
        form = wanted.output_format
        if form.container == "raw":
            return StreamingResponse(audio, media_type="application/octet-stream")
        if form.encoding != "pcm_s16le":
            return _refusal("output_format.encoding: a wav holds pcm_s16le here")
        pcm = b"".join([part async for part in audio])
        return Response(wav_file(pcm, form.sample_rate), media_type="audio/wav")

    async def _audio(self, wanted: Generation) -> AsyncIterator[bytes]:
        work = self._piper.speak(wanted.transcript, wanted.generation_config.speed)
        form = wanted.output_format
        async for piece in self._turnstile.steps(work):
            samples = resample(piece.samples, piece.sample_rate, form.sample_rate)
            yield encode(samples, form.encoding)


def _refusal(message: str) -> JSONResponse:
    return JSONResponse(
        {"error_code": "invalid_request", "title": "Invalid request", "message": message}, 400
    )
