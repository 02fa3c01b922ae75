"""What an answer shows though its question did not ask for it.

Behavioural dimensions count where the question invites them or quotes support them. Of what nobody
asked for, little is not little but null: it is level 2 and above, or it is not assessed.

Formula: `docs/formulas.md#what-nobody-asked-for`.
"""

from collections.abc import Mapping
from typing import Final

from scoring.composite import relevance_gate
from scoring.rubric.rating import Rated

SUPPORTED: Final = 50.0
"""Points of level 2, the lowest at which something was done and not only claimed."""


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
