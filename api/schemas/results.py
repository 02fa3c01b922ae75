"""What can be had of an interview after it: transcript, retries, progress."""

from dataclasses import asdict
from typing import Literal

from pydantic import Field, RootModel

from api.http.wire import Moment, NonBlank, Wire, example
from api.schemas.assessment import AssessAnswer
from api.schemas.interview_type import ListedType
from api.schemas.session import InteractionAnswer, MessageBody
from core.assessment import Evidence
from core.interview import SessionStatus
from core.turn import LONGEST_ANSWER, Artifact, Role
from scoring.story_bank import ToldStory


class AssessmentList(RootModel[list[AssessAnswer]]):
    """Every version of a session's assessment, oldest first."""


class AcceptedAnswer(Wire):
    """The interview has ended; the assessment is being made."""

    session_id: int
    status: SessionStatus


class TranscriptQuery(Wire):
    """In which form the transcript is wanted."""

    format: Literal["json", "txt", "vtt"] = "json"


class TranscriptTurn(Wire):
    """One turn of the conversation; seconds are from the interview's start."""

    role: Role
    content: str
    created_at: Moment
    offset_seconds: float | None
    duration_seconds: float | None
    question_number: int
    artifact: Artifact | None


class TranscriptAnswer(Wire):
    """The conversation."""

    session_id: int
    title: str
    turns: list[TranscriptTurn]


class CorrectionBody(Wire):
    """What was said in a turn, in place of what was heard."""

    model_config = example(content="We put Redis in front of PostgreSQL.")

    content: NonBlank = Field(max_length=LONGEST_ANSWER)


class CorrectionAnswer(Wire):
    """The turn as it stands now, and the assessment made again from it.

    The assessment is null where there was none to make again: it will be made from this text.
    """

    interaction: InteractionAnswer
    assessment: AssessAnswer | None


class RetryBody(MessageBody):
    """The same question, answered again."""


class QuestionResult(Wire):
    """An answer with what its assessment alone would be."""

    answers: list[InteractionAnswer]
    scores: dict[str, float | None]


class Change(Wire):
    """A dimension before and after; null where one side was not assessed."""

    dimension: str
    title: str
    before: float | None
    after: float | None
    change: float | None


class RetryAnswer(Wire):
    """The first answer and the new one, side by side. The session's assessment stays as it is."""

    session_id: int
    question_number: int
    question: str
    before: QuestionResult
    after: QuestionResult
    changes: list[Change]


class ProgressPoint(Wire):
    """One assessed interview."""

    session_id: int
    completed_at: Moment | None
    overall_score: float | None
    band: float | None
    coverage: float | None
    provisional: bool = Field(description="fewer than three answers: the band is wide")
    scores: dict[str, float | None]


class TrendPoint(Wire):
    """One interview's score in a dimension; `band` is its half width."""

    session_id: int
    assessed_at: Moment
    score: float
    band: float | None


class TrendLine(Wire):
    """A dimension over the interviews that one method scored, oldest first.

    `overall` is a line only among interviews in which the same dimensions were assessed. `change`
    is the last score less the first; `beyond_band` tells whether it is more than chance.
    """

    dimension: str
    title: str
    method: str
    points: list[TrendPoint]
    change: float | None
    beyond_band: bool


class ProgressLine(Wire):
    """The assessed interviews of one type, oldest first; types are never mixed in one line."""

    interview_type: ListedType
    interviews: list[ProgressPoint]
    trends: list[TrendLine]


class StoryAnswer(Wire):
    """An event as the candidate told it best, and how often they told it.

    `score` is that answer's own; `quotes` are the sentences that carry the story.
    """

    session_id: int
    question_number: int
    question: str
    competency: str
    score: float
    text: str
    quotes: list[Evidence]
    told: int

    @classmethod
    def of(cls, story: ToldStory) -> "StoryAnswer":
        """Return the wire form of a story."""
        return cls(**asdict(story) | {"quotes": list(story.quotes)})


class StoryBank(RootModel[list[StoryAnswer]]):
    """Each story in its best version, the best first."""


class ProgressAnswer(Wire):
    """How the candidate is getting on."""

    lines: list[ProgressLine]
