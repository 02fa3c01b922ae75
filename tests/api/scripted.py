"""An interviewer and an assessor that do what a test tells them."""

from collections.abc import AsyncIterator, Sequence

from core.assessment import Assessment, Feedback
from core.clock import utc_now
from core.interview import CandidateProfile, InterviewRequest, InterviewSession
from core.move import Move, MoveKind, WordedBy
from core.plan import InterviewPlan, KeyPoint, ProbeAspect, Question, QuestionKind
from core.ports import Decided, Prepared, ReplyEvent, Token, Worded
from core.turn import Interaction

QUESTION = Question(
    id="technical-cache",
    text="How would you build a cache?",
    kind=QuestionKind.TECHNICAL,
    competency="caching",
    level="medium",
    roles=("backend",),
    key_points=tuple(
        KeyPoint(text=text, phrasings=(text, f"{text} of it"))
        for text in ("eviction", "invalidation", "sharding", "consistency")
    ),
    probes=dict.fromkeys(
        (ProbeAspect.DEPTH, ProbeAspect.RESULT, ProbeAspect.FAILURE), "Tell me more."
    ),
    hints=("Think of memory.", "Think of time."),
    outline="Says what is kept, for how long, and who clears it.",
)
OPENER = "Hello. How would you build a cache?"


class ScriptedPlanner:
    """Always plans the same single question."""

    async def prepare(
        self, request: InterviewRequest, profile: CandidateProfile | None
    ) -> Prepared:
        return await self.open(request, profile, InterviewPlan(questions=(QUESTION,)))

    async def open(
        self, request: InterviewRequest, profile: CandidateProfile | None, plan: InterviewPlan
    ) -> Prepared:
        move = Move(kind=MoveKind.ASK, question_number=1, question_id=plan.questions[0].id)
        return Prepared(plan, OPENER, move)


class ScriptedInterviewer:
    """Probes, and closes after `closes_after` answers."""

    def __init__(self, closes_after: int = 3) -> None:
        self.closes_after = closes_after

    async def reply(
        self,
        session: InterviewSession,
        history: Sequence[Interaction],
        utterance: str,
        elapsed_seconds: float,
        *,
        silent: bool = False,
        doubted: frozenset[str] = frozenset(),
    ) -> AsyncIterator[ReplyEvent]:
        last = len(history) >= 2 * self.closes_after - 1
        kind = MoveKind.CLOSE if last else MoveKind.PROBE
        move = Move(kind=kind, question_number=1, question_id=QUESTION.id)
        yield Decided(move)
        yield Token("And ")
        yield Token("then?")
        yield Worded("And then?", move, WordedBy.TEMPLATE)


class ScriptedAssessor:
    """Gives the same assessment every time, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    async def assess(self, session: InterviewSession, history: Sequence[Interaction]) -> Assessment:
        self.asked += 1
        return Assessment(
            session_id=session.id,
            method="basic",
            rubric_version="1",
            overall_score=50.0,
            feedback=Feedback(strengths=("Clear",), detailed_feedback="Good."),
            assessed_at=utc_now(),
        )
