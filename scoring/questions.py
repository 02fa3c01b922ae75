"""What came of each question: the answer's own score, its key points, a strong answer's outline."""

from collections.abc import Sequence

from core.assessment import QuestionOutcome
from scoring.composite import answer_score
from scoring.feedback.facts import covered_points
from scoring.rubric.definition import Rubric
from scoring.rubric.rating import RatedAnswer


def question_outcomes(rated: Sequence[RatedAnswer], rubric: Rubric) -> tuple[QuestionOutcome, ...]:
    """Return a result for each question that was put, in the order in which they were."""
    return tuple(_result(one, rubric) for one in rated)


def _result(rated: RatedAnswer, rubric: Rubric) -> QuestionOutcome:
    answer = rated.answer
    planned = answer.question
    named, left_open = covered_points(answer) if answer.answered else ((), ())
    return QuestionOutcome(
        number=answer.question_number,
        question=planned.text if planned else answer.asked_with,
        competency=planned.competency if planned else "",
        answered=answer.answered,
        score=answer_score(rated, rubric) if answer.answered else None,
        interaction_ids=tuple(part.id for part in answer.parts if part.id is not None),
        named=tuple(named),
        left_open=tuple(left_open),
        outline=planned.outline if planned else "",
    )
