"""What is known of a candidate from before: their own material, and what was left open."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from agent.interviewer.prepare.recall import closest
from agent.interviewer.prepare.tuned import PLANS
from agent.interviewer.wordings.reasons import MANNERS
from core.assessment import Assessment
from core.errors import GreenroomError
from core.interview import SessionStatus
from core.knowledge import KnowledgeBase
from core.move import MoveKind
from core.plan import InterviewPlan, Passage
from core.turn import Interaction
from language.en.text.vocabulary import COMMON_STEMS, content_stems
from storage.database import Database
from storage.passages import profile_passages

logger = logging.getLogger(__name__)

PASSAGE_SECONDS: Final = 2.0


@dataclass(frozen=True, slots=True)
class Weakness:
    """A question of an earlier interview that was left without an answer, or answered weakly."""

    question_id: str
    competency: str
    session_id: int


class Memory(Protocol):
    """What preparing an interview may ask about a candidate."""

    async def passages(self, user_id: int, query: str) -> Sequence[Passage]:
        """Return the candidate's own passages nearest to a query, best first."""
        ...

    async def weaknesses(self, user_id: int) -> Sequence[Weakness]:
        """Return what earlier interviews left open or found weak, the most recent first."""
        ...

    async def resume_questions(self, user_id: int) -> Sequence[str]:
        """Return what earlier interviews asked about the resume, the most recent first."""
        ...

    async def full_name(self, user_id: int) -> str | None:
        """Return the candidate's name as the account has it, or null."""
        ...


class StoredMemory:
    """`Memory` from the database and the vector store.

    The vector store is asked only while `ready`: nobody waits for its model to be loaded. Without
    it the profile is searched by its words.
    """

    def __init__(
        self,
        database: Database,
        knowledge: KnowledgeBase,
        ready: Callable[[], bool] = lambda: True,
    ) -> None:
        self._database = database
        self._knowledge = knowledge
        self._ready = ready

    async def passages(self, user_id: int, query: str) -> Sequence[Passage]:
        """Return the nearest passages: by meaning, or by words where the store is away or slow."""
        if not self._ready():
            return await self._by_words(user_id, query)
        try:
            async with asyncio.timeout(PASSAGE_SECONDS):
                found = await self._knowledge.search(user_id, query, PLANS.passage_limit)
        except (GreenroomError, TimeoutError) as error:
            logger.warning("memory.passages_unavailable", extra={"error": type(error).__name__})
            return await self._by_words(user_id, query)
        return tuple(Passage(text=one.text, source=one.source) for one in found)

    async def _by_words(self, user_id: int, query: str) -> Sequence[Passage]:
        async with self._database.unit_of_work() as work:
            profile = await work.profiles.get(user_id)
        passages = profile_passages(profile) if profile else ()
        return closest(
            passages, content_stems(query) - COMMON_STEMS, PLANS.passage_limit, at_least=1
        )

    async def weaknesses(self, user_id: int) -> Sequence[Weakness]:
        """Return the weak questions of the latest finished sessions.

        They were skipped or not known, or their assessment advises to study what they are about.
        """
        async with self._database.unit_of_work() as work:
            sessions = await work.sessions.latest_for_user(
                user_id, PLANS.earlier_sessions, SessionStatus.COMPLETED
            )
            logs = [await work.interactions.list(session.id) for session in sessions]
            assessed = [await work.assessments.latest(session.id) for session in sessions]
        return tuple(
            Weakness(question.id, question.competency, session.id)
            for session, log, assessment in zip(sessions, logs, assessed, strict=True)
            for question_id in dict.fromkeys(
                (*left_open(log), *answered_weakly(session.plan, log, assessment))
            )
            if (question := session.plan.question(question_id))
        )

    async def resume_questions(self, user_id: int) -> Sequence[str]:
        """Return the planned questions about the resume of the latest sessions, ended or not."""
        async with self._database.unit_of_work() as work:
            sessions = await work.sessions.latest_for_user(user_id, PLANS.earlier_sessions)
        return tuple(
            question.text
            for session in sessions
            for question in session.plan.questions
            if question.source == "resume"
        )

    async def full_name(self, user_id: int) -> str | None:
        """Return the account's name, or null."""
        async with self._database.unit_of_work() as work:
            user = await work.users.by_id(user_id)
        return user.full_name if user else None


def answered_weakly(
    plan: InterviewPlan, log: Sequence[Interaction], assessment: Assessment | None
) -> tuple[str, ...]:
    """Return the ids of the asked questions whose competency an assessment advises to study."""
    topics = assessment.feedback.recommended_topics if assessment else ()
    asked = dict.fromkeys(turn.question_id for turn in log if turn.move and turn.question_id)
    questions = (plan.question(question_id) for question_id in asked)
    return tuple(one.id for one in questions if one and one.competency in topics)


def left_open(log: Sequence[Interaction]) -> tuple[str, ...]:
    """Return the ids of the questions that a log shows to have been given up, in order."""
    found: list[str] = []
    current: str | None = None
    for turn in log:
        if turn.move is None:
            continue
        if MANNERS[turn.move.reason].gives_up and current and current not in found:
            found.append(current)
        if turn.move.kind is not MoveKind.CLOSE:
            current = turn.move.question_id
    return tuple(found)
