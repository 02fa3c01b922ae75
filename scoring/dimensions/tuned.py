"""The tuned numbers of this room: each with its range and its unit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DimensionNumbers:
    """What dimensions are worth by rules alone, at most and for how much. Tuned on the ladders
    of `bench/validation`."""

    steps_cap: float = 0.7
    """No share of the steps is worth more (.5 to .9 share)."""
    shown_steps: int = 3
    """So many quotes of steps are shown (2 to 5 steps)."""
    clarity_cap: float = 80.0
    """What rules can tell of clarity is worth no more (70 to 90 points)."""
    structure_cap: float = 80.0
    """What rules can tell of structure is worth no more (70 to 90 points)."""
    words_per_marker: int = 2
    """A part that a word of order begins holds at least so many of content (1 to 5 words)."""
    star_cap: float = 80.0
    """What rules can tell of a story is worth no more (70 to 90 points)."""
    wording_cap: float = 80.0
    """What rules can tell of wording is worth no more (70 to 90 points)."""
    window_words: int = 50
    """The variety of words is a mean over windows of this length (25 to 100 words)."""
    least_unasked: int = 2
    """With so many a dimension is shown that nobody asked for (1 to 4 acts)."""
    named_cap: float = 0.75
    """Naming key points earns no more than this share of the score (.6 to .9 share)."""
    full_share: float = 0.45
    """Of the key points; who names so many has named enough (.3 to .7 share)."""
    misconception_points: float = 25.0
    """What a misconception costs (15 to 40 points)."""
    turned_points: float = 15.0
    """What a key point costs that was turned into its opposite (10 to 25 points)."""
    least_camera_seconds: float = 20.0
    """Less of a camera's picture is not measured by (10 to 60 s)."""
    relevance_cap: float = 85.0
    """What rules can tell of relevance is worth no more (75 to 95 points)."""


MEASURES = DimensionNumbers()
