"""One answer's scores per dimension, as the offline rules or a judge give them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.assessment import Evidence
from scoring.answers import Answer

Measures = dict[str, float | int | str | None]


@dataclass(frozen=True, slots=True)
class Rated:
    """One dimension of one answer: 0-100, or null with its reason.

    `standard_error` is that of the judge's samples; rules have none. `asked` tells whether the
    question invites the dimension: what nobody asked for counts only where quotes support it.
    """

    score: float | None = None
    reason: str = ""
    evidence: tuple[Evidence, ...] = ()
    measures: Measures = field(default_factory=dict)
    method: str = "basic"
    next_step: str = ""
    agreement: str | None = None
    standard_error: float = 0.0
    asked: bool = True


@dataclass(frozen=True, slots=True)
class RatedAnswer:
    """An answer with its dimensions; those computed from delivery are not among them.

    `evidence_weight` (0-1) is how much the answer's wording tells: short answers tell little.
    `addresses_grader` tells whether a part of it seemed to speak to the grader.
    """

    answer: Answer
    dimensions: Mapping[str, Rated]
    evidence_weight: float = 1.0
    transcript_uncertain: bool = False
    addresses_grader: bool = False

    @property
    def asked_for_a_story(self) -> bool:
        """Whether the question invites one event told from its situation to its result."""
        return "star_method" in self.dimensions and self.dimensions["star_method"].asked
