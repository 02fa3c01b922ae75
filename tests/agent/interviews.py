"""Small interviews for tests of the spoken side."""

from datetime import UTC, datetime, timedelta

from agent.conversation import Conversation
from agent.speech.turn_state import TurnState
from core.interview import InterviewRequest, InterviewSession, InterviewType, Mode, SessionStatus
from core.move import Move, MoveKind
from core.plan import InterviewPlan
from core.turn import Interaction, Role
from prompts.loader import load_questions

START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
QUESTIONS = load_questions(InterviewType("behavioral"))[:3]


def a_session(status: SessionStatus = SessionStatus.ACTIVE) -> InterviewSession:
    """Return a spoken session of three behavioral questions."""
    return InterviewSession(
        id=7,
        user_id=3,
        request=InterviewRequest(
            title="Practice", interview_type=InterviewType("behavioral"), mode=Mode.VOICE
        ),
        status=status,
        plan=InterviewPlan(questions=QUESTIONS),
        opener=f"Hello. {QUESTIONS[0].text}",
        created_at=START,
        started_at=START,
    )


def asked(number: int = 1, kind: MoveKind = MoveKind.ASK) -> Move:
    """Return a move that leaves a question open."""
    return Move(kind=kind, question_number=number, question_id=QUESTIONS[number - 1].id)


def a_turn(
    role: Role,
    content: str,
    at: float,
    *,
    move: Move | None = None,
    interrupted: bool = False,
    seconds: float = 2.0,
) -> Interaction:
    """Return a stored turn that began `at` seconds after the start."""
    return Interaction(
        session_id=7,
        item_id=f"item-{at}",
        role=role,
        content=content,
        created_at=START + timedelta(seconds=at),
        offset_seconds=at,
        duration_seconds=seconds,
        move=move,
        interrupted=interrupted,
        question_number=move.question_number if move else 1,
        question_id=QUESTIONS[0].id,
    )


def a_conversation(*history: Interaction, now: float = 60.0) -> Conversation:
    """Return a conversation `now` seconds after its start."""
    return Conversation(
        a_session(),
        history,
        started_at=START,
        clock=lambda: START + timedelta(seconds=now),
        floor=TurnState(),
    )
