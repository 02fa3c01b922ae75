"""Assessments over the wire: the contract's two shapes, and what is beside them."""

from typing import Any

from pydantic import Field

from api.http.wire import Moment, Wire
from api.schemas.advice import NextInterviewAnswer
from core.assessment import Assessment, DimensionScore, Evidence, RewrittenAnswer
from core.interview import InterviewSession, SessionStatus

COMMUNICATION = ("verbal_communication", "clarity", "confidence", "pace")
CONTENT = ("technical_accuracy", "problem_solving", "structure", "relevance")
BEHAVIORAL = ("star_method", "leadership", "teamwork")
NON_VERBAL = ("eye_contact", "body_language", "engagement")


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
        panel = [d for d in assessment.dimensions if d.name in NON_VERBAL]
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
        "next_interview": (
            NextInterviewAnswer.of(assessment.next_interview) if assessment.next_interview else None
        ),
    }


def _whole(figure: float | None) -> int | None:
    """Return a figure as the contract writes it; its measures have it in full."""
    return None if figure is None else round(figure)


class CompleteAnswer(AssessmentAdditions):
    """The flat shape of `complete`."""

    id: int
    status: SessionStatus
    overall_score: float | None
    verbal_communication_score: float | None
    clarity_score: float | None
    confidence_score: float | None
    pace_score: float | None
    technical_accuracy_score: float | None
    problem_solving_score: float | None
    structure_score: float | None
    relevance_score: float | None
    star_method_score: float | None
    leadership_score: float | None
    teamwork_score: float | None
    eye_contact_score: float | None
    body_language_score: float | None
    engagement_score: float | None
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
        names = COMMUNICATION + CONTENT + BEHAVIORAL + NON_VERBAL
        scores: dict[str, Any] = {f"{name}_score": assessment.score(name) for name in names}
        return cls(
            id=session.id,
            status=session.status,
            overall_score=assessment.overall_score,
            **scores,
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


class CommunicationScores(Wire):
    """How it was said."""

    verbal_communication_score: float | None
    clarity_score: float | None
    confidence_score: float | None
    pace_score: float | None
    words_per_minute: int | None
    filler_word_count: int | None


class ContentScores(Wire):
    """What was said."""

    technical_accuracy_score: float | None
    problem_solving_score: float | None
    structure_score: float | None
    relevance_score: float | None


class BehavioralScores(Wire):
    """What was told of past behaviour."""

    star_method_score: float | None
    leadership_score: float | None
    teamwork_score: float | None


class NonVerbalScores(Wire):
    """Null unless the candidate opted in and a camera was on."""

    eye_contact_score: float | None
    body_language_score: float | None
    engagement_score: float | None


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

        def scores(names: tuple[str, ...]) -> dict[str, float | None]:
            return {f"{name}_score": assessment.score(name) for name in names}

        return cls(
            session_id=assessment.session_id,
            overall_score=assessment.overall_score,
            communication_scores=CommunicationScores.model_validate(
                scores(COMMUNICATION)
                | {
                    "words_per_minute": _whole(assessment.words_per_minute),
                    "filler_word_count": assessment.filler_word_count,
                }
            ),
            content_scores=ContentScores.model_validate(scores(CONTENT)),
            behavioral_scores=BehavioralScores.model_validate(scores(BEHAVIORAL)),
            non_verbal_scores=NonVerbalScores.model_validate(scores(NON_VERBAL)),
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
