"""Interview sessions and their turns over the wire."""

from typing import Annotated, Any

from pydantic import AfterValidator, Field, RootModel

from api.http.wire import Line, Moment, NonBlank, Text, Wire, example
from api.schemas.coding import AskedQuestion
from api.schemas.interview_type import KnownType, ListedType
from api.schemas.recording import RecordingAnswer
from core.interview import (
    DEFAULT_TYPE,
    Difficulty,
    InterviewRequest,
    InterviewSession,
    Mode,
    Patience,
    SessionSummary,
)
from core.interview import SessionStatus as Status
from core.plan import AskedBefore
from core.turn import LONGEST_ANSWER, Artifact, Interaction, Role
from core.usage import SessionUsage
from language import ENGLISH, LANGUAGES
from language.en.speech.fillers import find_fillers
from language.en.speech.spoken_words import spoken_turn


def _spoken_here(code: str) -> str:
    if code not in LANGUAGES:
        raise ValueError(f"interviews are held in {', '.join(LANGUAGES)} alone")
    return code


Spoken = Annotated[str, AfterValidator(_spoken_here)]
"""The code of a language that an interview can be held in."""


class StartBody(Wire):
    """What kind of interview is wanted."""

    model_config = example(
        title="Technical Interview Practice",
        interview_type="technical",
        role_context="Senior Software Engineer",
        company_context="Google",
        difficulty_level="hard",
        custom_instructions="Focus on system design and scalability",
    )

    title: NonBlank = Field(max_length=200)
    interview_type: KnownType = DEFAULT_TYPE
    role_context: Line | None = None
    company_context: Line | None = None
    difficulty_level: Difficulty = Difficulty.MEDIUM
    custom_instructions: Text | None = Field(default=None, max_length=2_000)
    job_description: Text | None = Field(
        default=None,
        max_length=20_000,
        description="a job posting, its text or with a search key the address of its page: at "
        "least half of the questions serve what it asks for",
    )
    mode: Mode = Mode.TEXT
    question_count: int = Field(default=5, ge=3, le=12)
    duration_minutes: int = Field(default=30, ge=5, le=60)
    record_audio: bool = Field(
        default=False,
        description="consent to keeping both voices; a written interview has nothing to keep",
    )
    camera_opt_in: bool = Field(
        default=False,
        description="consent to counting what the camera sees, for a panel that is not scored",
    )
    own_pace: bool = Field(
        default=False,
        description="near the rate of your first three spoken interviews, pace is 100",
    )
    patience: Patience = Field(
        default=Patience.USUAL,
        description="how long the interviewer waits in your pauses before it replies",
    )
    audible_nods: bool = Field(
        default=True,
        description="a quiet mm-hm at finished sentences; without, a nod is seen alone",
    )
    code_pane: bool = Field(
        default=False,
        description="you can show a pane to write code in: a technical interview sets a problem",
    )
    language: Spoken = Field(
        default=ENGLISH,
        description="the language of the interview, as a code of ISO 639-1",
        json_schema_extra={"enum": [*LANGUAGES]},
    )

    def request(self) -> InterviewRequest:
        """Return the same in the house's own words."""
        return InterviewRequest(
            title=self.title,
            interview_type=self.interview_type,
            mode=self.mode,
            role_context=self.role_context,
            company_context=self.company_context,
            difficulty_level=self.difficulty_level,
            custom_instructions=self.custom_instructions,
            planned_question_count=self.question_count,
            duration_minutes=self.duration_minutes,
            record_audio=self.record_audio and self.mode is Mode.VOICE,
            camera_opt_in=self.camera_opt_in,
            own_pace=self.own_pace,
            patience=self.patience,
            audible_nods=self.audible_nods,
            code_pane=self.code_pane,
            language=self.language,
            job_description=self.job_description,
        )


class StartAnswer(Wire):
    """The session that was started, with the interviewer's first words."""

    session_id: int
    message: str
    response: str
    status: Status
    question_count: int
    mode: Mode
    room_name: str | None = Field(description="the LiveKit room of a voice interview")


