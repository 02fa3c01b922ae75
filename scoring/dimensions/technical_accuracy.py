"""Technical accuracy: the question's key points said, less what is wrong.

The cap exists because naming key points cannot certify that something is correct.

Formula: `docs/formulas.md#technical-accuracy`.
"""

from collections.abc import Sequence
from functools import lru_cache

from core.interview import InterviewType
from core.plan import Question, QuestionKind, coverage
from language.en.speech.content_words import content_words
from language.en.text.concepts import concept
from language.en.text.key_points import Hit, find_misconceptions
from prompts.interview_types import type_entries
from scoring.dimensions.dimension import Dimension, Said, Scored
from scoring.dimensions.tuned import MEASURES
from scoring.evidence.support import Support


@lru_cache(maxsize=1024)
def outline_words(outline: str) -> frozenset[str]:
    """Return what the content words of a question's outline stand for."""
    return frozenset(map(concept, content_words(outline)))


def outline_share(text: str, outline: str) -> float:
    """Return the share (0-1) of an outline's content words, or near synonyms, that a text says."""
    wanted = outline_words(outline)
    said = frozenset(map(concept, content_words(text)))
    return len(wanted & said) / len(wanted) if wanted else 0.0


def technical(
    text: str,
    question: Question,
    hits: Sequence[Hit],
    supports: Support,
    turned: Sequence[str] = (),
) -> Scored:
    """Return how much of the question's outline was said, less what is wrong, at least 0.

    100*min(.75, (cov + share)/2)*explained, where cov is the weighted share of key points and
    share that of the outline's content words, full at 0.45 of them; less 25 for each misconception
    said and 15 for each statement turned round.
    """
    covered = coverage([found.hit for found in hits], question.key_points)
    heard = " ".join((text, *turned))
    wrong = [found for found in find_misconceptions(heard, question.misconceptions) if found.hit]
    turned = [one for one in turned if one not in {found.sentence for found in wrong}]
    share = outline_share(text, question.outline)
    named = (covered + min(1.0, share / MEASURES.full_share)) / 2
    earned = 100 * min(MEASURES.named_cap, named) * supports.explained
    score = max(
        0.0,
        earned - MEASURES.misconception_points * len(wrong) - MEASURES.turned_points * len(turned),
    )
    rests_on = [*(w.sentence for w in wrong), *turned, *(h.sentence for h in hits if h.hit)]
    return (
        score,
        rests_on,
        {
            "key_point_coverage": covered,
            "outline_share": share,
            "misconceptions": len(wrong) + len(turned),
            "said_in_sentences": supports.spoken_share,
        },
    )


def _rate(said: Said) -> Scored:
    return technical(said.own, said.asked, said.hits, said.supports, said.turned)


def _rates_problems(interview_type: InterviewType) -> bool:
    """Return whether problems count too; an interview may be older than the list of types."""
    entry = type_entries().get(interview_type)
    return entry is not None and entry.technical


def _invited(question: Question | None, interview_type: InterviewType) -> bool:
    if question is None:
        return False
    problem = question.kind is QuestionKind.PROBLEM and _rates_problems(interview_type)
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
    told=(
        "where `method` is `basic`: how much of the question's outline was named; rules cannot "
        "certify that it is correct"
    ),
)
