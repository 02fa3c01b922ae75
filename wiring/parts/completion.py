"""Ending an interview and assessing it, for the HTTP side and the spoken side alike."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from core.assessment import Assessment
from core.clock import Clock
from core.errors import ConflictError, UnavailableError
from core.interview import OPEN, SessionStatus
from core.ports import Assessor
from core.turn import as_held
from core.usage import CallPurpose, ModelCall
from scoring.delivery.own_pace import with_usual_wpm
from scoring.feedback.next_interview import plan_next
from scoring.feedback.tuned import FEEDBACK
from scoring.judge.requirements import RequirementReading
from scoring.judge.rewording import Rewording
from scoring.rubric.phrases import load_phrases
from storage import Database

logger = logging.getLogger(__name__)

KEEP_CLAIM_SECONDS = 4.0
"""How often who is at work says so; well within the time that a claim lasts."""
LOOK_SECONDS = 0.2
"""How often who waits for somebody else's assessment looks for it."""


@dataclass
class _Making:
    """An assessment that is being made, and how many wait for it."""

    task: asyncio.Task[Assessment]
    callers: int = 0


class Completion:
    """The `Completer` of both doors."""

    def __init__(
        self,
        database: Database,
        assessor: Assessor,
        clock: Clock,
        rewording: Rewording | None = None,
        requirements: RequirementReading | None = None,
    ) -> None:
        self._database = database
        self._assessor = assessor
        self._clock = clock
        self._rewording = rewording
        self._requirements = requirements
        self._making: dict[int, _Making] = {}

    async def complete(self, session_id: int) -> Assessment:
        """Mark the session completed, assess it once, and return the newest assessment.

        Callers in one process share one run, and of several processes one makes it: the others
        wait, and go on from what it kept if it gives up or dies. Raises `NotFoundError`.
        """
        await self.end(session_id)
        async with self._database.unit_of_work() as uow:
            known = await uow.assessments.latest(session_id)
        return known or await self._shared(session_id)

    async def end(self, session_id: int) -> SessionStatus:
        """Mark the session completed and return its status; one that has ended stays as it is.

        Its assessment is promised: if nobody makes it in time, it is taken over.
        """
        async with self._database.unit_of_work() as uow:
            status = (await uow.sessions.get(session_id, lock=True)).status
            if status in OPEN:
                status = SessionStatus.COMPLETED
                await uow.sessions.set_status(session_id, status, self._clock())
            await uow.due_assessments.promise(session_id)
            await uow.commit()
        return status

    async def reassess(self, session_id: int) -> Assessment:
        """Assess an ended session again and return the new version.

        Raises `NotFoundError`, or `ConflictError` while the session still takes turns.
        """
        async with self._database.unit_of_work() as uow:
            session = await uow.sessions.get(session_id)
        if session.status in OPEN:
            raise ConflictError("Complete the interview first; it still takes answers.")
        return await self._assess(session_id, only_if_none=False)

    async def _shared(self, session_id: int) -> Assessment:
        """Return what one run for all callers makes; it ends when the last of them gives up."""
        if session_id not in self._making:
            self._making[session_id] = _Making(asyncio.create_task(self._make(session_id)))
        making = self._making[session_id]
        making.callers += 1
        try:
            return await asyncio.shield(making.task)
        finally:
            making.callers -= 1
            if making.callers == 0:
                del self._making[session_id]
                making.task.cancel()
                await asyncio.wait((making.task,))

    async def _make(self, session_id: int) -> Assessment:
        while True:
            async with self._database.unit_of_work() as uow:
                claimed = await uow.due_assessments.claim(session_id)
                await uow.commit()
            if claimed:
                async with self._claimed(session_id):
                    return await self._assess(session_id, only_if_none=True)
            async with self._database.unit_of_work() as uow:
                await uow.sessions.status(session_id)  # a deleted one is waited for by nobody
                known = await uow.assessments.latest(session_id)
            if known is not None:
                return known
            await asyncio.sleep(LOOK_SECONDS)

    @asynccontextmanager
    async def _claimed(self, session_id: int) -> AsyncIterator[None]:
        """Keep others from making the same for as long as this lasts."""
        keeping = asyncio.create_task(self._keep_claim(session_id))
        try:
            yield
        finally:
            keeping.cancel()
            await asyncio.wait((keeping,))
            with suppress(UnavailableError):
                async with self._database.unit_of_work() as uow:
                    await uow.due_assessments.release(session_id)
                    await uow.commit()

    async def _keep_claim(self, session_id: int) -> None:
        while True:
            await asyncio.sleep(KEEP_CLAIM_SECONDS)
            with suppress(UnavailableError):
                async with self._database.unit_of_work() as uow:
                    await uow.due_assessments.keep(session_id)
                    await uow.commit()

    async def _assess(self, session_id: int, *, only_if_none: bool) -> Assessment:
        async with self._database.unit_of_work() as uow:
            session = await uow.sessions.get(session_id)
            history = await uow.interactions.list(session_id)
            kind = session.request.interview_type
            session = await with_usual_wpm(session, uow.sessions.first_rates)
            others = await uow.assessments.latest_of_sessions(
                session.user_id, kind, FEEDBACK.sessions
            )
        assessment = await self._assessor.assess(session, as_held(history))
        if self._rewording is not None:
            assessment = await self._rewording.reword(assessment)
        if self._requirements is not None and assessment.requirements:
            assessment = await self._requirements.read(assessment, session, as_held(history))
        earlier = [other for other in others if other.session_id < session_id]
        plan = plan_next(
            session.request, assessment, earlier, await asyncio.to_thread(load_phrases)
        )
        assessment = assessment.model_copy(update={"next_interview": plan})
        async with self._database.unit_of_work() as uow:
            # the lock on the session makes two writers take turns
            held = await uow.sessions.get(session_id, lock=True)
            known = await uow.assessments.latest(session_id)
            if known is not None and only_if_none:
                return known
            stored = await uow.assessments.add(assessment)
            await uow.model_calls.add(session_id, self._asked(assessment))
            await uow.due_indexes.promise(held.user_id)
            await uow.commit()
        logger.info(
            "session.assessed",
            extra={"session_id": session_id, "version": stored.version, "method": stored.method},
        )
        return stored

    def _asked(self, assessment: Assessment) -> tuple[ModelCall, ...]:
        """Return what judge and rewording, which are one model, were asked for this assessment.

        A model that tells no tokens has null for them.
        """
        used = assessment.usage
        model = assessment.model or (self._rewording.model.name if self._rewording else None)
        if model is None or not used.get("calls"):
            return ()
        return (
            ModelCall(
                CallPurpose.JUDGE,
                model,
                used.get("prompt_tokens") or None,
                used.get("completion_tokens") or None,
                used["calls"],
                used.get("cached_tokens", 0),
            ),
        )
