"""Pace: words per minute of answering (`docs/formulas.md#pace`)."""

from scoring.delivery.own_pace import is_usual
from scoring.dimensions.dimension import Dimension, Facts
from scoring.rubric.phrases import Phrases, say
from scoring.rubric.rating import Measures


def _facts(measures: Measures, facts: Facts, phrases: Phrases) -> Facts:
    rate, own = facts.get("words_per_minute"), facts.get("usual_words_per_minute")
    near = is_usual(rate or 0.0, own)
    return {"easy_pace": say(phrases.easy_pace["own" if near else "anyone"], facts)}


PACE = Dimension(
    name="pace",
    group="communication",
    pooled=lambda delivery: delivery.pace,
    measures=(
        "words_per_minute", "usual_words_per_minute", "articulation_rate_wpm", "talk_seconds",
        "words",
    ),
    facts=_facts,
)  # fmt: skip
