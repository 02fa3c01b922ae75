"""The tuned numbers of this room: each with its range and its unit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EvidenceNumbers:
    """What is a quote, an echo and a reason. Tuned on the ladders of `bench/validation`."""

    least_words: int = 4
    """A shorter quote shows nothing (3 to 6 words)."""
    longest_words: int = 32
    """A longer one is cut (20 to 50 words)."""
    shown: int = 3
    """So many are shown for a dimension (2 to 5 quotes)."""
    overlap: float = 0.9
    """A judge's quote with this share of its words in a row of the answer's was said (.8 to 1
    share)."""
    overlap_words: int = 8
    """Shorter quotes must be found whole (5 to 12 words)."""
    echo_words: int = 3
    """A sentence of fewer words repeats nothing (2 to 6 words)."""
    repeated_share: float = 0.7
    """With this share of its words in the question a sentence repeats it (.5 to .9 share)."""
    least_recited: int = 5
    """So many words of the rubric in a sentence are recited (3 to 8 words)."""
    least_spread: float = 0.05
    """So far at least the likeness of a strong answer is taken to lie above that of none (.02 to .1
    cosine)."""
    stretch_tokens: int = 25
    """A reason belongs to what is said within this many (15 to 40 words)."""
    least_new_words: int = 3
    """A reason of fewer words of its own gives none (2 to 5 words)."""
    most_per_stretch: int = 2
    """So many reasons count in one stretch (1 to 4 times)."""
    linking_share: float = 0.36
    """An answer with fewer small words that link is a list (.25 to .45 share)."""
    clause_words: float = 4.5
    """With shorter clauses on average it is one as well (3 to 7 words)."""
    few_words: int = 20
    """In shorter texts one point may be made of its own words alone (12 to 30 words)."""
    linked_share: float = 0.35
    """If so many of their words link (.3 to .45 share)."""


EVIDENCE = EvidenceNumbers()
