"""What one folder needs of another, as Protocols that `wiring` fills."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from core.assessment import Assessment
from core.interview import (
    CandidateProfile,
    InterviewRequest,
    InterviewSession,
    SessionStatus,
)
from core.move import Move, WordedBy
from core.plan import InterviewPlan
from core.turn import Interaction
from core.usage import ModelCall


@dataclass(frozen=True, slots=True)
class Prepared:
    """An interview that is ready to be held: its plan and its first words.

    Where preparing it was traced, the run and its address in LangSmith; where models were asked,
    what was asked of them.
    """

    plan: InterviewPlan
    opener: str
    opening_move: Move
    langsmith_run_id: str | None = None
    langsmith_trace_url: str | None = None
    model_calls: tuple[ModelCall, ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """First event of a reply: what will be said. `lead_in` may be spoken at once, or be empty.

    Where a model is asked meanwhile what doubtful words meant, `move` is the reply to an answer,
    and `Worded` has the one that was made.
    """

    move: Move
    lead_in: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the reply's text, in order, after its lead-in."""

    text: str


@dataclass(frozen=True, slots=True)
class Worded:
    """Last event of a reply: the whole text (with the lead-in) and who worded it."""

    text: str
    move: Move
    worded_by: WordedBy
    faults: tuple[str, ...] = ()
    latency: dict[str, float] = field(default_factory=dict)


ReplyEvent = Decided | Token | Worded


class Planner(Protocol):
    """Prepares an interview before it starts; may be slow."""

    async def prepare(
        self, request: InterviewRequest, profile: CandidateProfile | None
    ) -> Prepared:
        """Return a plan and an opener; never fails for want of a provider."""
        ...

    async def open(
        self, request: InterviewRequest, profile: CandidateProfile | None, plan: InterviewPlan
    ) -> Prepared:
        """Return a plan that stands already with an opener."""
        ...


class Interviewer(Protocol):
    """Decides and words the next move. Pure: it writes nothing, so a run may be repeated."""

    def reply(
        self,
        session: InterviewSession,
        history: Sequence[Interaction],
        utterance: str,
        elapsed_seconds: float,
        *,
        silent: bool = False,
        doubted: frozenset[str] = frozenset(),
    ) -> AsyncIterator[ReplyEvent]:
        """Yield one `Decided`, any number of `Token`, and one `Worded`.

        `history` is the turn log without `utterance`. An empty `utterance` means the candidate has
        not said anything: at the start (no history), on a return, or, with `silent`, while present.
        `doubted` are the words of it, in small letters, that the recogniser was not sure of.
        """
        ...


@dataclass(frozen=True, slots=True)
class JudgeReply:
    """What a judging model answered: one JSON object as text, and the tokens it took.

    `cached_tokens` are those of the prompt that its server had kept from earlier requests.
    """

    text: str
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cached_tokens: int = 0


class JudgeMemory(Protocol):
    """Keeps what a judge answered, so that an interrupted assessment asks nothing twice."""

    async def get(self, session_id: int, key: str) -> JudgeReply | None:
        """Return the reply stored under a key, or None."""
        ...

    async def put(self, session_id: int, key: str, reply: JudgeReply) -> None:
        """Store a reply; storing the same key again changes nothing."""
        ...


class Assessor(Protocol):
    """Turns a finished interview into an assessment."""

    async def assess(self, session: InterviewSession, history: Sequence[Interaction]) -> Assessment:
        """Return a new assessment; saving it and its version number are the caller's."""
        ...


class ChatModel(Protocol):
    """A language model that answers outside of an interview."""

    def words(self, system: str, user: str, session_id: int | None = None) -> AsyncIterator[str]:
        """Yield the answer piece by piece; raises `ProviderUnavailableError`.

        What it took counts for the session `session_id`, if one is named.
        """
        ...


class Completer(Protocol):
    """Ends an interview and assesses it; both the HTTP side and the spoken side use it."""

    async def complete(self, session_id: int) -> Assessment:
        """Mark the session completed, assess it once, and return the newest assessment.

        Idempotent, also when two processes call it at once. An abandoned session stays abandoned
        and is assessed for what was said. Raises `NotFoundError` for an unknown session.
        """
        ...

    async def end(self, session_id: int) -> SessionStatus:
        """Mark the session completed and return its status; one that has ended stays as it is."""
        ...

    async def reassess(self, session_id: int) -> Assessment:
        """Assess an ended session again and return the new version; earlier ones are kept.

        Raises `NotFoundError`, or `ConflictError` while the session still takes turns.
        """
        ...
