"""Small interviews for tests: questions, sessions, logs and scenes."""

from collections.abc import Sequence
from datetime import UTC, datetime

from agent.interviewer.decide.decision_input import DecisionInput
from agent.interviewer.decide.interview_state import InterviewState, OpenQuestion
from agent.interviewer.decide.pacing import Pace
from agent.interviewer.observe.observation import Observation
from agent.interviewer.observe.observer import Observer
from agent.interviewer.observe.role_notes import load_role_topics
from agent.interviewer.wordings.gate import load_gate
from core.interview import InterviewRequest, InterviewSession, InterviewType, SessionStatus
from core.move import Move, MoveKind
from core.plan import InterviewPlan, KeyPoint, ProbeAspect, Question, QuestionKind
from core.turn import Interaction, Role
from language import of
from language.en.text.vocabulary import content_stems
from language.observed import Intent

START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
OBSERVER = Observer(of("en"), load_role_topics(of("en")), load_gate())


def question(
    name: str = "cache",
    *,
    kind: QuestionKind = QuestionKind.TECHNICAL,
    level: str = "medium",
    text: str = "",
) -> Question:
    """Return a complete question about keeping a cache fresh."""
    points = ("expiry time", "invalidate on write", "version in key", "measure hit rate")
    return Question(
        id=f"technical-{name}",
        text=text or f"How would you keep the {name} fresh when prices change?",
        kind=kind,
        competency=f"{name} design",
        level=level,
        roles=("backend",),
        key_points=tuple(
            KeyPoint(text=f"Use {point} there", phrasings=(point, f"{point} strategy"))
            for point in points
        ),
        probes={
            ProbeAspect.DEPTH: "Which copy changes first?",
            ProbeAspect.TRADE_OFFS: "What does that cost you?",
            ProbeAspect.MEASUREMENT: "How would you see that it works?",
        },
        hints=("Think about how long a copy may live.", "Think about who knows of the change."),
        outline="I would give every entry a lifetime and remove it when the source changes.",
    )


def session(
    *questions: Question, minutes: int = 30, interview_type: str = "technical", **plan: object
) -> InterviewSession:
    """Return an active session with a plan of these questions (two by default)."""
    asked = questions or (question("cache"), question("queue"), question("index"))
    built = InterviewPlan.model_validate({"questions": asked, **plan})
    return InterviewSession(
        id=7,
        user_id=1,
        request=InterviewRequest(
            title="Practice",
            interview_type=InterviewType(interview_type),
            planned_question_count=len(asked),
            duration_minutes=minutes,
        ),
        status=SessionStatus.ACTIVE,
        plan=built,
        opener=f"Hello. {asked[0].text}",
        created_at=START,
    )


def log(held: InterviewSession, *turns: tuple[str, Move | None]) -> tuple[Interaction, ...]:
    """Return a turn log: the opener, then each text with its move (null: the candidate's)."""
    first = held.plan.questions[0]
    opening = Move(kind=MoveKind.GREET, question_number=1, question_id=first.id)
    return tuple(
        Interaction(
            session_id=held.id,
            item_id=f"item-{place}",
            role=Role.ASSISTANT if move else Role.USER,
            content=text,
            created_at=START,
            offset_seconds=10.0 * place,
            move=move,
            question_number=move.question_number if move else 0,
            question_id=move.question_id if move else None,
        )
        for place, (text, move) in enumerate(((held.opener, opening), *turns))
    )


def scene(
    seen: Observation | Intent = Intent.ANSWER,
    *,
    moves: Sequence[Move] = (),
    answers: Sequence[Observation] = (),
    asked: int = 1,
    elapsed: float = 60.0,
    minutes: int = 30,
    wrapping: bool = False,
    closed: bool = False,
    silent: bool = False,
    nudges: int = 0,
    wrap_up_questions: int = 0,
    kind: QuestionKind = QuestionKind.TECHNICAL,
    held: InterviewSession | None = None,
) -> DecisionInput:
    """Return a scene on the question asked last, after what was `seen` just now."""
    observation = seen if isinstance(seen, Observation) else Observation(seen, word_count=5)
    held = held or session(*(question(n, kind=kind) for n in ("cache", "queue", "index")))
    current = held.plan.questions[asked - 1]
    opening = Move(kind=MoveKind.ASK, question_number=asked, question_id=current.id)
    said = (*answers, observation) if observation.intent is Intent.ANSWER else tuple(answers)
    probes = {aspect: content_stems(text) for aspect, text in current.probes.items()}
    topic = OpenQuestion(current, asked, 0.0, (opening, *moves), said, probes)
    position = InterviewState(
        moves=(opening, *moves),
        asked_ids=tuple(q.id for q in held.plan.questions[:asked]),
        topic=None if wrapping or closed else topic,
        open_text=current.text,
        wrapping=wrapping or closed,
        closed=closed,
        nudges=nudges,
        wrap_up_questions=wrap_up_questions,
    )
    return DecisionInput(
        position, observation, held.plan, held.request, Pace(elapsed, 60.0 * minutes), silent
    )


def move(kind: MoveKind, reason: str = "", **values: object) -> Move:
    """Return a move on the first question."""
    return Move.model_validate(
        {"kind": kind, "question_number": 1, "question_id": "technical-cache", "reason": reason}
        | values
    )
