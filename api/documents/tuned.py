"""The tuned numbers of this room: each with its range and its unit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PositionNumbers:
    """What a position, a skill and a title look like. Tuned on the open resumes of
    `harness/resumes` with `bench/resumes.py`."""

    skill_characters: int = 60
    """A longer text is no skill (40 to 80 characters)."""
    skill_words: int = 6
    """Nor one of more words (4 to 8 words)."""
    title_characters: int = 110
    """A longer line is no title (80 to 140 characters)."""
    lines_above: int = 3
    """So far above its period a title may stand (2 to 4 lines)."""
    lines_below: int = 2
    """So far below it (1 to 4 lines)."""
    near_characters: int = 500
    """What belongs to one position stands at most this far apart (200 to 900 characters)."""


POSITIONS = PositionNumbers()
