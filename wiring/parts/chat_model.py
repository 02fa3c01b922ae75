"""The interviewer's language model, lent to the career coach."""

from collections.abc import AsyncIterator
from functools import partial

from agent.interviewer import Tracing
from core.usage import CallPurpose, Meter
from llm.langchain import LangChainModel
from llm.metering import metered
from llm.port import ModelPrompt


class CoachModel:
    """The `ChatModel` over whatever words the interviews; traced as they are, or not at all."""

    def __init__(
        self,
        wording: LangChainModel,
        tracing: Tracing | None = None,
        meter: Meter | None = None,
    ) -> None:
        self._wording = wording
        self._tracing = tracing
        self._meter = meter

    async def words(
        self, system: str, user: str, session_id: int | None = None
    ) -> AsyncIterator[str]:
        """Yield the answer piece by piece; raises `ProviderUnavailableError`."""
        config = self._tracing.config("coach.answer", None) if self._tracing else {}
        if self._meter is not None and session_id is not None:
            record = partial(self._meter, session_id)
            config = metered(config, self._wording.meter(CallPurpose.COACH, record))
        async for text in self._wording.stream(ModelPrompt(system, user), config):
            yield text
