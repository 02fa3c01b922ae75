"""A scripted Groq on loopback: transcriptions, chat completions and the list of models.

In a test or a benchmark:

    with GroqStandIn(transcriptions=Transcriptions(texts=["I led the team."])).running() as url: ...

As a process: `python -m harness.providers.groq --port 8095 --transcription-median 0.25 …`
"""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from harness.providers.faults import Fault, Faults, Latency
from harness.providers.groq_chat import ChatCompletions
from harness.providers.groq_transcription import Transcriptions
from harness.providers.serving import serve_forever, serving

MODELS = ("openai/gpt-oss-120b", "whisper-large-v3-turbo", "whisper-large-v3")


@dataclass
class GroqStandIn:
    """All of it. With `api_key`, other keys are answered with 401."""

    transcriptions: Transcriptions = field(default_factory=Transcriptions)
    chat: ChatCompletions = field(default_factory=ChatCompletions)
    models: tuple[str, ...] = MODELS
    api_key: str | None = None

    def app(self) -> Starlette:
        """Return the application, for whoever serves it."""
        return Starlette(
            routes=[
                Route("/openai/v1/models", self._models, methods=["GET"]),
                Route("/openai/v1/audio/transcriptions", self._transcribe, methods=["POST"]),
                Route("/openai/v1/chat/completions", self._chat, methods=["POST"]),
            ]
        )

    @contextmanager
    def running(self, port: int = 0) -> Iterator[str]:
        """Serve while the context lasts; gives the URL that goes into `GROQ_BASE_URL`."""
        with serving(self.app(), port) as url:
            yield url

    async def _models(self, request: Request) -> Response:
        if refusal := self._refuse(request):
            return refusal
        data = [
            {"id": name, "object": "model", "created": 1, "owned_by": "stand-in", "active": True}
            for name in self.models
        ]
        return JSONResponse({"object": "list", "data": data})

    async def _transcribe(self, request: Request) -> Response:
        return self._refuse(request) or await self.transcriptions.endpoint(request)

    async def _chat(self, request: Request) -> Response:
        return self._refuse(request) or await self.chat.endpoint(request)

    def _refuse(self, request: Request) -> Response | None:
        if self.api_key in (None, request.headers.get("authorization", "").removeprefix("Bearer ")):
            return None
        error = {
            "message": "Invalid API Key",
            "type": "invalid_request_error",
            "code": "invalid_api_key",
        }
        return JSONResponse({"error": error}, 401)


def fault_plan(arguments: list[str]) -> Faults:
    """Return the faults written as `3=hang` (the third request) or `hang` (every other one)."""
    at: dict[int, Fault] = {}
    otherwise = None
    for argument in arguments:
        number, _, name = argument.rpartition("=")
        if number:
            at[int(number)] = Fault(name)
        else:
            otherwise = Fault(name)
    return Faults(at, otherwise)


def main() -> None:
    """Serve until told to end."""
    parser = argparse.ArgumentParser(prog="python -m harness.providers.groq")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--speech-url", help="let the real local Whisper recognise")
    parser.add_argument("--text", action="append", help="a scripted transcript; repeatable")
    parser.add_argument("--reply", action="append", help="a scripted chat reply; repeatable")
    parser.add_argument("--transcription-median", type=float, default=0.0, help="seconds")
    parser.add_argument("--transcription-p99", type=float, help="seconds; makes it log-normal")
    parser.add_argument("--first-token-median", type=float, default=0.0, help="seconds")
    parser.add_argument("--first-token-p99", type=float, help="seconds; makes it log-normal")
    parser.add_argument("--transcription-fault", action="append", default=[], metavar="[N=]FAULT")
    parser.add_argument("--chat-fault", action="append", default=[], metavar="[N=]FAULT")
    options = parser.parse_args()
    stand_in = GroqStandIn(
        Transcriptions(
            texts=options.text or ["Hello."],
            speech_url=options.speech_url,
            latency=Latency(options.transcription_median, options.transcription_p99),
            faults=fault_plan(options.transcription_fault),
        ),
        ChatCompletions(
            replies=options.reply or ["All right."],
            first_token=Latency(options.first_token_median, options.first_token_p99),
            faults=fault_plan(options.chat_fault),
        ),
    )
    serve_forever(stand_in.app(), options.port)


if __name__ == "__main__":
    main()
