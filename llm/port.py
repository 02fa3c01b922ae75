"""The port to language models: whoever needs one says here what it asks of it."""

from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from core.ports import JudgeReply


@dataclass(frozen=True, slots=True)
class ModelPrompt:
    """What a model is given: our own instructions, and a message with the data marked as data.

    `reply_tokens` is how long the reply may become, null for as long as the model's limits say.
    """

    system: str
    user: str
    reply_tokens: int | None = None


class NamedModel(Protocol):
    """A language model with a name."""

    @property
    def name(self) -> str:
        """The model's name, as it is written into records and results."""
        ...


class StreamingModel(NamedModel, Protocol):
    """A language model that answers one prompt as a stream of text pieces."""

    def stream(self, prompt: ModelPrompt) -> AsyncGenerator[str, None]:
        """Yield the reply piece by piece.

        Raises `core.errors.ProviderUnavailableError` when the model does not answer usefully.
        """
        ...


class JsonModel(NamedModel, Protocol):
    """A language model that answers with JSON of a given schema."""

    async def json(
        self, prompt: ModelPrompt, schema: Mapping[str, Any], *, seed: int
    ) -> JudgeReply:
        """Return one whole reply and the tokens it took.

        The text should be one JSON object of the JSON `schema`; whoever asks checks that.
        Raises `core.errors.ProviderUnavailableError` when none comes in time.
        """
        ...


class LanguageModel(StreamingModel, JsonModel, Protocol):
    """A language model that does both."""
