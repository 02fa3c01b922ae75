"""What leadership and teamwork share: different things one says one did oneself."""

from collections.abc import Callable

from language.en.stories.actions import is_past_action
from language.en.stories.own_acts import own_acts, stems_of
from scoring.dimensions.dimension import Facts, Said, Scored
from scoring.dimensions.tuned import MEASURES
from scoring.rubric.phrases import Phrases, counted, listing
from scoring.rubric.rating import Measures

LADDER = (25.0, 40.0, 55.0, 70.0)
"""Points for none, one, two, and three or more different acts."""


def acts_shown(text: str, verbs: frozenset[str]) -> Scored:
    """Return 25, 40, 55 or 70 for 0, 1, 2 or more different acts of "I" among stems of verbs."""
    shown = own_acts(text, verbs)
    return (
        LADDER[min(3, len(shown))],
        [sentence for _, sentence in shown.values()],
        {
            "shown": ", ".join(word for word, _ in shown.values()) or None,
            "different_actions": len(shown),
        },
    )


def by_verbs(verbs: frozenset[str]) -> Callable[[Said], Scored]:
    """Return the rule that counts different acts of the speaker's own among some verbs."""
    stems = stems_of(verbs)
    return lambda said: acts_shown(said.text, stems)


def worth_judging(verbs: frozenset[str]) -> Callable[[Said], Scored | None]:
    """Return the test whether a text may show it unasked: two different things were done.

    Words alone cannot tell whether somebody led; rules leave that null, a judge may not.
    """
    stems = stems_of(verbs)

    def shown(said: Said) -> Scored | None:
        scored = acts_shown(said.text, stems)
        done = sum(map(is_past_action, str(scored[2]["shown"] or "").split(", ")))
        return scored if done >= MEASURES.least_unasked else None

    return shown


def own_part(measures: Measures, facts: Facts, phrases: Phrases) -> Facts:
    """Return how much of it one did oneself, and what."""
    did = float(measures.get("different_actions") or 0)
    return {
        "own_part": counted(phrases.counted["own_actions"], did, facts),
        "shown": listing(str(measures.get("shown") or "").split(", ")) or None,
    }
