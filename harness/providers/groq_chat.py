"""The chat half of the Groq stand-in, streamed or whole."""

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from harness.providers.faults import NO_FAULTS, CutShort, Fault, Faults, Latency, openai_error
from harness.providers.rate_limits import PromptCache, RateLimits


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A function the model calls."""

    name: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model says. `late_seconds` is added to the latency of its first token."""

    text: str = ""
    reasoning: str = ""
    tool_calls: tuple[ToolCall, ...] = ()
    late_seconds: float = 0.0

    @property
    def finish_reason(self) -> str:
        """Why the model stopped."""
        return "tool_calls" if self.tool_calls else "stop"


_TOKEN_CHARACTERS = 4

Replier = Callable[[dict[str, Any]], Reply | str]


@dataclass
class ChatCompletions:
    """Answers `POST …/chat/completions`.

    `replies` is a function of the request's JSON, or replies in order of which the last is
    repeated. Faults: rate_limited, server_error, hang (no answer), stall (the first half, then
    nothing), cut (the first half, then the connection closes), garbage, empty.
    With `limits` it refuses what goes beyond them; `cache` counts what it had kept of a prompt, to
    which the schema of a reply belongs with `schema_counts`.
    """

    replies: Replier | Sequence[Reply | str] = ("All right.",)
    first_token: Latency = field(default_factory=Latency)
    token_gap_seconds: float = 0.0
    faults: Faults = NO_FAULTS
    retry_after_seconds: float = 0.1
    requests: list[dict[str, Any]] = field(default_factory=list)
    limits: RateLimits | None = None
    cache: PromptCache | None = None
    schema_counts: bool = True

    async def endpoint(self, request: Request) -> Response:
        """Answer one request as scripted."""
        asked: dict[str, Any] = await request.json()
        self.requests.append(asked)
        number = len(self.requests)
        fault = self.faults.of(number)
        if fault is Fault.HANG:
            await asyncio.Event().wait()
        if fault in (Fault.RATE_LIMITED, Fault.SERVER_ERROR):
            return openai_error(fault, self.retry_after_seconds)
        prompt = _prompt(asked, with_schema=self.schema_counts)
        most = len(prompt) // _TOKEN_CHARACTERS + _bound(asked)
        if self.limits and (refusal := self.limits.admit(most)):
            return refusal
        reply = Reply() if fault is Fault.EMPTY else self._reply(asked, number)
        if asked.get("stream"):
            return EventStream(self._events(asked, reply, fault))
        await asyncio.sleep(self.first_token.seconds() + reply.late_seconds)
        if fault is Fault.GARBAGE:
            return Response(b"{not json", media_type="application/json")
        if fault is Fault.CUT:
            return CutShort()
        usage = self._counted(prompt, reply, most)
        headers = self.limits.headers() if self.limits else {}
        return JSONResponse({**_whole(asked, reply), "usage": usage}, headers=headers)

    def _counted(self, prompt: str, reply: Reply, most: int) -> dict[str, Any]:
        """Return what a request took, by the characters, and settle it with the limits."""
        asked_for = len(prompt) // _TOKEN_CHARACTERS
        said = (len(reply.text) + len(reply.reasoning)) // _TOKEN_CHARACTERS
        kept = self.cache.kept_tokens(prompt, _TOKEN_CHARACTERS) if self.cache else 0
        if self.limits:
            self.limits.settle(most, asked_for + said - kept)
        return {
            "prompt_tokens": asked_for,
            "completion_tokens": said,
            "total_tokens": asked_for + said,
            "prompt_tokens_details": {"cached_tokens": kept},
        }

    def _reply(self, asked: dict[str, Any], number: int) -> Reply:
        if callable(self.replies):
            reply = self.replies(asked)
        else:
            reply = self.replies[min(number, len(self.replies)) - 1]
        return Reply(reply) if isinstance(reply, str) else reply

    async def _events(
        self, asked: dict[str, Any], reply: Reply, fault: Fault | None
    ) -> AsyncIterator[bytes | None]:
        """Yield server-sent events; None closes the connection on the spot."""
        await asyncio.sleep(self.first_token.seconds() + reply.late_seconds)
        deltas = list(_deltas(reply))
        for n, delta in enumerate(deltas):
            half_way = n >= len(deltas) // 2
            if fault is Fault.STALL and half_way:
                await asyncio.Event().wait()
            if fault is Fault.CUT and half_way:
                yield None
                return
            if fault is Fault.GARBAGE and n == 1:
                yield b"data: {not json\n\n"
            yield _event(_chunk(asked, delta, None))
            await asyncio.sleep(self.token_gap_seconds)
        last = _chunk(asked, {}, reply.finish_reason)
        last["x_groq"] = {"id": "req_stand_in", "usage": _usage(reply)}
        yield _event(last)
        if (asked.get("stream_options") or {}).get("include_usage"):
            yield _event({**_chunk(asked, {}, None), "choices": [], "usage": _usage(reply)})
        yield b"data: [DONE]\n\n"


