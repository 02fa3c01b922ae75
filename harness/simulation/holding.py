"""Holds one simulated interview through the live graph, on simulated time."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from core.interview import (
    CandidateProfile,
    InterviewRequest,
    InterviewSession,
    InterviewType,
    SessionStatus,
)
from core.move import Move
from core.ports import Decided, Interviewer, Token, Worded
from core.turn import Interaction, Role
from harness.simulation.candidates import SILENCE, Heard, Says
from harness.simulation.planning import BankPlanner
from prompts.loader import load_questions

TURN_LIMIT = 200
_BANK = lru_cache(load_questions)
WORDS_PER_SECOND = 2.5
SILENCE_SECONDS = 15.0
START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)

PROFILE = CandidateProfile(
    user_id=1,
    current_role="Software Engineer",
    years_of_experience=5,
    target_role="Senior Software Engineer",
    technical_skills=("Python", "PostgreSQL", "Kafka"),
    resume_text="Led a small team of three engineers at a logistics company.",
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing said, with what the interviewer decided and when."""

    role: Role
    text: str
    at_seconds: float
    move: Move | None = None
    lead_in: str = ""
    worded_by: str = ""
    faults: tuple[str, ...] = ()
    silent: bool = False
    first_token_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """A whole simulated interview."""

    candidate: str
    session: InterviewSession
    turns: tuple[Turn, ...]
    history: tuple[Interaction, ...]
    events_in_order: bool = True

    @property
    def said(self) -> Sequence[Turn]:
        """What the interviewer said."""
        return [turn for turn in self.turns if turn.role is Role.ASSISTANT]


async def hold(
    interviewer: Interviewer,
    name: str,
    says: Says,
    interview_type: InterviewType,
    seed: int,
    *,
    questions: int = 4,
    minutes: int = 20,
    custom_instructions: str | None = None,
    role_notes: str = "",
) -> Talk:
    """Return the talk between the interviewer and one candidate, from the opener to the close."""
    chance = random.Random(seed)
    request = InterviewRequest(
        title="Practice",
        interview_type=interview_type,
        role_context="Senior Software Engineer",
        company_context=chance.choice(("Google", None)),
        planned_question_count=questions,
        duration_minutes=minutes,
        custom_instructions=custom_instructions,
    )
    session = await _planned(request, seed, role_notes)
    turns: list[Turn] = []
    history: list[Interaction] = []
    elapsed, utterance, silent, ordered = 0.0, "", False, True
    while len(turns) < TURN_LIMIT:
        events = [
            event
            async for event in interviewer.reply(
                session, tuple(history), utterance, elapsed, silent=silent
            )
        ]
        decided, worded, joined_up = _understood(events)
        ordered = ordered and joined_up
        if utterance:
            history.append(_logged(session, history, Role.USER, utterance, elapsed))
        turns.append(
            Turn(
                Role.ASSISTANT, worded.text, elapsed, worded.move, decided.lead_in,
                str(worded.worded_by), worded.faults,
                first_token_seconds=worded.latency.get("first_token"),
            )
        )  # fmt: skip
        history.append(_logged(session, history, Role.ASSISTANT, worded.text, elapsed, worded.move))
        elapsed += len(worded.text.split()) / WORDS_PER_SECOND
        if worded.move.ends:
            break
        spoken = [turn.text for turn in turns if turn.role is Role.USER and turn.text]
        question = session.plan.question(worded.move.question_id)
        heard = Heard(worded.move, worded.text, question, len(spoken), " ".join(spoken), chance)
        utterance = says(heard)
        silent = utterance == SILENCE
        turns.append(Turn(Role.USER, utterance, elapsed, silent=silent))
        elapsed += SILENCE_SECONDS if silent else 2.0 + len(utterance.split()) / WORDS_PER_SECOND
    return Talk(name, session, tuple(turns), tuple(history), ordered)


def _understood(events: Sequence[object]) -> tuple[Decided, Worded, bool]:
    """Return what was decided and worded, and whether the pieces came in order and make it up."""
    decided, worded = events[0], events[-1]
    assert isinstance(decided, Decided)
    assert isinstance(worded, Worded)
    text = "".join(event.text for event in events if isinstance(event, Token))
    joined = f"{decided.lead_in} {text}" if decided.lead_in else text
    pieces = all(isinstance(event, Token) for event in events[1:-1])
    return decided, worded, pieces and joined == worded.text and decided.move == worded.move


async def _planned(request: InterviewRequest, seed: int, role_notes: str) -> InterviewSession:
    prepared = await BankPlanner(_BANK, seeds=lambda: seed).prepare(request, PROFILE)
    plan = prepared.plan.model_copy(update={"role_notes": role_notes})
    return InterviewSession(
        id=seed + 1, user_id=1, request=request, status=SessionStatus.ACTIVE, plan=plan,
        opener=prepared.opener, created_at=START, started_at=START,
    )  # fmt: skip


def _logged(
    session: InterviewSession,
    history: Sequence[Interaction],
    role: Role,
    text: str,
    elapsed: float,
    move: Move | None = None,
) -> Interaction:
    turn = Interaction(
        session_id=session.id,
        item_id=f"item-{len(history)}",
        role=role,
        content=text,
        created_at=START + timedelta(seconds=elapsed),
        offset_seconds=elapsed,
    )
    if move is None:
        return turn
    return replace(
        turn, move=move, question_number=move.question_number, question_id=move.question_id
    )
