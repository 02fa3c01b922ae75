"""The transcription half of the Groq stand-in."""

import asyncio
import io
import time
import wave
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from harness.providers.faults import NO_FAULTS, CutShort, Fault, Faults, Latency, openai_error


@dataclass(frozen=True, slots=True)
class TranscriptionRequest:
    """What came in. `duration` is None when the audio is no WAV."""

    number: int
    at: float
    fields: dict[str, list[str]]
    authorization: str | None
    audio: bytes
    duration: float | None

    @property
    def wants_words(self) -> bool:
        """Whether word times were asked for."""
        return "word" in self.fields.get("timestamp_granularities[]", [])


@dataclass(frozen=True, slots=True)
class ScriptedTranscript:
    """An answer. Without `words` (word, start, end) they are spread evenly over the audio."""

    text: str
    words: tuple[tuple[str, float, float], ...] | None = None
    no_speech_prob: float = 0.01
    avg_logprob: float = -0.2


Transcriber = Callable[[TranscriptionRequest], ScriptedTranscript | str]


@dataclass
class Transcriptions:
    """Answers `POST …/audio/transcriptions`.

    `texts` is a function of the request, or answers in order of which the last is repeated; with
    `speech_url` the real local Whisper answers instead. `latency` counts from the request's end to
    the answer and includes the real one's own time. Faults: rate_limited, server_error, hang,
    garbage, cut.
    """

    texts: Transcriber | Sequence[ScriptedTranscript | str] = ("Hello.",)
    speech_url: str | None = None
    latency: Latency = field(default_factory=Latency)
    faults: Faults = NO_FAULTS
    retry_after_seconds: float = 0.1
    requests: list[TranscriptionRequest] = field(default_factory=list)
    answers: list[dict[str, Any] | None] = field(default_factory=list)

    async def endpoint(self, request: Request) -> Response:
        """Answer one request as scripted."""
        received = await self._receive(request)
        due = received.at + self.latency.seconds()
        fault = self.faults.of(received.number)
        if fault is Fault.HANG:
            await asyncio.Event().wait()
        if fault is not None:
            await _sleep_until(due)
            return self._failure(fault)
        body = await self._delegate(received) if self.speech_url else self._scripted(received)
        self.answers.append(body)
        await _sleep_until(due)
        form = received.fields.get("response_format", ["json"])[0]
        if form == "text":
            return PlainTextResponse(body["text"])
        return JSONResponse(body if form == "verbose_json" else {"text": body["text"]})

    async def _receive(self, request: Request) -> TranscriptionRequest:
        async with request.form() as form:
            file = form["file"]
            if not isinstance(file, UploadFile):
                raise TypeError("the request carries no file")
            audio = await file.read()
            names = [name for name in form if name != "file"]
            fields = {name: [str(value) for value in form.getlist(name)] for name in names}
        received = TranscriptionRequest(
            number=len(self.requests) + 1,
            at=time.monotonic(),
            fields=fields,
            authorization=request.headers.get("authorization"),
            audio=audio,
            duration=_wav_seconds(audio),
        )
        self.requests.append(received)
        return received

    def _failure(self, fault: Fault) -> Response:
        if fault in (Fault.RATE_LIMITED, Fault.SERVER_ERROR):
            return openai_error(fault, self.retry_after_seconds)
        if fault is Fault.GARBAGE:
            return Response(b"<html>\x00 not json", media_type="application/json")
        if fault is Fault.CUT:
            return CutShort()
        raise ValueError(f"transcriptions do not know the fault {fault}")

    def _scripted(self, received: TranscriptionRequest) -> dict[str, Any]:
        if callable(self.texts):
            answer = self.texts(received)
        else:
            answer = self.texts[min(received.number, len(self.texts)) - 1]
        if isinstance(answer, str):
            answer = ScriptedTranscript(answer)
        return verbose_json(answer, received.duration or 0.0, received.wants_words)

    async def _delegate(self, received: TranscriptionRequest) -> dict[str, Any]:
        fields: dict[str, Any] = {**received.fields, "response_format": "verbose_json"}
        async with httpx.AsyncClient(timeout=60.0) as client:
            answer = await client.post(
                f"{self.speech_url}/openai/v1/audio/transcriptions",
                data=fields,
                files={"file": ("audio", received.audio)},
            )
        answer.raise_for_status()
        body: dict[str, Any] = answer.json()
        return body


def verbose_json(answer: ScriptedTranscript, duration: float, with_words: bool) -> dict[str, Any]:
    """Return a `verbose_json` body of one segment (none for an empty text)."""
    words = answer.words if answer.words is not None else _spread(answer.text, duration)
    start, end = (words[0][1], words[-1][2]) if words else (0.0, duration)
    segment = {
        "id": 0,
        "seek": 0,
        "start": start,
        "end": end,
        "text": f" {answer.text}",
        "tokens": list(range(len(words))),
        "temperature": 0.0,
        "avg_logprob": answer.avg_logprob,
        "compression_ratio": 1.2,
        "no_speech_prob": answer.no_speech_prob,
    }
    body: dict[str, Any] = {
        "task": "transcribe",
        "language": "English",
        "duration": duration,
        "text": answer.text,
        "segments": [segment] if answer.text else [],
        "x_groq": {"id": "req_stand_in"},
    }
    if with_words:
        body["words"] = [{"word": word, "start": a, "end": b} for word, a, b in words]
    return body


def _spread(text: str, duration: float) -> tuple[tuple[str, float, float], ...]:
    words = text.split()
    step = duration / max(1, len(words))
    return tuple(
        (word, round(n * step, 3), round((n + 1) * step, 3)) for n, word in enumerate(words)
    )


def _wav_seconds(audio: bytes) -> float | None:
    try:
        with wave.open(io.BytesIO(audio)) as wav:
            return float(wav.getnframes() / wav.getframerate())
    except (wave.Error, EOFError):
        return None


async def _sleep_until(moment: float) -> None:
    await asyncio.sleep(max(0.0, moment - time.monotonic()))
