"""The `speech` process: Whisper and Piper on loopback, in the formats of Groq and Cartesia.

python -m local.speech --host 127.0.0.1 --port 8090 [--whisper FOLDER] [--piper FILE.onnx]
"""

import argparse
import logging
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import numpy as np
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from core.errors import GreenroomError
from core.logs import set_up_logging
from core.settings import load_settings
from local.audio_input import SAMPLE_RATE
from local.cartesia.wire import CartesiaWire
from local.groq_wire import GroqWire
from local.piper import Piper
from local.turnstile import Turnstile
from local.whisper import RecognitionRequest, Whisper

logger = logging.getLogger("local.speech")


def build_app(whisper: Whisper, piper: Piper) -> Starlette:
    """Return the application over two loaded models."""
    hearing, speaking = Turnstile("whisper"), Turnstile("piper")

    async def healthz(_: Request) -> JSONResponse:
        return JSONResponse(
            {"status": "ok", "models": {"whisper": whisper.name, "piper": piper.name}}
        )

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        hearing.close()
        speaking.close()

    return Starlette(
        routes=[
            Route("/healthz", healthz, methods=["GET"]),
            *GroqWire(whisper, hearing).routes(),
            *CartesiaWire(piper, speaking).routes(),
        ],
        lifespan=lifespan,
    )


def warm_up(whisper: Whisper, piper: Piper) -> None:
    """Run both models once, so that the first request is as fast as the next."""
    second_of_silence = np.zeros(SAMPLE_RATE, np.float32)
    for _ in whisper.recognise(second_of_silence, RecognitionRequest()):
        pass
    for _ in piper.speak("Ready."):
        pass


def main(arguments: Sequence[str] | None = None) -> int:
    """Load the models, serve until SIGTERM or SIGINT; return 1 if a model cannot be loaded."""
    parser = argparse.ArgumentParser(prog="python -m local.speech")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--whisper", type=Path, help="folder of a CTranslate2 Whisper model")
    parser.add_argument("--piper", type=Path, help="a Piper voice, FILE.onnx with FILE.onnx.json")
    options = parser.parse_args(arguments)
    try:
        settings = load_settings()
        set_up_logging(settings)
        for chatty in ("faster_whisper", "uvicorn.error"):  # the latter names URLs with keys
            logging.getLogger(chatty).setLevel(logging.WARNING)
        whisper = Whisper.load(options.whisper or settings.whisper_model_path)
        piper = Piper.load(options.piper or settings.piper_voice_path)
    except GreenroomError as error:
        sys.stderr.write(f"speech: {error}\n")
        return 1
    warm_up(whisper, piper)
    logger.info("speech.ready", extra={"whisper": whisper.name, "piper": piper.name})
    uvicorn.run(
        build_app(whisper, piper),
        host=options.host,
        port=options.port,
        log_config=None,
        access_log=False,
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        # A client keeps idle connections without reading them, so it answers no pings there.
        ws_ping_interval=None,
        timeout_graceful_shutdown=1,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
