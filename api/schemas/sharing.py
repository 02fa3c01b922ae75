"""Links to reports, and what they show, over the wire."""

from pydantic import Field, RootModel

from api.http.wire import Moment, Wire, example
from api.schemas.assessment import CompleteAnswer
from api.schemas.interview_type import ListedType
from api.schemas.recording import RecordingAnswer
from api.schemas.session import InteractionAnswer, SharedTurn
from core.assessment import Share
from core.interview import Difficulty, InterviewSession, Mode, SessionStatus
from core.turn import Interaction


class ShareBody(Wire):
    """For how long a link works, and whether the recording can be heard by it."""

    model_config = example(expires_in_days=30, with_recording=False)

    expires_in_days: int | None = Field(
        default=None, ge=1, le=365, description="null: until it is revoked"
    )
    with_recording: bool = False


class ShareAnswer(Wire):
    """A link, without its token."""

    id: int
    created_at: Moment
    expires_at: Moment | None
    with_recording: bool

    @classmethod
    def of(cls, share: Share) -> "ShareAnswer":
        """Return the wire form of a link."""
        return cls(
            id=share.id,
            created_at=share.created_at,
            expires_at=share.expires_at,
            with_recording=share.with_recording,
        )


class NewShareAnswer(ShareAnswer):
    """A new link. Its token is told here and never again."""

    token: str
    path: str = Field(description="the page that shows it, below the API's own address")


class ShareList(RootModel[list[ShareAnswer]]):
    """The links to a session's report, oldest first."""


class SharedSession(Wire):
    """The interview as a link shows it: what was said, not whose account it is."""

    title: str
    interview_type: ListedType
    mode: Mode
    status: SessionStatus
    difficulty_level: Difficulty
    created_at: Moment
    started_at: Moment | None
    completed_at: Moment | None
    recording: RecordingAnswer | None
    interactions: list[SharedTurn]

    @classmethod
    def of(
        cls,
        session: InterviewSession,
        turns: tuple[Interaction, ...],
        recording: RecordingAnswer | None,
    ) -> "SharedSession":
        """Return what a link shows of a session."""
        return cls(
            title=session.request.title,
            interview_type=session.request.interview_type,
            mode=session.request.mode,
            status=session.status,
            difficulty_level=session.request.difficulty_level,
            created_at=session.created_at,
            started_at=session.started_at,
            completed_at=session.completed_at,
            recording=recording,
            interactions=[InteractionAnswer.of(turn).shared() for turn in turns],
        )


class SharedReport(Wire):
    """One report: the latest assessment and the conversation it rests on."""

    expires_at: Moment | None
    session: SharedSession
    assessment: CompleteAnswer
