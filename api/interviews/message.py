"""One exchange of a written interview: an answer and the reply to it, stored together."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from api.rooms.written import written_item_id
from api.services import Services
from core.errors import ConflictError, SessionNotActiveError
from core.interview import OPEN, InterviewSession, SessionStatus
from core.ports import ReplyEvent, Worded
from core.turn import Artifact, Interaction, Role, TimingBasis, as_held
from language import of
from scoring.delivery.measured_turn import measured


class KeyReusedError(ConflictError):
    """The idempotency key came before with another request."""

    code = "IDEMPOTENCY_KEY_REUSED"


@dataclass(frozen=True, slots=True)
class SaidByCandidate:
    """What the candidate said, how long the recording of it lasts if there is one, and what stood
    in the pane beside it."""

    text: str
    audio_s3_key: str | None = None
    audio_seconds: float | None = None
    artifact: Artifact | None = None

    @classmethod
    def in_turn(cls, turn: Interaction) -> "SaidByCandidate":
        """Return what was said in a stored turn."""
        return cls(turn.content, turn.audio_s3_key, turn.duration_seconds, turn.artifact)


@dataclass(frozen=True, slots=True)
class Exchanged:
    """The state after an exchange. `ended` is whether this exchange ended the interview."""

    session: InterviewSession
    history: tuple[Interaction, ...]
    reply: str
    ended: bool = False


class Exchange:
    """Runs the interviewer on one message. Nothing is stored until the reply is whole.

    With an idempotency `key` the turn log itself tells whether the message came before; then the
    reply it got is returned once more, and nothing is said anew.
    """

    def __init__(
        self,
        services: Services,
        user_id: int,
        session_id: int,
        said: SaidByCandidate,
        key: str | None = None,
    ) -> None:
        self._services = services
        self._user_id = user_id
        self._session_id = session_id
        self._said = said
        self._key = key
        self._item_id = written_item_id(key)
        self.result: Exchanged | None = None

    async def events(self) -> AsyncIterator[ReplyEvent]:
        """Yield the reply as it is worded; `result` is there after the last event.

        Raises `NotFoundError`, `SessionNotActiveError`, `KeyReusedError`, or `ConflictError` when
        another message of the same session was answered in the meantime.
        """
        services = self._services
        session, history = await self._state()
        if self._came_before(session, history):
            return
        if session.status not in OPEN:
            raise SessionNotActiveError("This session has ended; it takes no more messages.")
        now = services.clock()
        elapsed_seconds = session.elapsed_seconds(now)
        worded: Worded | None = None
        replies = services.interviewer.reply(session, history, self._said.text, elapsed_seconds)
        async for event in replies:
            if isinstance(event, Worded):
                worded = event
            yield event
        assert worded is not None, "a reply ends with its whole text"
        await self._store(session, history, worded, now)

    async def run(self) -> Exchanged:
        """Run to the end and return the result; raises what `events` raises."""
        async for _ in self.events():
            pass
        assert self.result is not None, "the exchange is over"
        return self.result

    async def _state(self) -> tuple[InterviewSession, tuple[Interaction, ...]]:
        async with self._services.database.unit_of_work() as uow:
            session = await uow.sessions.get_for_user(self._session_id, self._user_id)
            return session, await uow.interactions.list(session.id)

    def _came_before(self, session: InterviewSession, history: Sequence[Interaction]) -> bool:
        # an answer that was given again afterwards may have come under the same key
        spoken = as_held(history)
        said = [n for n, turn in enumerate(spoken) if turn.item_id == self._item_id]
        if not said:
            return False
        until = said[0] + 2
        question, reply = spoken[said[0] : until]
        if SaidByCandidate.in_turn(question) != self._said:
            raise KeyReusedError("This idempotency key was used for another message.")
        status = SessionStatus.ACTIVE if until < len(spoken) else session.status
        self.result = Exchanged(replace(session, status=status), spoken[:until], reply.content)
        return True

    async def _store(
        self,
        session: InterviewSession,
        history: Sequence[Interaction],
        worded: Worded,
        heard_at: datetime,
    ) -> None:
        now = self._services.clock()
        ends = worded.move.ends
        async with self._services.database.unit_of_work() as uow:
            current = await uow.sessions.get(session.id, lock=True)
            known = await uow.interactions.list(session.id)
            if len(known) != len(history):
                # the same request twice at once: the other one was first
                if self._came_before(current, known):
                    return
                raise ConflictError("Another message of this session was answered just now.")
            if current.status not in OPEN:
                raise SessionNotActiveError("This session has ended; it takes no more messages.")
            # to say something is to go on
            await uow.sessions.set_status(session.id, SessionStatus.ACTIVE, heard_at)
            if current.started_at is None:
                await uow.sessions.mark_started(session.id, heard_at)
            answer = await uow.interactions.add(self._answer(session, history, heard_at))
            reply = await uow.interactions.add(_reply(session, worded, now))
            if ends:
                await uow.sessions.set_status(session.id, SessionStatus.COMPLETED, now)
                await uow.due_assessments.promise(session.id)
            await uow.commit()
        status = SessionStatus.COMPLETED if ends else SessionStatus.ACTIVE
        self.result = Exchanged(
            replace(session, status=status), (*history, answer, reply), worded.text, ends
        )

    def _answer(
        self, session: InterviewSession, history: Sequence[Interaction], now: datetime
    ) -> Interaction:
        said = self._said
        asked = next((turn for turn in reversed(history) if turn.role is Role.ASSISTANT), None)
        turn = Interaction(
            session_id=session.id,
            item_id=self._item_id,
            role=Role.USER,
            content=said.text,
            created_at=now,
            offset_seconds=(now - (session.started_at or now)).total_seconds(),
            duration_seconds=said.audio_seconds,
            timing_basis=TimingBasis.DECLARED_DURATION if said.audio_seconds else TimingBasis.NONE,
            question_number=asked.question_number if asked else 0,
            question_id=asked.question_id if asked else None,
            audio_s3_key=said.audio_s3_key,
            artifact=said.artifact,
        )
        return measured_in(session, turn)


def measured_in(session: InterviewSession, turn: Interaction) -> Interaction:
    """Return a candidate's turn with its measures, by the session's language and its question."""
    question = session.plan.question(turn.question_id)
    return measured(turn, of(session.request.language), question.kind if question else None)


def _reply(session: InterviewSession, worded: Worded, now: datetime) -> Interaction:
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
