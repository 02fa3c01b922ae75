"""Interview sessions."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Select, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from core.camera import CameraCounts
from core.clock import Clock
from core.errors import ConflictError, NotFoundError, SessionNotActiveError
from core.interview import (
    InterviewRequest,
    InterviewSession,
    InterviewType,
    Mode,
    SessionStatus,
    SessionSummary,
)
from core.plan import InterviewPlan
from storage.engine import for_update
from storage.models import SessionRow
from storage.repositories.interactions import Interactions
from storage.repositories.session_counts import SessionCounts
from storage.repositories.session_values import to_session, to_summary

_OPEN = (SessionStatus.ACTIVE, SessionStatus.PAUSED)
_WHOLE = tuple(map(undefer, (SessionRow.plan, SessionRow.opener, SessionRow.job_description)))


class Sessions:
    """The interview sessions. Methods that change one return nothing and raise `NotFoundError`."""

    def __init__(self, db_session: AsyncSession, clock: Clock) -> None:
        self._db_session = db_session
        self._clock = clock
        self._counts = SessionCounts(db_session)
        self._turns = Interactions(db_session)

    async def add(
        self, user_id: int, request: InterviewRequest, plan: InterviewPlan, opener: str
    ) -> InterviewSession:
        """Store and return a new active session; `ConflictError` if there is no such user."""
        row = SessionRow(
            user_id=user_id,
            status=SessionStatus.ACTIVE,
            plan=plan,
            opener=opener,
            created_at=self._clock(),
            faults=(),
            paused_seconds=0.0,
            **asdict(request),
        )
        self._db_session.add(row)
        await self._db_session.flush()
        await self._counts.change(user_id, row.status, row.interview_type, 1)
        return to_session(row)

    async def get(self, session_id: int, *, lock: bool = False) -> InterviewSession:
        """Return the session; `NotFoundError` if there is none.

        With `lock` nobody else can change it, or lock it, until this unit of work ends.
        """
        return to_session(await self._one(_whole(session_id), lock))

    async def get_for_user(self, session_id: int, user_id: int) -> InterviewSession:
        """Return the session; the same `NotFoundError` when it is missing or not this user's."""
        return to_session(await self._one(_whole(session_id).where(SessionRow.user_id == user_id)))

    async def list_for_user(
        self,
        user_id: int,
        skip: int,
        limit: int,
        status: SessionStatus | None = None,
        interview_type: InterviewType | None = None,
        *,
        before: int | None = None,
    ) -> list[SessionSummary]:
        """Return a page of the user's sessions, newest first; those older than `before` if given.

        The page is found in an index that holds nothing else, so its cost grows with `skip` and
        `limit` and not with how much is stored. With `before` no page costs more than the first.
        """
        page = select(SessionRow.id).where(SessionRow.user_id == user_id)
        if before is not None:
            page = page.where(SessionRow.id < before)
        if status is not None:
            page = page.where(SessionRow.status == status)
        if interview_type is not None:
            page = page.where(SessionRow.interview_type == interview_type)
        page = page.order_by(SessionRow.id.desc()).offset(skip).limit(limit)
        rows = await self._db_session.scalars(
            select(SessionRow).where(SessionRow.id.in_(page)).order_by(SessionRow.id.desc())
        )
        return [to_summary(row) for row in rows]

    async def latest_for_user(
        self, user_id: int, limit: int, status: SessionStatus | None = None
    ) -> list[InterviewSession]:
        """Return the user's newest sessions whole, newest first."""
        statement = select(SessionRow).where(SessionRow.user_id == user_id).options(*_WHOLE)
        if status is not None:
            statement = statement.where(SessionRow.status == status)
        rows = await self._db_session.scalars(statement.order_by(SessionRow.id.desc()).limit(limit))
        return [to_session(row) for row in rows]

    async def count_for_user(
        self,
        user_id: int,
        status: SessionStatus | None = None,
        interview_type: InterviewType | None = None,
    ) -> int:
        """Return how many sessions `list_for_user` has in all; adds up at most 20 counters."""
        return await self._counts.total(user_id, status, interview_type)

    async def active_with_heartbeat_before(self, moment: datetime) -> list[InterviewSession]:
        """Return the active and paused sessions that had an agent whose last sign is older.

        In no order; a session that never had an agent is not among them.
        """
        rows = await self._db_session.scalars(
            select(SessionRow)
            .where(SessionRow.status.in_(_OPEN), SessionRow.heartbeat_at < moment)
            .options(*_WHOLE)
        )
        return [to_session(row) for row in rows]

    async def status(self, session_id: int, *, lock: bool = False) -> SessionStatus:
        """Return where the session is; `NotFoundError` if there is none.

        With `lock` it stays there until this unit of work ends.
        """
        statement = select(SessionRow.status).where(SessionRow.id == session_id)
        found = await self._db_session.scalar(for_update(statement) if lock else statement)
        if found is None:
            raise _not_found()
        return found

    async def open_for_user(self, user_id: int, mode: Mode) -> list[int]:
        """Return the ids of the user's sessions of a mode that go on, in no order."""
        rows = await self._db_session.scalars(
            select(SessionRow.id).where(
                SessionRow.user_id == user_id,
                SessionRow.status.in_(_OPEN),
                SessionRow.mode == mode,
            )
        )
        return list(rows)

    async def mark_started(self, session_id: int, at: datetime) -> None:
        """Set the zero of every `offset_seconds`; a session that has one keeps it."""
        row = await self._locked(session_id)
        row.started_at = row.started_at or at
        await self._db_session.flush()

    async def set_status(
        self, session_id: int, status: SessionStatus, at: datetime | None = None
    ) -> None:
        """Move the session to a status; `completed_at` is when it ended, by either end.

        `at` is now unless given. A session that had ended keeps its moment, and takes no turns
        again: an interviewer who has not heard of the end yet may still come to pause it. What is
        known by then of an answer that nobody finished is a turn. A pause lasts from the first
        change to it until the change to anything else.
        """
        row = await self._locked(session_id)
        if status in _OPEN and row.status not in _OPEN:
            return
        if status not in _OPEN and row.status in _OPEN:
            await self._turns.settle_open(session_id)
        _keep_time(row, status, at or self._clock())
        if row.status is not status:
            await self._counts.change(row.user_id, row.status, row.interview_type, -1)
            await self._counts.change(row.user_id, status, row.interview_type, 1)
            row.status = status
        if status not in _OPEN and row.completed_at is None:
            row.completed_at = at or self._clock()
        await self._db_session.flush()

    async def add_fault(self, session_id: int, text: str) -> None:
        """Append to what went wrong during the session."""
        row = await self._locked(session_id)
        row.faults = (*row.faults, text)
        await self._db_session.flush()

    async def observe(self, session_id: int, observation: CameraCounts) -> None:
        """Keep what a client counted with the camera so far, in place of what it had before.

        Raises `SessionNotActiveError` once the session has ended, and `ConflictError` where the
        candidate has not opted in.
        """
        row = await self._locked(session_id)
        if row.status not in _OPEN:
            raise SessionNotActiveError("This session has ended; nothing is observed any more.")
        if not row.camera_opt_in:
            raise ConflictError("The candidate has not opted in to observing with a camera.")
        row.observation = observation
        await self._db_session.flush()

    async def withdraw_camera(self, session_id: int) -> None:
        """Take back the opt-in and forget what was counted."""
        row = await self._locked(session_id)
        row.camera_opt_in = False
        row.observation = None
        await self._db_session.flush()

    async def first_rates(self, user_id: int, before: int, limit: int) -> tuple[float, ...]:
        """Return the words per minute of a user's first sessions in which pace was scored.

        Oldest first; only sessions older than `before` count.
        """
        found = await self._db_session.scalars(
            select(SessionRow.words_per_minute)
            .where(
                SessionRow.user_id == user_id,
                SessionRow.id < before,
                SessionRow.pace_score.is_not(None),
            )
            .order_by(SessionRow.id)
            .limit(limit)
        )
        return tuple(rate for rate in found if rate is not None)

    async def pauses_until(self, session_id: int) -> tuple[float, ...]:
        """Return the pauses (seconds) that the candidate made last: in this session, else in the
        latest one before it; none when there are none."""
        user = select(SessionRow.user_id).where(SessionRow.id == session_id).scalar_subquery()
        found = await self._db_session.scalar(
            select(SessionRow.own_pauses)
            .where(
                SessionRow.user_id == user,
                SessionRow.id <= session_id,
                SessionRow.own_pauses.is_not(None),
            )
            .order_by(SessionRow.id.desc())
            .limit(1)
        )
        return found or ()

    async def keep_pauses(self, session_id: int, pauses: tuple[float, ...]) -> None:
        """Keep the candidate's latest pauses (seconds), in place of those kept before."""
        found = await self._db_session.scalar(
            update(SessionRow)
            .where(SessionRow.id == session_id)
            .values(own_pauses=pauses)
            .returning(SessionRow.id)
        )
        if found is None:
            raise _not_found()

    async def set_trace(self, session_id: int, run_id: str | None, url: str | None) -> None:
        """Set where LangSmith keeps the session's trace."""
        row = await self._locked(session_id)
        row.langsmith_run_id = run_id
        row.langsmith_trace_url = url
        await self._db_session.flush()

    async def heartbeat(self, session_id: int, at: datetime, worker: str) -> SessionStatus:
        """Note that the session's agent lives, and in which worker; return the status."""
        found: SessionStatus | None = await self._db_session.scalar(
            update(SessionRow)
            .where(SessionRow.id == session_id)
            .values(heartbeat_at=at, worker=worker)
            .returning(SessionRow.status)
        )
        if found is None:
            raise _not_found()
        return found

    async def last_seen(self) -> list[tuple[int, str, datetime]]:
        """Return where each active interview's agent lived when it was last heard of, and when."""
        found = await self._db_session.execute(
            select(SessionRow.id, SessionRow.worker, SessionRow.heartbeat_at).where(
                SessionRow.status == SessionStatus.ACTIVE, SessionRow.worker.is_not(None)
            )
        )
        return [(number, worker, at) for number, worker, at in found if worker and at]

    async def delete(self, session_id: int, user_id: int) -> None:
        """Delete this user's session with its turns and assessments."""
        statement = select(SessionRow).where(
            SessionRow.id == session_id, SessionRow.user_id == user_id
        )
        row = await self._one(statement, lock=True)
        await self._counts.change(row.user_id, row.status, row.interview_type, -1)
        await self._db_session.delete(row)
        await self._db_session.flush()

    async def _locked(self, session_id: int) -> SessionRow:
        return await self._one(select(SessionRow).where(SessionRow.id == session_id), lock=True)

    async def _one(self, statement: Select[SessionRow], lock: bool = False) -> SessionRow:
        row = await self._db_session.scalar(for_update(statement) if lock else statement)
        if row is None:
            raise _not_found()
        return row


def _keep_time(row: SessionRow, status: SessionStatus, at: datetime) -> None:
    if status is SessionStatus.PAUSED:
        row.paused_at = row.paused_at or at
    elif row.paused_at is not None:
        # what was paused before it had begun has lost no time
        since = max(row.paused_at, row.started_at or at)
        row.paused_seconds += max(0.0, (at - since).total_seconds())
        row.paused_at = None


def _whole(session_id: int) -> Select[SessionRow]:
    return select(SessionRow).where(SessionRow.id == session_id).options(*_WHOLE)


def _not_found() -> NotFoundError:
    return NotFoundError("Interview session not found.")
