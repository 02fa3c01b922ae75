"""The tuned numbers of this room: each with its range and its unit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AssessmentNumbers:
    """What an answer and an interview are worth as a whole. Tuned on the ladders of
    `bench/validation`."""

    short_words: int = 12
    """A turn of at most this many may be nothing but a request (8 to 20 words)."""
    request_words: int = 30
    """So may one of this many that asks for something (20 to 40 words)."""
    least_answers: int = 3
    """Answered questions from which a score is no longer provisional (2 to 5 answers)."""
    spread_unknown: float = 20.0
    """Points that a person's answers are taken to lie apart while there are too few to tell: nearly
    a level of the rubric (12 to 25 points)."""
    least_coverage: float = 50.0
    """With less of the weights measured there is no overall score (30 to 70 %)."""
    off_topic_relevance: float = 25.0
    """An answer of less relevance is beside its question (15 to 35 points)."""
    off_topic_cap: float = 40.0
    """Beside the questions no interview is worth more (30 to 50 points)."""
    least_band: float = 2.0
    """No score is surer than this (1 to 4 points)."""
    basic_band: float = 15.0
    """What a score by rules alone is unsure by (10 to 20 points)."""
    uncertain_band: float = 5.0
    """What doubtful recognition adds (3 to 10 points)."""
    low_agreement_band: float = 10.0
    """What a judge adds that does not agree with itself (5 to 15 points)."""
    least_camera_seconds: float = 20.0
    """Less of a camera's picture tells nothing (10 to 60 s)."""
    spoken_share: float = 0.5
    """A sentence that holds this share of a requirement's words speaks of it, asked or not (.3 to
    .7 share)."""
    same_story: float = 0.5
    """Two tellings of one event share so much of the shorter one (.35 to .7 share of its words)."""


ASSESSING = AssessmentNumbers()
