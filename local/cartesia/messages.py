"""The messages of Cartesia's text-to-speech protocol, as far as this server speaks it."""

import base64
from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from local.spoken_words import TimedWord

DEFAULT_BUFFER_DELAY_MS = 3000
LONGEST_TRANSCRIPT = 10_000


class OutputFormat(BaseModel):
    """How the audio is wanted. Websockets carry `raw` only."""

    container: Literal["raw", "wav"] = "raw"
    encoding: Literal["pcm_s16le", "pcm_f32le"] = "pcm_s16le"
    sample_rate: int = Field(default=24_000, ge=8_000, le=48_000)


class GenerationConfig(BaseModel):
    """How it is to be said; of these, only the speed is known here."""

    speed: float = Field(default=1.0, ge=0.6, le=2.0)


class Generation(BaseModel):
    """What `/tts/bytes` takes, and what a websocket message has in common with it."""

    transcript: str = Field(max_length=LONGEST_TRANSCRIPT)
    output_format: OutputFormat
    language: str | None = None
    generation_config: GenerationConfig = GenerationConfig()


class GenerationMessage(Generation):
    """More text for a context; `continue` says whether still more will follow."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    context_id: str = Field(min_length=1, max_length=200)
    goes_on: bool = Field(default=False, alias="continue")
    flush: bool = False
    add_timestamps: bool = False
    max_buffer_delay_ms: int = Field(default=DEFAULT_BUFFER_DELAY_MS, ge=0, le=60_000)


class CancelMessage(BaseModel):
    """Stop a context; what has not been sent never will be."""

    context_id: str = Field(min_length=1, max_length=200)
    cancel: Literal[True]


_JSON_OBJECT: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, Any])


def read(text: str) -> CancelMessage | GenerationMessage:
    """Return a client's message. Raises pydantic's `ValidationError` if it cannot be read."""
    body = _JSON_OBJECT.validate_json(text)
    return (CancelMessage if "cancel" in body else GenerationMessage).model_validate(body)


def first_problem(error: ValidationError) -> str:
    """Return what is wrong first, with the field it is wrong in."""
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"])
    return f"{field}: {first['msg']}" if field else first["msg"]


def language_problem(wanted: Generation, spoken: str) -> str | None:
    """Return why a voice of the language `spoken` cannot say this, or None if it can."""
    if wanted.language is None or wanted.language.split("-")[0] == spoken:
        return None
    return f"language: the voice speaks {spoken} only"


def chunk(context_id: str, audio: bytes, step_time_ms: float) -> dict[str, Any]:
    """Return a piece of audio."""
    return {
        "type": "chunk",
        "status_code": 206,
        "done": False,
        "context_id": context_id,
        "step_time": round(step_time_ms, 3),
        "data": base64.b64encode(audio).decode(),
    }


def timestamps(context_id: str, words: Sequence[TimedWord], offset: float) -> dict[str, Any]:
    """Return the times of words, in seconds from the start of the context's audio."""
    return {
        "type": "timestamps",
        "status_code": 206,
        "done": False,
        "context_id": context_id,
        "word_timestamps": {
            "words": [word.text for word in words],
            "start": [round(word.start_seconds + offset, 3) for word in words],
            "end": [round(word.end_seconds + offset, 3) for word in words],
        },
    }


def flush_done(context_id: str, flush_id: int) -> dict[str, Any]:
    """Return that everything up to a flush has been sent."""
    return {
        "type": "flush_done",
        "status_code": 206,
        "done": False,
        "context_id": context_id,
        "flush_id": flush_id,
        "flush_done": True,
    }


def done(context_id: str) -> dict[str, Any]:
    """Return that a context has ended."""
    return {"type": "done", "status_code": 200, "done": True, "context_id": context_id}


def error(context_id: str | None, status_code: int, message: str) -> dict[str, Any]:
    """Return that a context, or a message of none, has failed."""
    return {
        "type": "error",
        "status_code": status_code,
        "done": True,
        "context_id": context_id,
        "error": message,
    }
