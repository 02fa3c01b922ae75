"""The one place that chooses a provider: `LLM_BASE_URL` with `LLM_MODEL`, else Groq's key."""

from dataclasses import dataclass

from core.settings import Settings
from llm.langchain import LangChainModel

_ANY_KEY = "none"


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much a model may say, and how freely.

    `reply_tokens` leaves a reasoning model room to think before the few words it says;
    `request_seconds` bounds a request, and the wait for each piece of a streamed reply; the client
    repeats a failed request up to `retries` times, when the server's `retry-after` says.
    """

    reply_tokens: int = 1024
    request_seconds: float = 15.0
    retries: int = 1
    temperature: float = 0.6


TALKING = Limits()
JUDGING = Limits(reply_tokens=4096, request_seconds=60.0, retries=2, temperature=0.3)
"""Several times a verdict on four dimensions; a small model that repeats itself must end."""


def build_model(settings: Settings, limits: Limits = TALKING) -> LangChainModel | None:
    """Return the configured model, or null when there is none."""
    if settings.llm_base_url and settings.llm_model:
        return _compatible(settings, settings.llm_base_url, settings.llm_model, limits)
    if settings.groq_api_key:
        return _groq(settings, limits)
    return None


def _compatible(settings: Settings, base_url: str, model: str, limits: Limits) -> LangChainModel:
    from httpx import AsyncClient
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    client = AsyncClient(follow_redirects=True)
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
        http_async_client=client,
    )
    return LangChainModel(chat, model, client)


def _groq(settings: Settings, limits: Limits) -> LangChainModel:
    from httpx import AsyncClient
    from langchain_groq import ChatGroq

    client = AsyncClient(follow_redirects=True)
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
        http_async_client=client,
    )
    return LangChainModel(chat, settings.groq_model, client)
