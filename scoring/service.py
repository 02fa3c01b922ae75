"""An interview's turn log becomes its assessment, by rules alone."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from core.assessment import Assessment
from core.clock import Clock
from core.interview import InterviewSession
from core.plan import Question
from core.turn import Interaction, Role
from scoring.answers import Answers, collect_answers
from scoring.delivery import measure_turn
from scoring.offline import rate_answer
from scoring.phrases import Phrases, load_phrases
from scoring.rating import RatedAnswer
from scoring.reference import References, load_bank
from scoring.report import report
from scoring.rubric import Rubric, load_rubric


class OfflineAssessor:
    """Assesses without any model; deterministic but for the time it stamps.

    `bank` gives the questions that reference cosines are taken from, by default all of the
    question bank. It is read once, with the first assessment.
    """

    def __init__(self, clock: Clock, bank: Callable[[], Sequence[Question]] = load_bank) -> None:
        self._clock = clock
        self._load_bank = bank

    async def assess(self, session: InterviewSession, history: Sequence[Interaction]) -> Assessment:
        """Return a new assessment of the turn log, computed off the event loop."""
        return await asyncio.to_thread(self.assess_now, session, history)

    def assess_now(self, session: InterviewSession, history: Sequence[Interaction]) -> Assessment:
        """Return a new assessment of the turn log."""
        answers = collect_answers(measured(session, history), session.plan)
        own = outside(session, self._bank)
        references = References((*self._bank, *own)) if own else self._bank_references
        rated = rate_answers(answers, session, references)
        return report(
            session.id,
            answers,
            rated,
            self._rubric,
            self._phrases,
            method="basic",
            assessed_at=self._clock(),
        )

    @cached_property
    def _bank(self) -> tuple[Question, ...]:
        return tuple(self._load_bank())

    @cached_property
    def _bank_references(self) -> References:
        return References(self._bank)

    @cached_property
    def _rubric(self) -> Rubric:
        return load_rubric()

    @cached_property
    def _phrases(self) -> Phrases:
        return load_phrases()


def outside(session: InterviewSession, bank: Sequence[Question]) -> tuple[Question, ...]:
    """Return the questions of a session's plan that the bank does not hold."""
    known = {question.id for question in bank}
    return tuple(question for question in session.plan.questions if question.id not in known)


def measured(session: InterviewSession, history: Sequence[Interaction]) -> list[Interaction]:
    """Return the turn log with a delivery on every candidate's turn; stored ones are kept."""
    kinds = {question.id: question.kind for question in session.plan.questions}
    return [
        replace(turn, delivery=measure_turn(turn, kind=kinds.get(turn.question_id or "")))
        if turn.role is Role.USER and turn.delivery is None
        else turn
        for turn in history
    ]


def rate_answers(
    answers: Answers, session: InterviewSession, references: References
) -> tuple[RatedAnswer, ...]:
    """Return every answer rated by rules, in the order of their questions."""
    role = session.request.role_context or ""
    return tuple(
        rate_answer(answer, references, session.request.interview_type, role)
        for answer in answers.answers
    )
