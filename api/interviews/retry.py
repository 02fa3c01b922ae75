"""Answering a question again after the interview."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from api.interviews.message import KeyReusedError, SaidByCandidate, measured_in
from api.rooms.written import written_item_id
from api.services import Services
from core.assessment import Assessment
from core.errors import ConflictError, NotFoundError
from core.interview import OPEN, InterviewSession
from core.turn import Interaction, Role, TimingBasis, as_held
from scoring.delivery.own_pace import with_usual_wpm


@dataclass(frozen=True, slots=True)
class Attempt:
    """Answers to one question, and the assessment of them alone."""

    answers: tuple[Interaction, ...]
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class Retried:
    """What was said in the interview, and what is said now."""

    question: str
    before: Attempt
    after: Attempt


async def retry(
    services: Services,
    user_id: int,
    session_id: int,
    question_number: int,
    said: SaidByCandidate,
    key: str | None = None,
) -> Retried:
    """Store a new answer to a question of an ended interview, linked to the first one.

    Under a key that came before with this answer, nothing is stored anew. Raises `NotFoundError`
    for a question that was not answered, `ConflictError` while the interview goes on, and
    `KeyReusedError`.
    """
    async with services.database.unit_of_work() as uow:
        session = await uow.sessions.get_for_user(session_id, user_id)
        session = await with_usual_wpm(session, uow.sessions.first_rates)
        history = await uow.interactions.list(session_id)
    if session.status in OPEN:
        raise ConflictError("The interview goes on; a question can be tried again after it.")
    asked = [turn for turn in as_held(history) if turn.question_number == question_number]
    first_answers = tuple(turn for turn in asked if turn.role is Role.USER)
    if question_number < 1 or not first_answers:
        raise NotFoundError("There is no answer to such a question.")
    answer = await _store(services, session, first_answers[0], said, key)
    questions = [turn for turn in asked if turn.role is Role.ASSISTANT]
    opening = session.plan.question(first_answers[0].question_id)
    return Retried(
        question=opening.text if opening else session.opener,
        before=await _attempt(services, session, questions, first_answers),
        after=await _attempt(services, session, questions[:1], (answer,)),
    )


async def _store(
    services: Services,
    session: InterviewSession,
    first: Interaction,
    said: SaidByCandidate,
    key: str | None,
) -> Interaction:
    now = services.clock()
    turn = Interaction(
        session_id=session.id,
        item_id=written_item_id(key),
        role=Role.USER,
        content=said.text,
        created_at=now,
        duration_seconds=said.audio_seconds,
        timing_basis=TimingBasis.DECLARED_DURATION if said.audio_seconds else TimingBasis.NONE,
        question_number=first.question_number,
        question_id=first.question_id,
        audio_s3_key=said.audio_s3_key,
        artifact=said.artifact,
        retry_of=first.id,
    )
    async with services.database.unit_of_work() as uow:
        stored = await uow.interactions.add(measured_in(session, turn))
        if (SaidByCandidate.in_turn(stored), stored.retry_of) != (said, first.id):
            raise KeyReusedError("This idempotency key was used for another answer.")
        await uow.commit()
    return stored


async def _attempt(
    services: Services,
    session: InterviewSession,
    questions: Sequence[Interaction],
    answers: tuple[Interaction, ...],
) -> Attempt:
    alone = sorted(
        (*questions, *(replace(answer, retry_of=None) for answer in answers)),
        key=lambda turn: (turn.created_at, turn.id or 0),
    )
    return Attempt(answers, await services.assessor.assess(session, alone))
