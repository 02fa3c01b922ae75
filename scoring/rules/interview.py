"""What the rules alone say of a turn log; every assessment starts from it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from core.interview import InterviewSession
from core.plan import Question
from core.turn import Interaction, Role
from language import of
from scoring.answers import Answers, collect_answers
from scoring.delivery.turn_delivery import measure_turn
from scoring.evidence.reference import References, load_bank
from scoring.rubric.definition import Rubric
from scoring.rubric.phrases import Phrases, load_phrases
from scoring.rubric.rating import RatedAnswer
from scoring.rules.answer import rate_answer
from scoring.rules.rubrics import Rubrics, load_rubrics


@dataclass(frozen=True, slots=True)
class RatedInterview:
    """The answers of an interview in the order of their questions, rated by rules."""

    answers: Answers
    rated: tuple[RatedAnswer, ...]
    rubric: Rubric


class Rules:
    """Rates interviews; question bank, rubrics and sentences are read once, when first needed.

    `bank` gives the questions that reference cosines are taken from.
    """

    def __init__(
        self,
        bank: Callable[[], Sequence[Question]] = load_bank,
        rubrics: Callable[[], Rubrics] = load_rubrics,
    ) -> None:
        self._load_bank = bank
        self._load_rubrics = rubrics

    def rate(self, session: InterviewSession, history: Sequence[Interaction]) -> RatedInterview:
        """Return the rated interview; takes a while, so call it off the event loop."""
        answers = collect_answers(measured(session, history), session.plan)
        own = self._outside(session)
        references = References((*self._bank, *own)) if own else self._bank_references
        kind, role = session.request.interview_type, session.request.role_context or ""
        rated = tuple(rate_answer(answer, references, kind, role) for answer in answers.answers)
        return RatedInterview(answers, rated, self.rubrics.of(kind))

    @cached_property
    def rubrics(self) -> Rubrics:
        """The rubrics of this installation."""
        return self._load_rubrics()

    @cached_property
    def phrases(self) -> Phrases:
        """The sentences of feedback."""
        return load_phrases()

    def _outside(self, session: InterviewSession) -> tuple[Question, ...]:
        """Return the questions of a session's plan that the bank does not hold."""
        return tuple(q for q in session.plan.questions if q.id not in self._bank_ids)

    @cached_property
    def _bank(self) -> tuple[Question, ...]:
        return tuple(self._load_bank())

    @cached_property
    def _bank_ids(self) -> frozenset[str]:
        return frozenset(question.id for question in self._bank)

    @cached_property
    def _bank_references(self) -> References:
        return References(self._bank)


def measured(session: InterviewSession, history: Sequence[Interaction]) -> list[Interaction]:
    """Return the turn log with a delivery on every candidate's turn; stored ones are kept."""
    kinds = {question.id: question.kind for question in session.plan.questions}
    language = of(session.request.language)
    return [
        replace(turn, delivery=measure_turn(turn, language, kind=kinds.get(turn.question_id or "")))
        if turn.role is Role.USER and turn.delivery is None
        else turn
        for turn in history
    ]
