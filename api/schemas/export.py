"""Everything that is stored of one user, over the wire."""

from api.http.wire import Moment, Wire
from api.schemas.account import MeAnswer
from api.schemas.assessment import AssessAnswer
from api.schemas.camera import ObservationBody
from api.schemas.candidate import ProfileAnswer
from api.schemas.session import SessionDetails
from api.schemas.sharing import ShareAnswer
from core.account import SignIn
from core.plan import InterviewPlan
from core.turn import Interaction, SpeechSegment, TimingBasis, TypingSegment, Word


class SignInAnswer(Wire):
    """A device that the user has signed in on; its tokens are not kept."""

    created_at: Moment
    expires_at: Moment
    ended_at: Moment | None

    @classmethod
    def of(cls, found: SignIn) -> "SignInAnswer":
        """Return the wire form of a sign-in."""
        return cls(
            created_at=found.created_at, expires_at=found.expires_at, ended_at=found.revoked_at
        )


class HeardTurn(Wire):
    """What the measures of a spoken turn rest on; seconds from the interview's start."""

    interaction_id: int
    timing_basis: TimingBasis
    asr_verbatim: bool
    words: list[Word]
    speech_segments: list[SpeechSegment]
    typing: list[TypingSegment]

    @classmethod
    def of(cls, turn: Interaction) -> "HeardTurn":
        """Return the wire form of what was heard."""
        return cls(
            interaction_id=turn.id or 0,
            timing_basis=turn.timing_basis,
            asr_verbatim=turn.asr_verbatim,
            words=list(turn.words),
            speech_segments=list(turn.speech_segments),
            typing=list(turn.typing),
        )


class ExportedSession(Wire):
    """A session with everything that belongs to it; `judge_replies` are a judging model's words."""

    session: SessionDetails
    observation: ObservationBody | None
    plan: InterviewPlan
    heard: list[HeardTurn]
    assessments: list[AssessAnswer]
    judge_replies: list[str]
    shares: list[ShareAnswer]


class ExportAnswer(Wire):
    """Everything that is stored of one user."""

    exported_at: Moment
    account: MeAnswer
    sign_ins: list[SignInAnswer]
    profile: ProfileAnswer | None
    sessions: list[ExportedSession]
