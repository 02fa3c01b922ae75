"""The interviewer's language model, lent to the career coach."""

from collections.abc import AsyncIterator

from agent.interviewer import LangChainWording, ModelPrompt, Tracing


class WordingChat:
    """The `ChatModel` over whatever words the interviews; traced as they are, or not at all."""

    def __init__(self, wording: LangChainWording, tracing: Tracing | None = None) -> None:
        self._wording = wording
        self._tracing = tracing

    async def words(self, system: str, user: str) -> AsyncIterator[str]:
        """Yield the answer piece by piece; raises `ProviderUnavailableError`."""
        config = self._tracing.config("coach.answer", None) if self._tracing else None
        async for text in self._wording.words(ModelPrompt(system, user), config):
            yield text
