"""A job posting over the wire."""

from pydantic import Field

from api.http.wire import NonBlank, Wire, example
from core.plan import RequirementKind


class PostingBody(Wire):
    """A posting's text, or the address of its page."""

    model_config = example(
        job_description="Backend Engineer\nRequirements\n- Experience with PostgreSQL"
    )

    job_description: NonBlank = Field(max_length=20_000)


class RequirementAnswer(Wire):
    """Something a posting asks for, in its own words."""

    text: str
    kind: RequirementKind


class PostingAnswer(Wire):
    """What was read of a posting; nothing of it is stored."""

    job_description: str = Field(
        description="its text, to be sent with a session or kept in the profile"
    )
    requirements: tuple[RequirementAnswer, ...]
    notes: tuple[str, ...] = Field(
        default=(), description="pages that could not be read, each with what to do about it"
    )
