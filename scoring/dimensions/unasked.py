"""What an answer shows though its question did not ask for it (`scoring.md` 2.7).

Behavioural dimensions count where the question invites them or quotes support them. Of what nobody
asked for, little is not little but null: it is level 2 and above, or it is not assessed.
"""

from collections.abc import Mapping

from language.en.stories.actions import is_past_action
from language.en.stories.star import ResponseType, mark_star
from scoring.composite import relevance_gate
from scoring.dimensions import basic_behaviour
from scoring.dimensions.basic_content import Scored
from scoring.rubric.rating import Rated

SUPPORTED = 50.0
"""Points of level 2, the lowest at which something was done and not only claimed."""


def whole_story(text: str) -> Scored | None:
    """Return the STAR score of one event with several own actions and a result, else None."""
    marks = mark_star(text)
    if marks.response_type is ResponseType.STORY and marks.action.mark == 1 and marks.result.mark:
        return basic_behaviour.star(text, None)
    return None


def worth_judging(text: str) -> dict[str, Scored]:
    """Return leadership and teamwork where a text may show them: two different things were done.

    Words alone cannot tell whether somebody led; rules leave these null (2.9), a judge may not.
    """
    found = {
        "leadership": basic_behaviour.leadership(text),
        "teamwork": basic_behaviour.teamwork(text),
    }
    return {name: scored for name, scored in found.items() if _number_done(scored) >= 2}


def supported(rated: Mapping[str, Rated]) -> dict[str, Rated]:
    """Return an answer's dimensions without those nobody asked for that no quote supports.

    Neither are those kept that earned too little; an answer about something else earns too little
    however well it is told.
    """
    relevance = rated["relevance"].score if "relevance" in rated else None
    gate = relevance_gate(relevance)
    return {
        name: found
        for name, found in rated.items()
        if found.asked
        or (
            any(quote.supports for quote in found.evidence)
            and (found.score is None or found.score * gate >= SUPPORTED)
        )
    }


def _number_done(scored: Scored) -> int:
    shown = str(scored[2]["shown"] or "").split(", ")
    return sum(map(is_past_action, shown))
