"""Relevance: how far an answer is about its question, and carries it out.

Formula: `docs/formulas.md#relevance`.
"""

from collections.abc import Sequence

from core.interview import InterviewType
from core.plan import Question, QuestionKind, coverage
from language.en.speech.content_words import content_words
from language.en.stories.star import ResponseType, mark_star
from language.en.text.key_points import Hit
from scoring.dimensions.dimension import Dimension, Facts, Said, Scored
from scoring.dimensions.tuned import MEASURES
from scoring.evidence.reference import References
from scoring.evidence.support import Support
from scoring.rubric.curves import Points, pw
from scoring.rubric.phrases import Phrases, say
from scoring.rubric.rating import Measures

TAKEN_UP: Points = ((0.06, 0), (0.2, 1))
OFF_TOPIC: Points = ((0.04, 1), (0.12, 0))
SAID_MUCH: Points = ((25, 0), (70, 1))


def relevance(
    text: str,
    question: Question,
    hits: Sequence[Hit],
    references: References,
    supports: Support,
    role: str = "",
) -> Scored:
    """Return how far the answer is on the question's topic, and carries it out, at most 85.

    topic = (0.6*closeness + 0.4*min(1, cov/0.6)) * explained;
    100*(topic + (1 - topic) * 0.4 * developed * taken_up).
    An answer may use other words than the bank: what it carries out counts beside them, as far as
    it takes the topic up at all.
    """
    closeness = references.closeness(text, question, role)
    covered = coverage([found.hit for found in hits], question.key_points)
    topic = (0.6 * closeness + 0.4 * min(1.0, covered / 0.6)) * supports.explained
    score = 100 * (topic + (1 - topic) * 0.4 * supports.developed * pw(topic, TAKEN_UP))
    rests_on = [found.sentence for found in hits if found.hit] or list(supports.shown.values())[:1]
    return (
        min(score, MEASURES.relevance_cap),
        rests_on,
        {
            "closeness": closeness,
            "key_point_coverage": covered,
            "supports": supports.number,
            "said_in_sentences": supports.spoken_share,
            "topic": topic,
        },
    )


def ask_for_an_event(text: str, scored: Scored) -> Scored:
    """Return the relevance to "tell me about a time": half where no event is told at all.

    An opinion or a self-description takes up the topic and answers another question.
    """
    score, rests_on, measures = scored
    response_type = mark_star(text).response_type
    if response_type in (ResponseType.OPINION, ResponseType.SELF_DESCRIPTION):
        score /= 2
    return score, rests_on, {**measures, "response_type": response_type.value}


def share_astray(said: Said) -> float:
    """Return how far (0-1) an answer is about something else: long, and nothing of it on topic."""
    topic = float(said.scored(RELEVANCE)[2]["topic"] or 0.0)
    return pw(len(content_words(said.own)), SAID_MUCH) * pw(topic, OFF_TOPIC)


def _rate(said: Said) -> Scored:
    found = relevance(said.own, said.asked, said.hits, said.references, said.supports, said.role)
    if said.asked.kind is QuestionKind.PAST_BEHAVIOUR:
        return ask_for_an_event(said.text, found)
    return found


def _invited(question: Question | None, interview_type: InterviewType) -> bool:
    return question is not None


def _facts(measures: Measures, facts: Facts, phrases: Phrases) -> Facts:
    return {"stays": say(phrases.stays["covered" if facts["covered"] else "own_words"], facts)}


RELEVANCE = Dimension(
    name="relevance",
    group="content",
    rate=_rate,
    invited=_invited,
    facts=_facts,
    by_key_points=True,
    next_step="answer",
)
