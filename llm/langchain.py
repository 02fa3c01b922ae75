"""Language models through LangChain: Groq, or any server that speaks OpenAI's chat format.

LangChain is imported when a model is configured and not before.
"""

import asyncio
import json
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.errors import ProviderUnavailableError
from core.ports import JudgeReply
from core.usage import CallPurpose, ModelCall
from llm.port import ModelPrompt
from llm.request_queue import RequestQueue

if TYPE_CHECKING:
    from httpx import AsyncClient
    from langchain_core.language_models.chat_models import BaseChatModel
    from langchain_core.runnables import RunnableConfig

    from llm.metering import CallMeter

logger = logging.getLogger(__name__)

FINISH_SECONDS = 1.0
"""How long the rest of a reply is read for its count of tokens, once enough has been said."""
SEEDS = 2**31
REFUSALS = 5
"""How often a request that the server's limits refused is put into the queue again."""
_TOKEN_CHARACTERS = 4
"""Characters of English in a token, at least: what a request takes is not to be underestimated."""
_FRAME_TOKENS = 16
"""What marks the beginnings and ends of messages."""

_NOT_A_REPLY: tuple[type[Exception], ...] = (
    LookupError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
)


@dataclass(frozen=True, slots=True)
class QueuedReplies:
    """How requests for JSON wait: in which queue for their turn, and then how long for the reply.

    `reply_tokens` is how long a reply may be whose prompt does not say it.
    """

    queue: RequestQueue
    reply_seconds: float
    reply_tokens: int


class LangChainModel:
    """`LanguageModel` by a LangChain chat model that talks through `client`.

    With `waiting` requests for JSON keep to the limits of the server; a stream never waits.
    """

    def __init__(
        self,
        model: "BaseChatModel",
        name: str,
        client: "AsyncClient",
        waiting: QueuedReplies | None = None,
    ) -> None:
        self._model = model
        self._name = name
        self._client = client
        self._waiting = waiting
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
        if self._waiting is None:
            return await self._replied(prompt, asked)
        written = len(prompt.system) + len(prompt.user) + len(json.dumps(asked))
        tokens = written // _TOKEN_CHARACTERS + _FRAME_TOKENS
        tokens += prompt.reply_tokens or self._waiting.reply_tokens
        for _ in range(REFUSALS):
            async with self._waiting.queue.turn(tokens):
                try:
                    async with asyncio.timeout(self._waiting.reply_seconds):
                        return await self._replied(prompt, asked)
                except TimeoutError as error:
                    raise ProviderUnavailableError("The language model is too slow.") from error
                except _RefusedError:
                    continue
        raise ProviderUnavailableError("The language model's limits refuse every request.")

    async def _replied(self, prompt: ModelPrompt, asked: Mapping[str, Any]) -> JudgeReply:
        from llm.metering import cached_tokens

        messages = [("system", prompt.system), ("human", prompt.user)]
        try:
            reply = await self._model.ainvoke(messages, **asked)
            used = reply.usage_metadata
            tokens = (int(used["input_tokens"]), int(used["output_tokens"])) if used else (0, 0)
            cached = cached_tokens(used)
        except refusals() as error:
            raise _RefusedError("The language model's limits refuse the request.") from error
        except provider_errors() + _NOT_A_REPLY as error:
            raise ProviderUnavailableError("The language model did not answer.") from error
        return JudgeReply(str(reply.text), *tokens, cached)

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


class _RefusedError(ProviderUnavailableError):
    """The server's limits refused a request."""


def refusals() -> tuple[type[Exception], ...]:
    """Return what the clients raise when the server's limits refuse a request."""
    import groq
    import openai

    return (groq.RateLimitError, openai.RateLimitError)


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
