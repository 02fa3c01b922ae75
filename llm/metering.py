"""Takes note of what each call of a language model took, by the callbacks of its framework."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from langchain_core.callbacks import AsyncCallbackHandler, BaseCallbackHandler
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, LLMResult
from langchain_core.runnables import RunnableConfig

from core.usage import CallPurpose, ModelCall

_BY_NODE = {
    "plan": CallPurpose.PLAN,
    "research": CallPurpose.RESEARCH,
    "speak": CallPurpose.WORDING,
}


class CallMeter(AsyncCallbackHandler):
    """Gives `record` every call of a run once, whole or cut off.

    A call's purpose is that of the graph's node it was made in; outside of a graph it is `outside`.
    """

    def __init__(
        self, model: str, outside: CallPurpose, record: Callable[[ModelCall], None]
    ) -> None:
        self._model = model
        self._outside = outside
        self._record = record
        self._purposes: dict[UUID, CallPurpose] = {}

    async def on_chat_model_start(
        self,
        serialized: dict[str, Any],
        messages: list[list[BaseMessage]],
        *,
        run_id: UUID,
        parent_run_id: UUID | None = None,
        tags: list[str] | None = None,
        metadata: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        """Remember what the call is for."""
        node = (metadata or {}).get("langgraph_node", "")
        self._purposes[run_id] = _BY_NODE.get(node, self._outside)

    async def on_llm_end(self, response: LLMResult, *, run_id: UUID, **kwargs: Any) -> None:
        """Record a call with the tokens that the provider counted."""
        self._note(run_id, *_tokens(response))

    async def on_llm_error(self, error: BaseException, *, run_id: UUID, **kwargs: Any) -> None:
        """Record a call that failed or was cut off; nobody has told its tokens."""
        self._note(run_id, None, None)

    def _note(
        self, run_id: UUID, prompt: int | None, completion: int | None, cached: int = 0
    ) -> None:
        purpose = self._purposes.pop(run_id, self._outside)
        self._record(ModelCall(purpose, self._model, prompt, completion, cached_tokens=cached))


def metered(config: RunnableConfig, meter: BaseCallbackHandler) -> RunnableConfig:
    """Return a run's configuration with the meter beside what listens to it already."""
    listening = config.get("callbacks") or []
    assert isinstance(listening, list), "configurations are made here and hold lists"
    return {**config, "callbacks": [*listening, meter]}


def cached_tokens(used: Mapping[str, Any] | None) -> int:
    """Return how many tokens of a prompt its provider had kept; 0 where it does not tell."""
    return int(((used or {}).get("input_token_details") or {}).get("cache_read") or 0)


def _tokens(response: LLMResult) -> tuple[int | None, int | None, int]:
    for generation in (one for several in response.generations for one in several):
        message = generation.message if isinstance(generation, ChatGeneration) else None
        if isinstance(message, AIMessage) and message.usage_metadata:
            used = message.usage_metadata
            return used["input_tokens"], used["output_tokens"], cached_tokens(used)
    return None, None, 0
