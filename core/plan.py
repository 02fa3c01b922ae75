"""What an interviewer intends to ask: bank questions and the plan made from them."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(min_length=1, max_length=2000)]


class Frozen(BaseModel):
    """A value: immutable, strict about unknown fields, stored as JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class QuestionKind(StrEnum):
    """What a question invites, which decides how its answer is scored."""

    PAST_BEHAVIOUR = "past_behaviour"
    SITUATIONAL = "situational"
    TECHNICAL = "technical"
    PROBLEM = "problem"
    MOTIVATION = "motivation"
    INTRO = "intro"


class ProbeAspect(StrEnum):
    """What a follow-up asks more about."""

    DEPTH = "depth"
    TRADE_OFFS = "trade_offs"
    OWN_ROLE = "own_role"
    RESULT = "result"
    FAILURE = "failure"
    MEASUREMENT = "measurement"


class KeyPoint(Frozen):
    """Something a good answer covers, with the ways people say it."""

    text: Text
    phrasings: tuple[Text, ...] = Field(min_length=2, max_length=5)
    weight: float = Field(default=1.0, gt=0, le=3)


class Question(Frozen):
    """One question with everything needed to ask, follow up, help and score it.

    `id` never changes once published. `roles` are role families (`backend`, `frontend`, `data_ml`,
    `devops_sre`, `product`, `management`, `general`). `dimensions` names what the question invites
    beyond the content dimensions (`star`, `leadership`, `teamwork`). `misconceptions` are mistakes
    people hold; `opposites` turn a key point round: a direction, an order or a figure swapped.
    """

    id: str = Field(pattern=r"^[a-z]+(_[a-z]+)?-[a-z0-9-]+$")
    text: Text
    kind: QuestionKind
    competency: Text
    level: str = Field(pattern="^(easy|medium|hard)$")
    roles: tuple[str, ...] = Field(min_length=1)
    dimensions: tuple[str, ...] = ()
    minutes: float = Field(default=4.0, gt=0, le=20)
    key_points: tuple[KeyPoint, ...] = Field(min_length=4, max_length=8)
    probes: dict[ProbeAspect, Text] = Field(min_length=3)
    hints: tuple[Text, Text]
    misconceptions: tuple[Text, ...] = ()
    opposites: tuple[Text, ...] = ()
    outline: Text
    source: str | None = Field(
        default=None,
        description="what makes it personal: resume, weakness, instructions, posting; "
        "written: by a model",
    )
    serves: str | None = Field(default=None, description="the posting's requirement it is about")
    problem: str | None = Field(default=None, description="the coding problem that it sets")


class Claim(Frozen):
    """Something the candidate stated before the talk, to be compared with what is said in it.

    `kind` is `years` (value: a number), `skill` (value: its name) or `led_people` (value: the
    words that say so); `source` is `profile` or `resume`.
    """

    kind: str = Field(pattern="^(years|skill|led_people)$")
    value: Text
    source: str = Field(pattern="^(profile|resume)$")


class RequirementKind(StrEnum):
    """What a job posting says of something it asks for."""

    MUST = "must"
    NICE = "nice"
    TASK = "task"
    SENIORITY = "seniority"


class Requirement(Frozen):
    """Something a job posting asks for, in its own words."""

    text: Text
    kind: RequirementKind


class Passage(Frozen):
    """A piece of the candidate's own or of researched material, with where it came from."""

    text: Text
    source: Text


class AskedBefore(Frozen):
    """The question of an earlier interview that a drill puts once more."""

    session_id: int
    question_number: int


class InterviewPlan(Frozen):
    """The questions in the order they are meant to be asked, and what may be said about the role.

    `reserves` are questions of other levels that may take the place of a planned one once the
    answers so far are known; `claims` and `passages` were gathered before the talk,
    `requirements` are those of the job posting, if there was one.
    `again` is where the one question of a drill was put before.
    `prepared_by` is `bank` or the name of the model that planned.
    """

    questions: tuple[Question, ...] = Field(min_length=1)
    reserves: tuple[Question, ...] = ()
    claims: tuple[Claim, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    passages: tuple[Passage, ...] = ()
    prepared_by: str = "bank"
    role_notes: str = ""
    again: AskedBefore | None = None

    def question(self, question_id: str | None) -> Question | None:
        """Return the planned or reserve question with this id, or null if there is none."""
        known = (*self.questions, *self.reserves)
        return next((question for question in known if question.id == question_id), None)


def coverage(hits: Sequence[bool], key_points: Sequence[KeyPoint]) -> float:
    """Return the weighted share (0-1) of key points that were hit: sum w_k*hit_k / sum w_k."""
    total = sum(point.weight for point in key_points)
    if not total:
        return 0.0
    return sum(point.weight for point, hit in zip(key_points, hits, strict=True) if hit) / total
