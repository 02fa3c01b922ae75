"""The judge's client against servers that answer, refuse, hang and talk nonsense."""

import json
from collections.abc import Callable

import httpx
import pytest

from core.errors import ProviderUnavailableError
from scoring.judge import chat_completions
from scoring.judge.chat_completions import ChatCompletionsJudge

wait_seconds = chat_completions._wait_seconds  # the one below is put in its place
ANSWER = {
    "choices": [{"message": {"content": "{}"}}],
    "usage": {"prompt_tokens": 12, "completion_tokens": 3},
}


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat_completions, "_wait_seconds", lambda response, attempt: 0.0)


def judge(handler: Callable[[httpx.Request], httpx.Response]) -> ChatCompletionsJudge:
    client = httpx.AsyncClient(transport=httpx.MockTransport(handler))
    return ChatCompletionsJudge(client, "http://judge/v1/", "model-1", "key")


async def test_a_reply_comes_with_its_tokens() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json=ANSWER)

    reply = await judge(answer).judge("system", "user", {"type": "object"}, seed=2**40)
    assert (reply.text, reply.prompt_tokens, reply.completion_tokens) == ("{}", 12, 3)
    (request,) = seen
    assert str(request.url) == "http://judge/v1/chat/completions"
    assert request.headers["authorization"] == "Bearer key"
    body = json.loads(request.content)
    assert body["response_format"]["json_schema"]["schema"] == {"type": "object"}
    assert body["seed"] < 2**31
    assert body["max_tokens"] >= 4000, "a verdict ends, and a reasoning model may think before it"


async def test_a_busy_server_is_asked_again() -> None:
    answers = iter([httpx.Response(429), httpx.Response(503), httpx.Response(200, json=ANSWER)])
    reply = await judge(lambda request: next(answers)).judge("s", "u", {}, seed=1)
    assert reply.text == "{}"


def hangs(request: httpx.Request) -> httpx.Response:
    raise httpx.ReadTimeout("too slow")


@pytest.mark.parametrize(
    "handler",
    [
        hangs,
        lambda request: httpx.Response(500),
        lambda request: httpx.Response(401),
        lambda request: httpx.Response(200, text="<html>"),
        lambda request: httpx.Response(200, json={"choices": []}),
        lambda request: httpx.Response(200, json=[]),
        lambda request: httpx.Response(200, headers={"content-encoding": "gzip"}, content=b"{}"),
        lambda request: httpx.Response(200, text="[" * 100_000),
        lambda request: httpx.Response(200, text=json.dumps(ANSWER).replace("12", "Infinity")),
    ],
)
async def test_a_server_that_gives_no_reply_is_unavailable(
    handler: Callable[[httpx.Request], httpx.Response],
) -> None:
    with pytest.raises(ProviderUnavailableError):
        await judge(handler).judge("s", "u", {}, seed=1)


@pytest.mark.parametrize(
    ("asked", "seconds"), [("3", 3), ("0.5", 0.5), ("3600", 20), ("tomorrow", 1), ("²", 1)]
)
def test_a_server_may_say_how_long_to_wait(asked: str, seconds: float) -> None:
    busy = httpx.Response(429, headers=[(b"retry-after", asked.encode("latin-1"))])
    assert wait_seconds(busy, 1) == seconds


async def test_a_refusal_is_not_repeated() -> None:
    calls = 0

    def refuse(request: httpx.Request) -> httpx.Response:
        nonlocal calls
        calls += 1
        return httpx.Response(400)

    with pytest.raises(ProviderUnavailableError):
        await judge(refuse).judge("s", "u", {}, seed=1)
    assert calls == 1