class EventStream(Response):
    """Server-sent events that can break off in the middle, as a cut connection does."""

    def __init__(self, events: AsyncIterator[bytes | None]) -> None:
        super().__init__()
        self._events = events

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"text/event-stream"), (b"cache-control", b"no-cache")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        async for event in self._events:
            if event is None:
                return
            await send({"type": "http.response.body", "body": event, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


def _prompt(asked: dict[str, Any], *, with_schema: bool) -> str:
    """Return what a model is given of a request: the schema of the reply first, as servers do."""
    messages = "\n".join(str(message["content"]) for message in asked["messages"])
    schema = asked.get("response_format")
    return f"{json.dumps(schema)}\n{messages}" if schema and with_schema else messages


def _bound(asked: dict[str, Any]) -> int:
    """Return how many tokens a reply may take."""
    return int(asked.get("max_completion_tokens") or asked.get("max_tokens") or 0)


def _deltas(reply: Reply) -> list[dict[str, Any]]:
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
    if reply.reasoning:
        deltas.append({"reasoning": reply.reasoning})
    deltas += [{"content": token} for token in re.findall(r"\s*\S+\s*$|\s*\S+", reply.text)]
    deltas += [{"tool_calls": [_tool_call(n, call)]} for n, call in enumerate(reply.tool_calls)]
    return deltas


def _tool_call(number: int, call: ToolCall) -> dict[str, Any]:
    return {
        "index": number,
        "id": f"call_{number}",
        "type": "function",
        "function": {"name": call.name, "arguments": json.dumps(dict(call.arguments))},
    }


def _chunk(asked: dict[str, Any], delta: dict[str, Any], reason: str | None) -> dict[str, Any]:
    return {
        "id": "chatcmpl-stand-in",
        "object": "chat.completion.chunk",
        "created": int(time.time()),
        "model": asked.get("model"),
        "system_fingerprint": "fp_stand_in",
        "choices": [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": reason}],
    }


def _whole(asked: dict[str, Any], reply: Reply) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": reply.text or None}
    if reply.reasoning:
        message["reasoning"] = reply.reasoning
    if reply.tool_calls:
        message["tool_calls"] = [_tool_call(n, call) for n, call in enumerate(reply.tool_calls)]
    choice = {
        "index": 0,
        "message": message,
        "logprobs": None,
        "finish_reason": reply.finish_reason,
    }
    return {
        "id": "chatcmpl-stand-in",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": asked.get("model"),
        "choices": [choice],
        "usage": _usage(reply),
    }


def _usage(reply: Reply) -> dict[str, int]:
    tokens = len(reply.text.split())
    return {"prompt_tokens": 1, "completion_tokens": tokens, "total_tokens": tokens + 1}


def _event(body: dict[str, Any]) -> bytes:
    return f"data: {json.dumps(body)}\n\n".encode()
