"""Assessments over the wire: the contract's two shapes, and what is beside them."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import Field, create_model

from api.http.wire import Moment, Wire
from api.schemas.advice import NextInterviewAnswer
from core.assessment import (
    Assessment,
    DimensionScore,
    Evidence,
    QuestionOutcome,
    RequirementResult,
    RewrittenAnswer,
)
from core.interview import InterviewSession, SessionStatus
from scoring.dimensions import DIMENSIONS, PANEL

Shape = TypeVar("Shape", bound=Wire)
_EVERY = tuple(each for each in (*DIMENSIONS, *PANEL) if each.own_field)


def _with_scores(*groups: str) -> Callable[[type[Shape]], type[Shape]]:
    """Return what adds to a shape a score for each dimension of these groups, or of all.

    Those without a field of their own stand among the dimensions alone.
    """

    def add(shape: type[Shape]) -> type[Shape]:
        fields: dict[str, Any] = {
            f"{d.name}_score": (float | None, Field(description=d.told or None))
            for d in _EVERY
            if not groups or d.group in groups
        }
        return create_model(
            shape.__name__, __base__=shape, __module__=__name__, __doc__=shape.__doc__, **fields
        )

    return add


def _scores(assessment: Assessment) -> dict[str, Any]:
    """Return every dimension's score under the name of its field."""
    return {f"{d.name}_score": assessment.score(d.name) for d in _EVERY}


def _of(shape: type[Shape], values: Mapping[str, Any]) -> Shape:
    """Return a shape filled with those of the values that it has fields for."""
    return shape.model_validate({name: values[name] for name in shape.model_fields})


class Strengths(Wire):
    """The contract nests the list under its own name."""

    strengths: list[str]


class Weaknesses(Wire):
    """The contract nests the list under its own name."""

    weaknesses: list[str]


class NonVerbalPanel(Wire):
    """What a camera was counted to see; it weighs nothing. `reason` says why there is nothing."""

    opted_in: bool
    observed_seconds: float | None
    reason: str | None
    dimensions: list[DimensionScore]

    @classmethod
    def of(cls, assessment: Assessment) -> "NonVerbalPanel":
        """Return the panel of an assessment."""
        names = {dimension.name for dimension in PANEL}
        panel = [d for d in assessment.dimensions if d.name in names]
        unseen = all(d.score is None for d in panel)
        return cls(
            opted_in=assessment.camera_opt_in,
            observed_seconds=assessment.observed_seconds,
            reason=panel[0].null_reason if panel and unseen else None,
            dimensions=panel,
        )


class AssessmentAdditions(Wire):
    """What both shapes carry beside the contract: how the numbers came about."""

    assessment_method: str = Field(description="`judge` or `basic`; each dimension has its own")
    assessment_version: int
    rubric_version: str
    prompt_hash: str | None
    model: str | None = Field(description="the judging model's name and version")
    usage: dict[str, int] = Field(description="calls and tokens this assessment took")
    band: float | None
    coverage: float
    provisional: bool = Field(description="fewer than three answers: the band is wide")
    summary_word: str | None
    group_scores: dict[str, float | None]
    dimensions: list[DimensionScore]
    feedback_evidence: dict[str, list[Evidence]]
    answered_question_count: int
    notes: list[str]
    non_verbal_panel: NonVerbalPanel
    rewritten_answer: RewrittenAnswer | None
    not_rewritten_because: str | None
    next_interview: NextInterviewAnswer | None
    questions: list[QuestionOutcome] = Field(
        description="each question with its answer's own score, in the order they were put"
    )
    requirements: list[RequirementResult] = Field(
        description="what was shown of each thing the job posting asks for; empty without one"
    )


