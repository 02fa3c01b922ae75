"""The tuned numbers of this room: each with its range and its unit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlanNumbers:
    """How questions are chosen and what earlier interviews add. The weights of similarity were
    tuned with `bench/retrieval.py`, the others set by hand and held against
    `harness/simulation`."""

    reserves_per_level: int = 2
    """So many of each level are kept in reserve (1 to 3 questions)."""
    role_fit: float = 0.6
    """What a question for the role weighs (.3 to 1 weight)."""
    subject_fit: float = 0.8
    """What one about a wished subject weighs (.5 to 1 weight)."""
    spread: float = 0.5
    """How far chance may move a question: enough to vary, too little to turn the ranking over (.2
    to .8 weight)."""
    same_competency: float = 0.6
    """What a second question on one competency loses (.3 to 1 weight)."""
    earlier_sessions: int = 5
    """So many of the latest interviews are remembered (3 to 10 sessions)."""
    passage_limit: int = 6
    """So many passages of the candidate's material are searched out for a plan (4 to 10
    passages)."""
    shortlist: int = 16
    """So many of the bank are shown to a model that plans (10 to 30 questions)."""
    written_limit: int = 3
    """So many questions of one interview may be the model's own: more would take it too long (1 to
    5 questions)."""
    same_share: float = 0.6
    """Two questions that share this much of their words ask the same (.4 to .8 share)."""
    run_words: int = 4
    """This many words in the order of a text of the candidate's are taken from it (3 to 6
    words)."""
    weakness_limit: int = 2
    """So many ask about what was weak the last time (1 to 3 questions)."""
    served_share: float = 0.5
    """At least this share of an interview serves the posting, where there is one (.3 to .7
    share)."""
    personal_share: float = 0.5
    """At most this share of an interview is personal; the rest belongs to its type (.3 to .7
    share)."""
    recalled_passages: int = 2
    """So many are given to the wording of a reply (1 to 4 passages)."""
    shared_stems: int = 2
    """A passage that shares fewer content words than this with the moment stays out (1 to 4
    words)."""


PLANS = PlanNumbers()