class DrillBody(Wire):
    """How a question is to be answered once more."""

    model_config = example(mode="voice")

    mode: Mode = Mode.VOICE


class MessageBody(Wire):
    """One answer of the candidate."""

    model_config = example(
        message="I would design a distributed caching system using Redis...",
        audio_s3_key="optional-audio-recording-key",
        audio_duration_seconds=120.5,
    )

    message: NonBlank = Field(max_length=LONGEST_ANSWER)
    audio_s3_key: Text | None = Field(default=None, max_length=1_024)
    audio_duration_seconds: float | None = Field(default=None, gt=0, le=3_600)
    artifact: Artifact | None = Field(default=None, description="what stands in a pane, whole")


class QuestionAnalysis(Wire):
    """What was measured of the answers to one question; null is what could not be."""

    response_length: int
    word_count: int
    timestamp: Moment
    words_per_minute: float | None = None
    filler_word_count: int | None = None
    filler_words: dict[str, int] | None = None


class MessageAnswer(Wire):
    """The interviewer's reply; `question_count` counts the questions answered so far."""

    session_id: int
    response: str
    status: Status
    question_count: int
    analysis: dict[str, QuestionAnalysis]


class ListQuery(Wire):
    """Which page of which sessions."""

    skip: int = Field(default=0, ge=0, le=1_000_000)
    limit: int = Field(default=20, ge=1, le=100)
    before: int | None = Field(default=None, ge=1, le=2**63 - 1)
    status: Status | None = None
    type: KnownType | None = None


class SessionItem(Wire):
    """A session in a list."""

    id: int
    title: str
    interview_type: ListedType
    mode: Mode
    status: Status
    role_context: str | None
    company_context: str | None
    difficulty_level: Difficulty
    planned_question_count: int
    duration_minutes: int
    record_audio: bool
    camera_opt_in: bool
    own_pace: bool
    patience: Patience
    audible_nods: bool
    code_pane: bool
    language: str
    created_at: Moment
    started_at: Moment | None
    completed_at: Moment | None
    overall_score: float | None

    @classmethod
    def of(cls, summary: SessionSummary) -> "SessionItem":
        """Return the wire form of a listed session."""
        return cls(**fields_of(summary, summary.scores.get("overall_score")))


def fields_of(
    session: InterviewSession | SessionSummary, overall_score: float | None
) -> dict[str, Any]:
    """Return the fields of a `SessionItem` by name."""
    request = session.request
    return {
        "id": session.id,
        "title": request.title,
        "interview_type": request.interview_type,
        "mode": request.mode,
        "status": session.status,
        "role_context": request.role_context,
        "company_context": request.company_context,
        "difficulty_level": request.difficulty_level,
        "planned_question_count": request.planned_question_count,
        "duration_minutes": request.duration_minutes,
        "record_audio": request.record_audio,
        "camera_opt_in": request.camera_opt_in,
        "own_pace": request.own_pace,
        "patience": request.patience,
        "audible_nods": request.audible_nods,
        "code_pane": request.code_pane,
        "language": request.language,
        "created_at": session.created_at,
        "started_at": session.started_at,
        "completed_at": session.completed_at,
        "overall_score": overall_score,
    }


class SessionList(RootModel[list[SessionItem]]):
    """A page of sessions, newest first."""


class PauseAnswer(Wire):
    """A silent gap; seconds from the interview's start."""

    start_seconds: float
    end_seconds: float
    mid_clause: bool | None
    exempt: bool


class FillerAnswer(Wire):
    """A filler in an answer: when it began, in seconds from the interview's start."""

    word: str
    start_seconds: float


class SharedTurn(Wire):
    """One turn as a link shows it: `not_measured` says why what is null is, but for `artifact`."""

    id: int
    role: Role
    content: str
    created_at: Moment
    offset_seconds: float | None
    duration_seconds: float | None
    response_time_seconds: float | None
    words_per_minute: float | None
    articulation_rate: float | None
    filler_word_count: int | None
    filler_words: dict[str, int] | None
    fillers: list[FillerAnswer] | None
    pauses: list[PauseAnswer] | None
    move: str | None
    question_number: int
    interrupted: bool
    artifact: Artifact | None
    not_measured: dict[str, str]


