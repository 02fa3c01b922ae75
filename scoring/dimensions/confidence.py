"""Assertive wording: hedges, and in stories one's own acts; no feelings.

Formula: `docs/formulas.md#assertive-wording`.
"""

from collections.abc import Sequence

from core.assessment import Evidence
from language.en.speech.hedges import find_hedges
from language.en.text.tokens import sentences
from scoring.answers import Answer
from scoring.dimensions.dimension import Dimension, Facts
from scoring.evidence.quotes import quotes_from
from scoring.evidence.tuned import EVIDENCE
from scoring.rubric.phrases import Phrases, counted
from scoring.rubric.rating import Measures


def _hedged(answers: Sequence[Answer]) -> tuple[Evidence, ...]:
    """Return quotes of sentences that hedge, those of earlier answers first."""
    hedged: list[Evidence] = []
    for answer in answers:
        if not answer.answered:
            continue
        found = [
            sentence.text
            for sentence in sentences(answer.text)
            if find_hedges(sentence.text, answer.kind).weight > 0
        ]
        hedged.extend(quotes_from(found, answer.parts, supports=False))
    return tuple(hedged[: EVIDENCE.shown])


def _facts(measures: Measures, facts: Facts, phrases: Phrases) -> Facts:
    if "hedges" not in measures:
        return {}
    said = facts | {"hedge": facts["most_used_hedge"], "words": measures["words_read"]}
    said["hedged"] = counted(phrases.counted["hedges"], float(measures["hedges"] or 0), said)
    return said


CONFIDENCE = Dimension(
    name="confidence",
    group="communication",
    pooled=lambda delivery: delivery.confidence,
    measures=("hedges", "hedges_per_100_words", "own_actions_per_100_words"),
    evidence=_hedged,
    facts=_facts,
)
