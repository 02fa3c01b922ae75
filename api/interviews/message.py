"""One exchange of a written interview: an answer and the reply to it, stored together."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from api.interviews.written import written_item_id
from api.services import Services
from core.errors import ConflictError, SessionNotActiveError
from core.interview import InterviewSession, SessionStatus
from core.ports import ReplyEvent, Worded
from core.turn import Interaction, Role, TimingBasis
from scoring.delivery import measure_turn


@dataclass(frozen=True, slots=True)
class Said:
    """What the candidate said, and how long the recording of it lasts if there is one."""

    text: str
    audio_s3_key: str | None = None
    audio_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Exchanged:
    """The state after an exchange."""

    session: InterviewSession
    history: tuple[Interaction, ...]
    reply: str


class Exchange:
    """Runs the interviewer on one message. Nothing is stored until the reply is whole."""

    def __init__(self, services: Services, user_id: int, session_id: int, said: Said) -> None:
        self._services = services
        self._user_id = user_id
        self._session_id = session_id
        self._said = said
        self.result: Exchanged | None = None

    async def events(self) -> AsyncIterator[ReplyEvent]:
        """Yield the reply as it is worded; `result` is there after the last event.

        Raises `NotFoundError`, `SessionNotActiveError`, or `ConflictError` when another message of
        the same session was answered in the meantime.
        """
        services = self._services
        async with services.database.unit_of_work() as uow:
            session = await uow.sessions.get_for_user(self._session_id, self._user_id)
            history = await uow.interactions.list(session.id)
        if session.status is not SessionStatus.ACTIVE:
            raise SessionNotActiveError("This session has ended; it takes no more messages.")
        now = services.clock()
        elapsed_seconds = (now - (session.started_at or now)).total_seconds()
        worded: Worded | None = None
        replies = services.interviewer.reply(session, history, self._said.text, elapsed_seconds)
        async for event in replies:
            if isinstance(event, Worded):
                worded = event
            yield event
        assert worded is not None, "a reply ends with its whole text"
        self.result = await self._store(session, history, worded, now)

    async def _store(
        self,
        session: InterviewSession,
        history: Sequence[Interaction],
        worded: Worded,
        heard_at: datetime,
    ) -> Exchanged:
        services = self._services
        now = services.clock()
        turns = (
            self._candidate_turn(session, history, heard_at),
            _interviewer_turn(session, worded, now),
        )
        async with services.database.unit_of_work() as uow:
            current = await uow.sessions.get(session.id, lock=True)
            if current.status is not SessionStatus.ACTIVE:
                raise SessionNotActiveError("This session has ended; it takes no more messages.")
            if len(await uow.interactions.list(session.id)) != len(history):
                raise ConflictError("Another message of this session was answered just now.")
            if current.started_at is None:
                await uow.sessions.mark_started(session.id, heard_at)
            stored = [await uow.interactions.add(turn) for turn in turns]
            if worded.move.ends:
                await uow.sessions.set_status(session.id, SessionStatus.COMPLETED, now)
            await uow.commit()
        status = SessionStatus.COMPLETED if worded.move.ends else session.status
        return Exchanged(
            session=replace(session, status=status),
            history=(*history, *stored),
            reply=worded.text,
        )

    def _candidate_turn(
        self, session: InterviewSession, history: Sequence[Interaction], now: datetime
    ) -> Interaction:
        said = self._said
        open_question = next((t for t in reversed(history) if t.role is Role.ASSISTANT), None)
        turn = Interaction(
            session_id=session.id,
            item_id=written_item_id(),
            role=Role.USER,
            content=said.text,
            created_at=now,
            offset_seconds=(now - (session.started_at or now)).total_seconds(),
            duration_seconds=said.audio_seconds,
            timing_basis=TimingBasis.DECLARED_DURATION if said.audio_seconds else TimingBasis.NONE,
            question_number=open_question.question_number if open_question else 0,
            question_id=open_question.question_id if open_question else None,
            audio_s3_key=said.audio_s3_key,
        )
        question = session.plan.question(turn.question_id)
        kind = question.kind if question else None
        return replace(turn, delivery=measure_turn(turn, kind=kind))


def _interviewer_turn(session: InterviewSession, worded: Worded, now: datetime) -> Interaction:
    return Interaction(
        session_id=session.id,
        item_id=written_item_id(),
        role=Role.ASSISTANT,
        content=worded.text,
        created_at=now,
        offset_seconds=(now - (session.started_at or now)).total_seconds(),
        move=worded.move,
        question_number=worded.move.question_number,
        question_id=worded.move.question_id,
        worded_by=worded.worded_by,
        latency=dict(worded.latency),
        faults=worded.faults,
    )