class InteractionAnswer(SharedTurn):
    """One turn as its candidate sees it.

    `heard` is what the recogniser wrote where the candidate has put that right; null elsewhere.
    """

    heard: str | None
    sentiment: float | None
    retry_of: int | None
    worded_by: str | None
    audio_s3_key: str | None
    tool_results: list[dict[str, Any]]
    latency: dict[str, float]
    faults: list[str]

    @classmethod
    def of(cls, turn: Interaction) -> "InteractionAnswer":
        """Return the wire form of a stored turn."""
        delivery = turn.delivery
        reasons = dict(delivery.not_measured) if delivery else {}
        reasons.update(turn.not_measured)
        counted = delivery is not None and delivery.filler_word_count is not None
        return cls(
            id=turn.id or 0,
            role=turn.role,
            content=turn.content,
            created_at=turn.created_at,
            offset_seconds=turn.offset_seconds,
            duration_seconds=turn.duration_seconds,
            response_time_seconds=turn.response_time_seconds,
            words_per_minute=delivery.words_per_minute if delivery else None,
            articulation_rate=delivery.articulation_rate_wpm if delivery else None,
            filler_word_count=delivery.filler_word_count if delivery else None,
            filler_words=dict(delivery.filler_words) if delivery and counted else None,
            fillers=_fillers(turn) if counted else None,
            pauses=_pauses(turn),
            heard=turn.heard,
            sentiment=delivery.sentiment if delivery else None,
            move=turn.move.kind.value if turn.move else None,
            question_number=turn.question_number,
            retry_of=turn.retry_of,
            worded_by=turn.worded_by.value if turn.worded_by else None,
            interrupted=turn.interrupted,
            audio_s3_key=turn.audio_s3_key,
            tool_results=list(turn.tool_results),
            latency=dict(turn.latency),
            faults=list(turn.faults),
            artifact=turn.artifact,
            not_measured=reasons,
        )

    def shared(self) -> SharedTurn:
        """Return what a link shows of the turn."""
        return SharedTurn(**{name: getattr(self, name) for name in SharedTurn.model_fields})


def _fillers(turn: Interaction) -> list[FillerAnswer] | None:
    spoken = spoken_turn(turn.content, turn.words)
    if not spoken.timed:
        return None
    return [
        FillerAnswer(word=filler.word, start_seconds=filler.start_seconds)
        for filler in find_fillers(spoken.words)
        if filler.start_seconds is not None
    ]


def _pauses(turn: Interaction) -> list[PauseAnswer] | None:
    if turn.delivery is None or turn.delivery.pauses is None:
        return None
    return [PauseAnswer(**pause.model_dump()) for pause in turn.delivery.pauses]


class SessionDetails(SessionItem):
    """A session with its whole conversation, and the questions that were put in it."""

    custom_instructions: str | None
    job_description: str | None
    opener: str = Field(description="what the interviewer begins with")
    question_count: int
    room_name: str | None
    langsmith_run_id: str | None
    langsmith_trace_url: str | None
    faults: list[str]
    seconds_left: float | None = Field(
        description="of the planned time, without pauses; null once the interview is over"
    )
    return_until: Moment | None = Field(
        description="until when a paused spoken interview can be gone on with, at the least"
    )
    usage: SessionUsage
    recording: RecordingAnswer | None
    again: AskedBefore | None = Field(
        description="in a drill where its one question was put before; null in an interview"
    )
    questions: list[AskedQuestion]
    interactions: list[InteractionAnswer]


class ClockAnswer(Wire):
    """How much of an interview's planned time is left, and whether its clock goes."""

    session_id: int
    status: Status
    seconds_left: float


class TokenEvent(Wire):
    """A piece of a reply, as it is worded."""

    text: str
