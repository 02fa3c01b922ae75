"""Models that are asked for JSON, of servers that answer, refuse, hang and talk nonsense."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace

import httpx
import pytest
from pydantic import SecretStr

from core.errors import ProviderUnavailableError
from core.settings import Settings
from llm.building import JUDGING, build_model
from llm.langchain import LangChainModel
from llm.port import ModelPrompt

PROMPT = ModelPrompt("system", "user")
AT_ONCE = {"retry-after-ms": "1"}
ANSWER = {
    "id": "1", "object": "chat.completion", "created": 1, "model": "model-1",
    "choices": [
        {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "{}"}}
    ],
    "usage": {"prompt_tokens": 12, "completion_tokens": 3, "total_tokens": 15},
}  # fmt: skip
COMPATIBLE = Settings(_env_file=None, llm_base_url="http://judge/v1", llm_model="model-1")
GROQ = Settings(_env_file=None, groq_api_key=SecretStr("key"), groq_model="model-1")
Handler = Callable[[httpx.Request], httpx.Response]


@asynccontextmanager
async def model(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, handler: Handler, retries: int = 2
) -> AsyncIterator[LangChainModel]:
    """Yield the model that the settings name, whose server is the handler."""

    class Client(httpx.AsyncClient):
        def __init__(self, **_: object) -> None:
            super().__init__(transport=httpx.MockTransport(handler))

    monkeypatch.setattr(httpx, "AsyncClient", Client)
    built = build_model(settings, replace(JUDGING, retries=retries))
    assert built is not None
    async with aclosing(built):
        yield built


@pytest.mark.parametrize("settings", [COMPATIBLE, GROQ])
async def test_a_reply_comes_with_its_tokens(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json=ANSWER)

    async with model(monkeypatch, settings, answer) as judge:
        reply = await judge.json(PROMPT, {"type": "object"}, seed=2**40)
    assert (reply.text, reply.prompt_tokens, reply.completion_tokens) == ("{}", 12, 3)
    (request,) = seen
    assert request.url.path.endswith("/v1/chat/completions")
    body = json.loads(request.content)
    assert [message["content"] for message in body["messages"]] == ["system", "user"]
    assert body["response_format"]["json_schema"]["schema"] == {"type": "object"}
    assert body["seed"] < 2**31
    limit = body.get("max_tokens") or body["max_completion_tokens"]
    assert limit >= 4000, "a verdict ends, and a reasoning model may think before it"


@pytest.mark.parametrize("settings", [COMPATIBLE, GROQ])
async def test_a_busy_server_is_asked_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(
        [
            httpx.Response(429, headers=AT_ONCE),
            httpx.Response(503, headers=AT_ONCE),
            httpx.Response(200, json=ANSWER),
        ]
    )
    async with model(monkeypatch, settings, lambda request: next(answers)) as judge:
        assert (await judge.json(PROMPT, {}, seed=1)).text == "{}"


def hangs(request: httpx.Request) -> httpx.Response:
    raise httpx.ReadTimeout("too slow")


@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
@pytest.mark.parametrize("settings", [COMPATIBLE, GROQ])
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
    settings: Settings, handler: Handler, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with model(monkeypatch, settings, handler, retries=0) as judge:
        with pytest.raises(ProviderUnavailableError):
            await judge.json(PROMPT, {}, seed=1)


async def test_a_refusal_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0

    def refuse(request: httpx.Request) -> httpx.Response:
        nonlocal calls
        calls += 1
        return httpx.Response(400, json={"error": {"message": "no such field"}})

    async with model(monkeypatch, COMPATIBLE, refuse) as judge:
        with pytest.raises(ProviderUnavailableError):
            await judge.json(PROMPT, {}, seed=1)
    assert calls == 1


def test_no_model_is_built_where_none_is_configured() -> None:
    assert build_model(Settings(_env_file=None)) is None
