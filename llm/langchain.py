"""Language models through LangChain: Groq, or any server that speaks OpenAI's chat format.

LangChain is imported when a model is configured and not before.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from typing import TYPE_CHECKING, Any

from core.errors import ProviderUnavailableError
from core.settings import Settings
from core.usage import CallPurpose, ModelCall
from llm.wording import ModelPrompt

if TYPE_CHECKING:
    from httpx import AsyncClient
    from langchain_core.language_models.chat_models import BaseChatModel
    from langchain_core.runnables import RunnableConfig

    from llm.metering import CallMeter

logger = logging.getLogger(__name__)

REPLY_TOKENS = 1024
"""Room for a reasoning model to think before the few words it says."""
REQUEST_SECONDS = 15.0
RETRIES = 1
TEMPERATURE = 0.6
FINISH_SECONDS = 1.0
"""How long the rest of a reply is read for its count of tokens, once enough has been said."""

_ANY_KEY = "none"


class LangChainWording:
    """`Wording` by a LangChain chat model that talks through `client`."""

    def __init__(self, model: "BaseChatModel", name: str, client: "AsyncClient") -> None:
        self._model = model
        self._name = name
        self._client = client
        self._finishing: set[asyncio.Task[None]] = set()

    @property
    def name(self) -> str:
        """The model's name, for records."""
        return self._name

    @property
    def chat_model(self) -> "BaseChatModel":
        """The model itself, for what needs more of it than words."""
        return self._model

    async def words(
        self, prompt: ModelPrompt, config: "RunnableConfig | None" = None
    ) -> AsyncGenerator[str, None]:
        """Yield the reply piece by piece; `config` traces a call that is part of no graph.

        Raises `ProviderUnavailableError`; what the provider said goes no further than its cause.
        """
        messages = [("system", prompt.system), ("human", prompt.user)]
        limit: dict[str, Any] = {"max_tokens": prompt.reply_tokens} if prompt.reply_tokens else {}
        reply = self._model.astream(messages, config, **limit)
        try:
            async for chunk in reply:
                yield str(chunk.text)
        except GeneratorExit:
            self._finish(reply)
            raise
        except provider_errors() as error:
            raise ProviderUnavailableError("The language model did not answer.") from error

    def meter(self, outside: CallPurpose, record: Callable[[ModelCall], None]) -> "CallMeter":
        """Return what notes the calls of a run; `outside` is what for, where no graph's node is."""
        from llm.metering import CallMeter

        return CallMeter(self._name, outside, record)

    def _finish(self, reply: AsyncIterator[object]) -> None:
        """Read on for a moment where nobody needs more words: the tokens are told at the end."""
        task = asyncio.create_task(_read_out(reply))
        self._finishing.add(task)
        task.add_done_callback(self._finishing.discard)

    async def aclose(self) -> None:
        """Close the connections."""
        await asyncio.gather(*self._finishing)
        await self._client.aclose()


async def _read_out(reply: AsyncIterator[object]) -> None:
    try:
        async with asyncio.timeout(FINISH_SECONDS):
            async for _ in reply:
                pass
    except provider_errors() as error:
        logger.info("wording.unfinished", extra={"error": type(error).__name__})


def build_wording(
    settings: Settings, request_seconds: float = REQUEST_SECONDS
) -> LangChainWording | None:
    """Return the configured model, or null when there is none: `LLM_BASE_URL`, else Groq's key.

    `request_seconds` bounds the wait for each piece of an OpenAI-compatible server's reply.
    """
    if settings.llm_base_url and settings.llm_model:
        return _compatible(settings, settings.llm_base_url, settings.llm_model, request_seconds)
    if settings.groq_api_key:
        return _groq(settings)
    return None


def _compatible(
    settings: Settings, base_url: str, model: str, request_seconds: float
) -> LangChainWording:
    from httpx import AsyncClient
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    client = AsyncClient(follow_redirects=True)
    chat = ChatOpenAI(
        openai_api_base=base_url,
        model_name=model,
        openai_api_key=settings.llm_api_key or SecretStr(_ANY_KEY),
        temperature=TEMPERATURE,
        max_tokens=REPLY_TOKENS,
        request_timeout=request_seconds,
        max_retries=RETRIES,
        stream_usage=True,
        stream_chunk_timeout=request_seconds,
        http_async_client=client,
    )
    return LangChainWording(chat, model, client)


def _groq(settings: Settings) -> LangChainWording:
    from httpx import AsyncClient
    from langchain_groq import ChatGroq

    client = AsyncClient(follow_redirects=True)
    reasons = "gpt-oss" in settings.groq_model
    chat = ChatGroq(
        groq_api_base=settings.groq_base_url,
        model_name=settings.groq_model,
        groq_api_key=settings.groq_api_key,
        temperature=TEMPERATURE,
        max_tokens=REPLY_TOKENS,
        request_timeout=REQUEST_SECONDS,
        max_retries=RETRIES,
        reasoning_effort="low" if reasons else None,
        http_async_client=client,
    )
    return LangChainWording(chat, settings.groq_model, client)


def provider_errors() -> tuple[type[Exception], ...]:
    """Return what the clients raise when a provider is away or answers nonsense."""
    import groq
    import httpx
    import openai

    return (OSError, ValueError, groq.GroqError, openai.OpenAIError, httpx.HTTPError)
