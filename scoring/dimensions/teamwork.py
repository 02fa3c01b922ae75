"""Teamwork: different things teammates do, done by "I" (`docs/formulas.md#rules`)."""

from language.en.stories.own_acts import SHARING
from scoring.dimensions.by_verbs import by_verbs, own_part, worth_judging
from scoring.dimensions.dimension import Dimension, asks_for

TEAMWORK = Dimension(
    name="teamwork",
    group="behavioral",
    rate=by_verbs(SHARING),
    invited=asks_for("teamwork"),
    not_asked="no question asked for teamwork",
    unasked=worth_judging(SHARING),
    unasked_by_quotes=True,
    facts=own_part,
    gated=True,
    absent_is_zero=True,
)