def _additions(assessment: Assessment) -> dict[str, Any]:
    return {
        "assessment_method": assessment.method,
        "assessment_version": assessment.version,
        "rubric_version": assessment.rubric_version,
        "prompt_hash": assessment.prompt_hash,
        "model": assessment.model,
        "usage": dict(assessment.usage),
        "band": assessment.band,
        "coverage": assessment.coverage,
        "provisional": assessment.provisional,
        "summary_word": assessment.summary_word,
        "group_scores": dict(assessment.group_scores),
        "dimensions": list(assessment.dimensions),
        "feedback_evidence": {
            point: list(evidence) for point, evidence in assessment.feedback.evidence.items()
        },
        "answered_question_count": assessment.answered_question_count,
        "notes": list(assessment.notes),
        "non_verbal_panel": NonVerbalPanel.of(assessment),
        "rewritten_answer": assessment.feedback.rewritten_answer,
        "not_rewritten_because": assessment.feedback.not_rewritten_because,
        "requirements": list(assessment.requirements),
        "questions": list(assessment.questions),
        "next_interview": (
            NextInterviewAnswer.of(assessment.next_interview) if assessment.next_interview else None
        ),
    }


def _whole(figure: float | None) -> int | None:
    """Return a figure as the contract writes it; its measures have it in full."""
    return None if figure is None else round(figure)


@_with_scores()
class CompleteAnswer(AssessmentAdditions):
    """The flat shape of `complete`."""

    id: int
    status: SessionStatus
    overall_score: float | None
    words_per_minute: int | None
    filler_word_count: int | None
    strengths: Strengths
    weaknesses: Weaknesses
    detailed_feedback: str
    next_steps: list[str]
    recommended_topics: list[str]
    completed_at: Moment | None
    assessed_at: Moment

    @classmethod
    def of(cls, session: InterviewSession, assessment: Assessment) -> "CompleteAnswer":
        """Return the flat form of a session's assessment."""
        feedback = assessment.feedback
        return cls(
            id=session.id,
            status=session.status,
            overall_score=assessment.overall_score,
            **_scores(assessment),
            words_per_minute=_whole(assessment.words_per_minute),
            filler_word_count=assessment.filler_word_count,
            strengths=Strengths(strengths=list(feedback.strengths)),
            weaknesses=Weaknesses(weaknesses=list(feedback.weaknesses)),
            detailed_feedback=feedback.detailed_feedback,
            next_steps=list(feedback.next_steps),
            recommended_topics=list(feedback.recommended_topics),
            completed_at=session.completed_at,
            assessed_at=assessment.assessed_at,
            **_additions(assessment),
        )


@_with_scores("communication")
class CommunicationScores(Wire):
    """How it was said."""

    words_per_minute: int | None
    filler_word_count: int | None


@_with_scores("content")
class ContentScores(Wire):
    """What was said."""


@_with_scores("behavioral")
class BehavioralScores(Wire):
    """What was told of past behaviour."""


@_with_scores("non_verbal")
class NonVerbalScores(Wire):
    """Null unless the candidate opted in and a camera was on."""


class FeedbackAnswer(Wire):
    """What to do with the result."""

    strengths: list[str]
    weaknesses: list[str]
    detailed_feedback: str
    next_steps: list[str]
    recommended_topics: list[str]


class AssessAnswer(AssessmentAdditions):
    """The grouped shape of `assess`."""

    session_id: int
    overall_score: float | None
    communication_scores: CommunicationScores
    content_scores: ContentScores
    behavioral_scores: BehavioralScores
    non_verbal_scores: NonVerbalScores
    feedback: FeedbackAnswer
    assessed_at: Moment

    @classmethod
    def of(cls, assessment: Assessment) -> "AssessAnswer":
        """Return the grouped form of an assessment."""
        feedback = assessment.feedback
        scores = _scores(assessment) | {
            "words_per_minute": _whole(assessment.words_per_minute),
            "filler_word_count": assessment.filler_word_count,
        }
        return cls(
            session_id=assessment.session_id,
            overall_score=assessment.overall_score,
            communication_scores=_of(CommunicationScores, scores),
            content_scores=_of(ContentScores, scores),
            behavioral_scores=_of(BehavioralScores, scores),
            non_verbal_scores=_of(NonVerbalScores, scores),
            feedback=FeedbackAnswer(
                strengths=list(feedback.strengths),
                weaknesses=list(feedback.weaknesses),
                detailed_feedback=feedback.detailed_feedback,
                next_steps=list(feedback.next_steps),
                recommended_topics=list(feedback.recommended_topics),
            ),
            assessed_at=assessment.assessed_at,
            **_additions(assessment),
        )
