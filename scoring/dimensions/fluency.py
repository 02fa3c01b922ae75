"""Fluency: fillers where the transcript is verbatim, and pauses.

Formula: `docs/formulas.md#pauses-and-fluency`.
"""

from scoring.dimensions.dimension import Dimension, Facts
from scoring.rubric.phrases import Phrases, counted, listing
from scoring.rubric.rating import Measures


def _facts(measures: Measures, facts: Facts, phrases: Phrases) -> Facts:
    said = facts | {"filler": facts["most_used_filler"]}
    known = [
        counted(phrases.counted[what], said[what], said)
        for what in ("fillers", "long_pauses")
        if said.get(what) is not None
    ]
    return {"filler": said["filler"], "fluency_facts": listing(known) or None}


FLUENCY = Dimension(
    name="fluency",
    group="communication",
    pooled=lambda delivery: delivery.fluency,
    measures=(
        "fillers", "fillers_per_100_words", "fillers_per_minute", "expected_fillers",
        "long_pauses", "longest_pause_seconds", "long_pauses_per_minute",
        "mid_clause_pauses_per_100_words", "phonation_ratio",
    ),
    facts=_facts,
    own_field=False,
)  # fmt: skip
