"""Language models through LangChain: Groq, or any server that speaks OpenAI's chat format.

LangChain is imported when a model is configured and not before.
"""

from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING

from agent.interviewer.wording import ModelPrompt
from core.errors import ProviderUnavailableError
from core.settings import Settings

if TYPE_CHECKING:
    from httpx import AsyncClient
    from langchain_core.language_models.chat_models import BaseChatModel
    from langchain_core.runnables import RunnableConfig

REPLY_TOKENS = 1024
"""Room for a reasoning model to think before the few words it says."""
REQUEST_SECONDS = 15.0
RETRIES = 1
TEMPERATURE = 0.6

_ANY_KEY = "none"


class LangChainWording:
    """`Wording` by a LangChain chat model that talks through `client`."""

    def __init__(self, model: "BaseChatModel", name: str, client: "AsyncClient") -> None:
        self._model = model
        self._name = name
        self._client = client

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
        try:
            async for chunk in self._model.astream(messages, config):
                yield str(chunk.text)
        except provider_errors() as error:
            raise ProviderUnavailableError("The language model did not answer.") from error

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.aclose()


def build_wording(settings: Settings) -> LangChainWording | None:
    """Return the configured model, or null when there is none: `LLM_BASE_URL`, else Groq's key."""
    if settings.llm_base_url and settings.llm_model:
        return _compatible(settings, settings.llm_base_url, settings.llm_model)
    if settings.groq_api_key:
        return _groq(settings)
    return None


def _compatible(settings: Settings, base_url: str, model: str) -> LangChainWording:
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
        request_timeout=REQUEST_SECONDS,
        max_retries=RETRIES,
        stream_usage=False,
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
