"""The tuned numbers of this room: each with its range and its unit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DecisionNumbers:
    """When the interviewer follows up, helps and moves on. Set by hand and held against the
    simulated interviews of `harness/simulation`."""

    probe_limit: int = 2
    """So often at most one question is followed up (1 to 3 times)."""
    deep_probe_limit: int = 3
    """The same for an answer that has more to it, while there is time (2 to 4 times)."""
    vague_coverage: float = 0.34
    """An answer that says less of its key points than this is vague (.2 to .5 share)."""
    shortest_follow_up_seconds: float = 20.0
    """With less left of a question's time nothing more is asked about it (10 to 40 s)."""
    comfortable_seconds: float = 120.0
    """With this much left a third follow-up is possible (60 to 240 s)."""
    strong: float = 0.6
    """An answer of this strength is strong (.5 to .8 share)."""
    weak: float = 0.2
    """One of less than this is weak (.1 to .35 share)."""
    repeat_limit: int = 2
    """So often a question is said again (1 to 3 times)."""
    redirect_limit: int = 2
    """So often a candidate is led back to it (1 to 3 times)."""
    give_time_limit: int = 3
    """So often time is given to think about it (2 to 5 times)."""
    detour_limit: int = 7
    """Past this many turns on one question that brought no answer the interview moves on (4 to 10
    turns)."""
    own_questions_limit: int = 3
    """So many of the candidate's own questions are answered in the end (2 to 6 times)."""
    brief_words: int = 6
    """An answer of so few words has told nothing that a question's own follow-up could rest on (4
    to 10 words)."""


DECISIONS = DecisionNumbers()
