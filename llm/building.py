"""The one place that chooses a provider: `LLM_BASE_URL` with `LLM_MODEL`, else Groq's key."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.settings import Settings
from llm.certificates import trusted_certificates
from llm.langchain import LangChainModel, QueuedReplies
from llm.request_queue import RequestQueue

if TYPE_CHECKING:
    from httpx import AsyncClient, Client

_ANY_KEY = "none"


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much a model may say, and how freely.

    `reply_tokens` leaves a reasoning model room to think before the few words it says;
    `request_seconds` bounds a request, and the wait for each piece of a streamed reply; the client
    repeats a failed request up to `retries` times, when the server's `retry-after` says.
    With `reply_seconds` requests for JSON stand in a queue that keeps to the server's limits, and
    then have so long in all, repetitions included.
    """

    reply_tokens: int = 1024
    request_seconds: float = 15.0
    retries: int = 1
    temperature: float = 0.6
    reply_seconds: float | None = None


TALKING = Limits()
JUDGING = Limits(
    reply_tokens=4096, request_seconds=60.0, retries=2, temperature=0.3, reply_seconds=90.0
)
"""Several times a verdict on four dimensions; a small model that repeats itself must end."""


def build_model(
    settings: Settings, limits: Limits = TALKING, queue: RequestQueue | None = None
) -> LangChainModel | None:
    """Return the configured model, or null when there is none.

    Models that ask the same server may share a `queue`; without one each that waits has its own.
    """
    waiting = None
    if limits.reply_seconds is not None:
        waiting = QueuedReplies(queue or RequestQueue(), limits.reply_seconds, limits.reply_tokens)
    if settings.llm_base_url and settings.llm_model:
        return _compatible(settings, settings.llm_base_url, settings.llm_model, limits, waiting)
    if settings.groq_api_key:
        return _groq(settings, limits, waiting)
    return None


def _client(waiting: QueuedReplies | None) -> "AsyncClient":
    from httpx import AsyncClient

    client = AsyncClient(follow_redirects=True, verify=trusted_certificates())
    if waiting is not None:
        client.event_hooks = {"response": [waiting.queue.hear]}
    return client


def _unused_client() -> "Client":
    """Return a client for requests that block: none is made, and LangChain's own reads all
    certificates."""
    from httpx import Client

    return Client(verify=trusted_certificates())


def _compatible(
    settings: Settings, base_url: str, model: str, limits: Limits, waiting: QueuedReplies | None
) -> LangChainModel:
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    client = _client(waiting)
    chat = ChatOpenAI(
        openai_api_base=base_url,
        model_name=model,
        openai_api_key=settings.llm_api_key or SecretStr(_ANY_KEY),
        temperature=limits.temperature,
        max_tokens=limits.reply_tokens,
        request_timeout=limits.request_seconds,
        max_retries=limits.retries,
        stream_usage=True,
        stream_chunk_timeout=limits.request_seconds,
        http_client=_unused_client(),
        http_async_client=client,
    )
    return LangChainModel(chat, model, client, waiting)


def _groq(settings: Settings, limits: Limits, waiting: QueuedReplies | None) -> LangChainModel:
    from langchain_groq import ChatGroq

    client = _client(waiting)
    reasons = "gpt-oss" in settings.groq_model
    chat = ChatGroq(
        groq_api_base=settings.groq_base_url,
        model_name=settings.groq_model,
        groq_api_key=settings.groq_api_key,
        temperature=limits.temperature,
        max_tokens=limits.reply_tokens,
        request_timeout=limits.request_seconds,
        max_retries=limits.retries,
        reasoning_effort="low" if reasons else None,
        http_client=_unused_client(),
        http_async_client=client,
    )
    return LangChainModel(chat, settings.groq_model, client, waiting)
