"""The tuned numbers of this room: each with its range and its unit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LayoutNumbers:
    """How lines, paragraphs and columns of a page are told apart; an em is taken from the
    height of its capitals. Tuned on the open resumes of `harness/resumes` with
    `bench/resumes.py`."""

    crossings: int = 2
    """So often a text goes from one side to the other at the same height where rows are mixed (1 to
    4 times)."""
    same_height_ems: float = 1.6
    """Texts of two columns this close in height stand beside each other (1 to 2 em)."""
    same_place_points: float = 3.0
    """Lines that begin this close to each other begin at one place (1 to 6 pt)."""
    mark_ems: float = 5.0
    """A list's mark stands at most this far before its item (2 to 8 em)."""
    tab_ems: float = 1.4
    """A gap this wide is no blank between words (1 to 2 em)."""
    pitch_ems: float = 2.0
    """Lines of one paragraph are at most this far apart (1.6 to 2.4 em)."""
    paragraph_ems: float = 2.4
    """Lines further apart are two paragraphs, whatever they say (2 to 3 em)."""
    prose_ems: float = 24.0
    """A line this wide is running text (18 to 32 em)."""
    unfinished_ems: float = 3.0
    """So much room may be left behind a line that cannot be over (1.5 to 5 em)."""
    near_lines: int = 8
    """So far around a line others tell where its column ends (4 to 16 lines)."""
    capital_ems: float = 0.72
    """How high capitals are: what an em is, is taken from them, since files scale their fonts (.65
    to .8 em)."""
    spread_ems: float = 0.1
    """Letters with less between them are not set apart (.05 to .25 em)."""
    unreadable_share: float = 0.2
    """With more than this share of letters without meaning a page is not read (.1 to .4 share)."""
    control_share: float = 0.01
    """Text holds next to no control characters; what does is a file of another kind (.001 to .05
    share)."""
    short_characters: int = 40
    """A text of at most this many may stand in a row with others (25 to 60 characters)."""
    cell_characters: int = 80
    """Cells that are this short stand in one line with those beside them (40 to 120 characters)."""


LAYOUT = LayoutNumbers()
