"""What a dimension is, to code: one value that rules, judge, feedback, report and API read.

The words of its levels, checks and advice stand in the rubric (`prompts/rubrics/rubric.yaml`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from core.assessment import Evidence
from core.camera import CameraCounts
from core.interview import InterviewType
from core.plan import Question, coverage
from language.en.text.key_points import Hit, find_key_points
from scoring.answers import Answer
from scoring.delivery.pooling import PooledDelivery
from scoring.evidence.reference import References
from scoring.evidence.support import Support, support
from scoring.rubric.phrases import Phrases
from scoring.rubric.rating import Measures

Scored = tuple[float, list[str], Measures]
"""A score in 0-100, the sentences it rests on, and the figures it was computed from."""

Seen = tuple[float, dict[str, float]] | str
"""A score in 0-100 with its figures, or why there is none."""

Facts = dict[str, Any]
"""Values that sentences of feedback are filled with; null where there is nothing to say."""


class Said:
    """What rules read of an answer: its text in several states, and what was found in it.

    `text` is without restarts, asides and what is not asserted; `own` is besides without what only
    says again what was asked, and without `turned`, the sentences that turn what is true of the
    question's subject round; the answer itself holds what was really said.
    """

    def __init__(
        self,
        answer: Answer,
        text: str,
        own: str,
        references: References,
        role: str,
        turned: Sequence[str] = (),
    ) -> None:
        self.answer = answer
        self.text = text
        self.own = own
        self.turned = turned
        self.references = references
        self.role = role
        self._scored: dict[str, Scored] = {}

    def scored(self, dimension: "Dimension") -> Scored:
        """Return what the text earns in a dimension that rules rate, found once."""
        if dimension.name not in self._scored:
            assert dimension.rate is not None
            self._scored[dimension.name] = dimension.rate(self)
        return self._scored[dimension.name]

    @property
    def question(self) -> Question | None:
        """The question that was answered; null where the plan does not hold it."""
        return self.answer.question

    @property
    def asked(self) -> Question:
        """The question that was answered, which only a question of the plan invites to rate."""
        assert self.answer.question is not None
        return self.answer.question

    @cached_property
    def hits(self) -> tuple[Hit, ...]:
        """For each key point of the question, whether it was said and in which sentence."""
        return find_key_points(self.own, self.asked.key_points)

    @cached_property
    def covered(self) -> float:
        """The weighted share (0-1) of the question's key points that were said."""
        return coverage([found.hit for found in self.hits], self.asked.key_points)

    @cached_property
    def supports(self) -> Support:
        """What the answer says beyond naming things."""
        return support(self.own, self.references.vocabulary(self.asked))


def always(question: Question | None, interview_type: InterviewType) -> bool:
    """Return true: every question gives the opportunity."""
    return True


def asks_for(name: str) -> Callable[[Question | None, InterviewType], bool]:
    """Return the test whether a question of the bank names a dimension as one of its own."""
    return lambda question, _: question is not None and name in question.dimensions


def no_quotes(answers: Sequence[Answer]) -> tuple[Evidence, ...]:
    """Return no evidence: a rate has no place in a text."""
    return ()


def nothing_more(measures: Measures, facts: Facts, phrases: Phrases) -> Facts:
    """Return no facts beyond those every dimension has."""
    return {}


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension. Exactly one of `rate`, `pooled` and `observed` says where it comes from.

    `rate`: rules on one answer, or a judge in their place. `pooled`: the delivery of a whole
    interview; `measures` names the figures it rests on and `evidence` its quotes. `observed`:
    what a camera was counted to see; such a dimension weighs nothing.

    `invited` tells whether a question gives the opportunity, and `not_asked` what is said where
    none did. `unasked` finds what an answer shows though nobody asked; `unasked_by_quotes` leaves
    that without a score, for a judge. `facts` gives what feedback can say, from the figures of one
    answer, of the whole delivery, or (of wording) summed over the answers.

    `of_wording`: how it is said, whatever was asked. `limited_by_length`: what takes sentences
    cannot be shown in two of them. `gated`: earns little where the answer is about something else.
    `absent_is_zero`: asked for and seen by no judge is 0 and not null. `by_key_points`: it rests
    on the question's key points, so that two such say the same. `next_step` names the advice for
    who is weak in it. `told` says what its score means where rules alone gave it, and `own_text`
    what the rubric says of it, for a dimension that the shipped rubric does not hold.
    `own_field`: the API's two shapes of an assessment have a field for its score.
    """

    name: str
    group: str
    rate: Callable[[Said], Scored] | None = None
    pooled: Callable[[PooledDelivery], float | None] | None = None
    observed: Callable[[CameraCounts], Seen] | None = None
    measures: tuple[str, ...] = ()
    evidence: Callable[[Sequence[Answer]], tuple[Evidence, ...]] = no_quotes
    invited: Callable[[Question | None, InterviewType], bool] = always
    not_asked: str = ""
    unasked: Callable[[Said], Scored | None] | None = None
    unasked_by_quotes: bool = False
    facts: Callable[[Measures, Facts, Phrases], Facts] = nothing_more
    of_wording: bool = False
    limited_by_length: bool = False
    gated: bool = False
    absent_is_zero: bool = False
    by_key_points: bool = False
    next_step: str = ""
    own_field: bool = True
    told: str = ""
    own_text: Mapping[str, Any] | None = None
