"""Language models through LangChain: Groq, or any server that speaks OpenAI's chat format.

LangChain is imported when a model is configured and not before.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from typing import TYPE_CHECKING, Any

from core.errors import ProviderUnavailableError
from core.ports import JudgeReply
from core.usage import CallPurpose, ModelCall
from llm.port import ModelPrompt

if TYPE_CHECKING:
    from httpx import AsyncClient
    from langchain_core.language_models.chat_models import BaseChatModel
    from langchain_core.runnables import RunnableConfig

    from llm.metering import CallMeter

logger = logging.getLogger(__name__)

FINISH_SECONDS = 1.0
"""How long the rest of a reply is read for its count of tokens, once enough has been said."""
SEEDS = 2**31

_NOT_A_REPLY: tuple[type[Exception], ...] = (
    LookupError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
)


class LangChainModel:
    """`LanguageModel` by a LangChain chat model that talks through `client`."""

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

    async def stream(
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

    async def json(
        self, prompt: ModelPrompt, schema: Mapping[str, Any], *, seed: int
    ) -> JudgeReply:
        """Return one whole reply; the server is asked for JSON of the schema.

        Raises `ProviderUnavailableError`, also for an answer in another format.
        """
        asked: dict[str, Any] = {"seed": seed % SEEDS, "response_format": _json_of(schema)}
        if prompt.reply_tokens:
            asked["max_tokens"] = prompt.reply_tokens
        messages = [("system", prompt.system), ("human", prompt.user)]
        try:
            reply = await self._model.ainvoke(messages, **asked)
            used = reply.usage_metadata
            tokens = (int(used["input_tokens"]), int(used["output_tokens"])) if used else (0, 0)
        except provider_errors() + _NOT_A_REPLY as error:
            raise ProviderUnavailableError("The language model did not answer.") from error
        return JudgeReply(str(reply.text), *tokens)

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


def _json_of(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "json_schema",
        "json_schema": {"name": "reply", "strict": True, "schema": dict(schema)},
    }


async def _read_out(reply: AsyncIterator[object]) -> None:
    try:
        async with asyncio.timeout(FINISH_SECONDS):
            async for _ in reply:
                pass
    except provider_errors() as error:
        logger.info("wording.unfinished", extra={"error": type(error).__name__})


def provider_errors() -> tuple[type[Exception], ...]:
    """Return what the clients raise when a provider is away or answers nonsense."""
    import groq
    import httpx
    import openai

    return (OSError, ValueError, groq.GroqError, openai.OpenAIError, httpx.HTTPError)
