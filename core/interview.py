"""An interview session and the person in it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, GetCoreSchemaHandler

from core.camera import CameraCounts
from core.plan import InterviewPlan


class InterviewType(str):
    """The name of a kind of interview; which there are is data (`prompts/interview_types.yaml`)."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, handler: GetCoreSchemaHandler) -> Any:
        return handler(Annotated[str, AfterValidator(cls)])


DEFAULT_TYPE = InterviewType("general")
"""What is meant where no kind is named."""


class Difficulty(StrEnum):
    """How demanding the questions are."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class Mode(StrEnum):
    """How the candidate answers."""

    TEXT = "text"
    VOICE = "voice"


class Patience(StrEnum):
    """How long the interviewer waits in a candidate's pauses before it takes the floor."""

    QUICK = "quick"
    USUAL = "usual"
    PATIENT = "patient"


class SessionStatus(StrEnum):
    """Where a session is; only `ACTIVE` takes turns.

    `PAUSED` is an interview whose clock stands still: the candidate asked for it, was silent, or is
    away. Going on, or coming back, makes it active.
    """

    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"
    ABANDONED = "abandoned"


OPEN = (SessionStatus.ACTIVE, SessionStatus.PAUSED)
"""The statuses of an interview that can be gone on with."""


@dataclass(frozen=True, slots=True)
class CandidateProfile:
    """What the candidate told us about themselves; all of it is untrusted text."""

    user_id: int
    id: int | None = None
    current_role: str | None = None
    current_company: str | None = None
    years_of_experience: float | None = None
    target_role: str | None = None
    target_companies: tuple[str, ...] = ()
    technical_skills: tuple[str, ...] = ()
    soft_skills: tuple[str, ...] = ()
    education: tuple[str, ...] = ()
    certifications: tuple[str, ...] = ()
    difficulty_preference: Difficulty | None = None
    preferred_interview_types: tuple[InterviewType, ...] = ()
    resume_text: str | None = None
    job_description: str | None = None
    bio: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


DRILL_QUESTIONS = 1
DRILL_MINUTES = 5


@dataclass(frozen=True, slots=True)
class InterviewRequest:
    """What a candidate asks for when starting a session.

    Only with `record_audio` are both voices kept.
    Only with `camera_opt_in` may a client count what a camera sees, for the unscored panel.
    With `own_pace` speaking at one's own usual rate is as good as any.
    `job_description` is the posting the interview is to serve; it is somebody else's text.
    `language` is the code (ISO 639-1) of the one the interview is held in.
    `patience` is how long the interviewer waits in their pauses; with `audible_nods` it hums at
    finished sentences, else it nods on the page alone.
    `code_pane` says that the client can show a pane to write code in.
    """

    title: str
    interview_type: InterviewType = DEFAULT_TYPE
    mode: Mode = Mode.TEXT
    role_context: str | None = None
    company_context: str | None = None
    difficulty_level: Difficulty = Difficulty.MEDIUM
    custom_instructions: str | None = None
    planned_question_count: int = 5
    duration_minutes: int = 30
    record_audio: bool = False
    camera_opt_in: bool = False
    own_pace: bool = False
    patience: Patience = Patience.USUAL
    audible_nods: bool = True
    code_pane: bool = False
    language: str = "en"
    job_description: str | None = None

    @property
    def is_drill(self) -> bool:
        """Whether it is one question alone, which says nothing of how somebody is getting on."""
        return self.planned_question_count == DRILL_QUESTIONS


@dataclass(frozen=True, slots=True)
class InterviewSession:
    """One stored interview. `plan` and `opener` are set when the session is created.

    `started_at` is the zero of every `offset_seconds`; it is set when the first turn is spoken.
    `faults` names what went wrong on the way (a lost write, a provider that was away).
    `paused_at` is since when it has been paused, null while it is not, and `paused_seconds` how
    long the pauses before that took.
    `observation` is what the candidate's camera was counted to see; null without one. `usual_wpm`
    is not stored: it is the candidate's own usual rate, set where an assessment compares with it.
    """

    id: int
    user_id: int
    request: InterviewRequest
    status: SessionStatus
    plan: InterviewPlan
    opener: str
    created_at: datetime
    started_at: datetime | None = None
    completed_at: datetime | None = None
    langsmith_run_id: str | None = None
    langsmith_trace_url: str | None = None
    faults: tuple[str, ...] = field(default=())
    observation: CameraCounts | None = None
    usual_wpm: float | None = None
    paused_at: datetime | None = None
    paused_seconds: float = 0.0

    @property
    def room_name(self) -> str:
        """The LiveKit room that belongs to this session alone."""
        return room_name(self.id)

    def elapsed_seconds(self, now: datetime) -> float:
        """Return how much of its time the interview has used: since its start, without pauses."""
        if self.started_at is None:
            return 0.0
        until = self.paused_at or now
        return max(0.0, (until - self.started_at).total_seconds() - self.paused_seconds)

    def seconds_left(self, now: datetime) -> float:
        """Return how much of its planned time is left, never negative."""
        return max(0.0, 60.0 * self.request.duration_minutes - self.elapsed_seconds(now))


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """A session as it stands in a list, without its plan.

    `scores` holds the latest assessment's figures by the contract's names (`overall_score`,
    `clarity_score`, `words_per_minute`, `coverage`, …), each null when not assessed.
    """

    id: int
    user_id: int
    request: InterviewRequest
    status: SessionStatus
    created_at: datetime
    started_at: datetime | None
    completed_at: datetime | None
    assessed_at: datetime | None
    scores: dict[str, float | int | None]


ROOM_PREFIX = "interview-room-"


AGENT_NAME = "interviewer"
"""The name under which workers register and dispatches ask for them."""


END_TOPIC = "interview.end"
"""LiveKit data topic on which the API, and nobody else, asks the interviewer for the end."""


def room_name(session_id: int) -> str:
    """Return the LiveKit room name of a session."""
    return f"{ROOM_PREFIX}{session_id}"


def candidate_identity(user_id: int) -> str:
    """Return the LiveKit identity of a user; nothing a client sends can change it."""
    return f"candidate-{user_id}"
