"""The career coach over the wire."""

from typing import Literal

from pydantic import Field

from api.http.wire import NonBlank, Wire, example


class ChatBody(Wire):
    """A question to the coach, about one interview if it is named."""

    model_config = example(message="What should I practise next?")

    message: NonBlank = Field(max_length=4_000)
    session_id: int | None = Field(default=None, ge=1, le=2**63 - 1)


class ChatSource(Wire):
    """A piece of the candidate's own material that the answer rests on."""

    source: str
    text: str
    similarity: float | None = Field(
        description="1 for the same meaning, 0 for none; null for what belongs to the interview"
    )


class ChatAnswer(Wire):
    """The coach's answer. `answered_by` is `retrieval` where no model words it."""

    response: str
    sources: list[ChatSource]
    answered_by: Literal["model", "retrieval"]
    notes: list[str]
