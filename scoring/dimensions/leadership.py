"""Leadership: different things leaders do, done by "I" (`docs/formulas.md#rules`)."""

from language.en.stories.own_acts import LEADING
from scoring.dimensions.by_verbs import by_verbs, own_part, worth_judging
from scoring.dimensions.dimension import Dimension, asks_for

LEADERSHIP = Dimension(
    name="leadership",
    group="behavioral",
    rate=by_verbs(LEADING),
    invited=asks_for("leadership"),
    not_asked="no question asked for leadership",
    unasked=worth_judging(LEADING),
    unasked_by_quotes=True,
    facts=own_part,
    gated=True,
    absent_is_zero=True,
)
