"""The result of an interview: every number with its evidence."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import Field

from core.interview import InterviewRequest
from core.plan import Frozen


class Evidence(Frozen):
    """Words the candidate said, verified against the transcript by code."""

    quote: str
    interaction_id: int | None = None
    question_number: int = 0
    offset_seconds: float | None = None
    supports: bool = True
    check: str | None = None


class DimensionScore(Frozen):
    """One dimension's score in 0-100, or null with the reason.

    `rule` says in a sentence how the number came about; `measures` holds the figures it was
    computed from. `level_description` is the rubric's text for the level reached and
    `next_level_description` for the one above, empty where there is none; `next_level` says what
    would lift the answer there. `method` is `computed`, `basic` or `judge`.
    """

    name: str
    title: str = ""
    group: str
    weight: float = Field(ge=0)
    score: float | None = Field(default=None, ge=0, le=100)
    level: int | None = Field(default=None, ge=0, le=4)
    level_description: str = ""
    next_level_description: str = ""
    null_reason: str | None = None
    method: str = "basic"
    rule: str = ""
    next_level: str = ""
    evidence: tuple[Evidence, ...] = ()
    measures: dict[str, float | int | str | None] = Field(default_factory=dict)
    agreement: str | None = None


class RequirementResult(Frozen):
    """What an interview showed of something the job posting asks for.

    `asked` tells whether a question was put that serves it, `question_number` which one. `evidence`
    is what was said, with its turn and time; `gap` says what is missing, null where nothing is.
    """

    text: str
    kind: str
    asked: bool = False
    question_number: int | None = None
    evidence: tuple[Evidence, ...] = ()
    gap: str | None = None


class QuestionOutcome(Frozen):
    """One planned question, what was answered to it, and what a strong answer holds.

    `score` is the answer's own (0-100), null where none of its dimensions could be assessed or
    nothing was answered. `interaction_ids` are the turns that answer it. `named` and `left_open`
    are the question's key points, heaviest first, both empty where nothing was answered or the
    plan does not hold the question; `outline` is what a strong answer says, empty then too.
    """

    number: int
    question: str
    competency: str = ""
    answered: bool = False
    score: float | None = Field(default=None, ge=0, le=100)
    interaction_ids: tuple[int, ...] = ()
    named: tuple[str, ...] = ()
    left_open: tuple[str, ...] = ()
    outline: str = ""


class RewrittenAnswer(Frozen):
    """One answer told better, from nothing but what the candidate said in it.

    What is missing stands in brackets, listed in `placeholders`; `changes` says what was done.
    `method` is `basic` (own sentences, sorted and cleaned by rules) or `model`.
    """

    question_number: int
    question: str
    original: str
    interaction_ids: tuple[int, ...] = ()
    text: str
    placeholders: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    method: str = "basic"
    model: str | None = None


class Focus(Frozen):
    """A dimension to practise next: weak in `sessions` of the `of_sessions` that assessed it."""

    dimension: str
    title: str
    sessions: int
    of_sessions: int
    latest: float
    recurs: bool
    why: str
    practise: str


class NextInterview(Frozen):
    """What to practise next, from what recurs over the interviews of one type.

    `request` starts such an interview.
    """

    based_on_sessions: int
    focus: tuple[Focus, ...]
    topics: tuple[str, ...]
    request: InterviewRequest


class Feedback(Frozen):
    """What the candidate can do with the result; each point rests on evidence.

    `rewritten_answer` is null where there is none worth showing; then the reason stands beside it.
    """

    strengths: tuple[str, ...] = ()
    weaknesses: tuple[str, ...] = ()
    detailed_feedback: str = ""
    next_steps: tuple[str, ...] = ()
    recommended_topics: tuple[str, ...] = ()
    evidence: dict[str, tuple[Evidence, ...]] = Field(default_factory=dict)
    rewritten_answer: RewrittenAnswer | None = None
    not_rewritten_because: str | None = None


class Assessment(Frozen):
    """One version of an interview's result.

    `overall_score` and the group scores are 0-100 or null; `coverage` is the share (0-100) of the
    rubric's weight that could be assessed; `band` is the half width around `overall_score`.
    `model` is the judge's, if one judged, and `usage` its calls and tokens.
    `requirements` are those of the job posting, empty without one; `questions` are those that were
    asked, in their order.
    `camera_opt_in` and `observed_seconds` say what the unscored panel rests on.
    `provisional` tells that fewer than three questions were answered, so that the band is wide.
    `summary_word` stands in for the number when too little could be assessed for one.
    """

    session_id: int
    version: int = 1
    method: str
    rubric_version: str
    prompt_hash: str | None = None
    model: str | None = None
    usage: dict[str, int] = Field(default_factory=dict)
    overall_score: float | None = None
    band: float | None = None
    coverage: float = 0.0
    provisional: bool = False
    summary_word: str | None = None
    group_scores: dict[str, float | None] = Field(default_factory=dict)
    dimensions: tuple[DimensionScore, ...] = ()
    feedback: Feedback = Feedback()
    words_per_minute: float | None = None
    filler_word_count: int | None = None
    answered_question_count: int = 0
    camera_opt_in: bool = False
    observed_seconds: float | None = None
    next_interview: NextInterview | None = None
    requirements: tuple[RequirementResult, ...] = ()
    questions: tuple[QuestionOutcome, ...] = ()
    notes: tuple[str, ...] = ()
    assessed_at: datetime

    def score(self, name: str) -> float | None:
        """Return the score of a dimension by name, or null if absent or not assessed."""
        return next((d.score for d in self.dimensions if d.name == name), None)


@dataclass(frozen=True, slots=True)
class Share:
    """A link that shows one session's report to whoever has it.

    `expires_at` is null for one that lasts until it is revoked.
    """

    id: int
    session_id: int
    with_recording: bool
    created_at: datetime
    expires_at: datetime | None
