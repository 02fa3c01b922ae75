"""The interviewer's language model, lent to the career coach."""

from collections.abc import AsyncIterator

from agent.interviewer import ModelPrompt, Wording


class WordingChat:
    """The `ChatModel` over whatever words the interviews."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    async def words(self, system: str, user: str) -> AsyncIterator[str]:
        """Yield the answer piece by piece; raises `ProviderUnavailableError`."""
        async for text in self._wording.words(ModelPrompt(system, user)):
            yield text
