"""What code noticed about one utterance, before anything is decided."""

from dataclasses import dataclass, field

from language.observed import Anchors, Contradiction, Intent, Statement


@dataclass(frozen=True, slots=True)
class Observation:
    """One utterance as code sees it.

    `stems` are those of an answer's words that carry content, `key_points` one flag per key point
    of the open question; `situation`, `task`, `action` and `result` are STAR marks (0, 0.5 or 1);
    `specifics` counts what makes an answer concrete (figures, names, own past actions). `note` is
    what is known about the role that answers a question of the candidate's, and `note_told` whether
    it was said before. `statements` are own clauses that touch the question and can be said back.
    `doubt` is a request that the words may be, whether or not they were taken for it. `elsewhere`
    names the subject that an answer is about instead of the question's.
    """

    intent: Intent
    word_count: int = 0
    stems: frozenset[str] = frozenset()
    key_points: tuple[bool, ...] = ()
    situation: float = 0.0
    task: float = 0.0
    action: float = 0.0
    result: float = 0.0
    specifics: int = 0
    we_only: bool = False
    flagged: bool = False
    perhaps: Intent | None = None
    doubt: Intent | None = None
    elsewhere: str | None = None
    note: str | None = None
    note_told: bool = False
    anchors: Anchors = field(default_factory=Anchors)
    statements: tuple[Statement, ...] = ()
    contradiction: Contradiction | None = None
