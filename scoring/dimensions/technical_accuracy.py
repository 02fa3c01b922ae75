"""Technical accuracy: the question's key points said, less what is wrong (`scoring.md` 2.9).

The cap exists because naming key points cannot certify that something is correct.
"""

from collections.abc import Sequence

from core.interview import InterviewType
from core.plan import Question, QuestionKind
from language.en.text.key_points import Hit, coverage, find_misconceptions
from scoring.dimensions.dimension import Dimension, Said, Scored
from scoring.evidence.support import Support

CAP = 0.75
_TECHNICAL_TYPES = frozenset({InterviewType.TECHNICAL, InterviewType.SYSTEM_DESIGN})


def technical(text: str, question: Question, hits: Sequence[Hit], supports: Support) -> Scored:
    """Return 100*min(.75, cov)*explained less 25 for each misconception said, at least 0."""
    covered = coverage([found.hit for found in hits], question.key_points)
    wrong = [found for found in find_misconceptions(text, question.misconceptions) if found.hit]
    earned = 100 * min(CAP, covered) * supports.explained
    score = max(0.0, earned - 25 * len(wrong))
    rests_on = [found.sentence for found in (*wrong, *hits) if found.hit]
    return (
        score,
        rests_on,
        {
            "key_point_coverage": covered,
            "misconceptions": len(wrong),
            "said_in_sentences": supports.spoken_share,
        },
    )


def _rate(said: Said) -> Scored:
    return technical(said.own, said.asked, said.hits, said.supports)


def _invited(question: Question | None, interview_type: InterviewType) -> bool:
    if question is None:
        return False
    problem = question.kind is QuestionKind.PROBLEM and interview_type in _TECHNICAL_TYPES
    return question.kind is QuestionKind.TECHNICAL or problem


TECHNICAL_ACCURACY = Dimension(
    name="technical_accuracy",
    group="content",
    rate=_rate,
    invited=_invited,
    not_asked="no technical question was asked",
    gated=True,
    by_key_points=True,
    next_step="answer",
)
