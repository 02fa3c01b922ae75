"""Whisper behind the endpoints of OpenAI and Groq: transcriptions and the list of models."""

import asyncio
import logging
import time
from collections.abc import Coroutine, Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from core.errors import InvalidInputError
from local.audio_input import SAMPLE_RATE, Samples, decode
from local.turnstile import Turnstile
from local.whisper import RecognisedSegment, RecognitionRequest, Whisper

logger = logging.getLogger(__name__)

MAX_FILE_BYTES = 25 * 1024 * 1024
_FORM_OVERHEAD_BYTES = 64 * 1024


class TranscriptionForm(BaseModel):
    """The fields beside the file. `model` may be any name: this server has one model."""

    model: str = Field(min_length=1, max_length=200)
    language: Annotated[str, Field(pattern="^[a-z]{2,3}$")] | None = None
    prompt: Annotated[str, Field(max_length=2000)] | None = None
    temperature: float = Field(default=0.0, ge=0, le=1)
    response_format: Literal["json", "text", "verbose_json"] = "json"
    timestamp_granularities: tuple[Literal["word", "segment"], ...] = ("segment",)


def error_response(status: int, message: str, code: str) -> JSONResponse:
    """Return an error in the form OpenAI and Groq use."""
    kind = "invalid_request_error" if status < 500 else "internal_server_error"
    return JSONResponse({"error": {"message": message, "type": kind, "code": code}}, status)


class GroqWire:
    """The endpoints under `/openai/v1`."""

    def __init__(self, whisper: Whisper, turnstile: Turnstile) -> None:
        self._whisper = whisper
        self._turnstile = turnstile
        self._started = int(time.time())

    def routes(self) -> list[Route]:
        """Return the routes to mount."""
        return [
            Route("/openai/v1/models", self.models, methods=["GET"]),
            Route("/openai/v1/audio/transcriptions", self.transcriptions, methods=["POST"]),
        ]

    async def models(self, _: Request) -> Response:
        """List the one model there is."""
        model = {
            "id": self._whisper.name,
            "object": "model",
            "created": self._started,
            "owned_by": "local",
            "active": True,
        }
        return JSONResponse({"object": "list", "data": [model]})

    async def transcriptions(self, request: Request) -> Response:
        """Recognise an uploaded file; stops when the client goes away."""
        if int(request.headers.get("content-length", 0)) > MAX_FILE_BYTES + _FORM_OVERHEAD_BYTES:
            return error_response(413, "the file is larger than 25 MB", "file_too_large")
        try:
            async with request.form(max_files=1, max_fields=20) as raw:
                form, data = _parse(raw), await _file_of(raw)
        except HTTPException as error:
            return error_response(400, str(error.detail), "invalid_form")
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"])
            return error_response(400, f"{field}: {first['msg']}", "invalid_field")
        except InvalidInputError as error:
            return error_response(400, str(error), "invalid_file")
        if len(data) > MAX_FILE_BYTES:
            return error_response(413, "the file is larger than 25 MB", "file_too_large")
        if form.language and not self._whisper.hears(form.language):
            message = f"the model {self._whisper.name} does not know the language {form.language}"
            return error_response(400, message, "language_not_supported")
        try:
            samples = await asyncio.to_thread(decode, data)
        except InvalidInputError as error:
            return error_response(422, str(error), "audio_not_readable")
        return await _unless_disconnected(request, self._recognise(samples, form))

    async def _recognise(self, samples: Samples, form: TranscriptionForm) -> Response:
        started = time.perf_counter()
        wanted = RecognitionRequest(
            language=form.language,
            prompt=form.prompt or None,
            temperature=form.temperature,
            words="word" in form.timestamp_granularities and form.response_format == "verbose_json",
        )
        work = self._whisper.recognise(samples, wanted)
        segments = [segment async for segment in self._turnstile.steps(work)]
        logger.info(
            "transcription.done",
            extra={
                "audio_seconds": round(len(samples) / SAMPLE_RATE, 2),
                "took_seconds": round(time.perf_counter() - started, 3),
            },
        )
        text = "".join(segment.text for segment in segments).strip()
        if form.response_format == "text":
            return PlainTextResponse(text)
        if form.response_format == "json":
            return JSONResponse({"text": text})
        return JSONResponse(verbose_json(text, segments, len(samples) / SAMPLE_RATE, wanted))


def verbose_json(
    text: str, segments: Sequence[RecognisedSegment], duration: float, wanted: RecognitionRequest
) -> dict[str, Any]:
    """Return the body of a `verbose_json` answer; `words` is there only if asked for."""
    body: dict[str, Any] = {
        "task": "transcribe",
        "language": "English" if wanted.language in (None, "en") else wanted.language,
        "duration": round(duration, 3),
        "text": text,
        "segments": [
            {
                "id": number,
                "seek": segment.seek,
                "start": round(segment.start_seconds, 2),
                "end": round(segment.end_seconds, 2),
                "text": segment.text,
                "tokens": segment.tokens,
                "temperature": segment.temperature,
                "avg_logprob": segment.avg_logprob,
                "compression_ratio": segment.compression_ratio,
                "no_speech_prob": segment.no_speech_prob,
            }
            for number, segment in enumerate(segments)
        ],
    }
    if wanted.words:
        body["words"] = [
            {
                "word": word.text,
                "start": round(word.start_seconds, 2),
                "end": round(word.end_seconds, 2),
                "probability": round(word.probability, 3),
            }
            for segment in segments
            for word in segment.words
        ]
    return body


def _parse(raw: FormData) -> TranscriptionForm:
    fields: dict[str, Any] = {
        name: value
        for name, value in raw.items()
        if isinstance(value, str) and name in TranscriptionForm.model_fields and value != ""
    }
    granularities = raw.getlist("timestamp_granularities[]")
    if granularities:
        fields["timestamp_granularities"] = granularities
    return TranscriptionForm.model_validate(fields)


async def _file_of(raw: FormData) -> bytes:
    file = raw.get("file")
    if not isinstance(file, UploadFile):
        raise InvalidInputError("the form has no file")
    return await file.read(MAX_FILE_BYTES + 1)


async def _unless_disconnected(request: Request, work: Coroutine[Any, Any, Response]) -> Response:
    """Return what `work` returns, or cancel it when the client has gone."""

    async def gone() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    answer, leaving = asyncio.create_task(work), asyncio.create_task(gone())
    try:
        await asyncio.wait({answer, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if answer.done():
            return answer.result()
        logger.info("transcription.abandoned")
        return Response(status_code=499)
    finally:
        answer.cancel()
        leaving.cancel()
        await asyncio.gather(answer, leaving, return_exceptions=True)
