"""Lines of a page, by where their letters stand, become paragraphs.

What a page breaks only because it was full is one line again; a wide gap is a tab; a word set with
gaps between its letters is a word.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from api.documents.reading.tuned import LAYOUT
from language.en.resumes.wrapping import are_one_period, goes_on, is_unfinished, keeps_hyphen

DIVIDED = "\u00ad"
"""Stands where a word was divided at a line's end."""

_MARK = re.compile(r"(?:[•·▪◦‣⁃∗*–—-]|[\uf000-\uf0ff\u25a0-\u25ff]|o(?=\s))(?=\s|$)")
_DIVIDED = re.compile(r"(?<=[^\W\d_]{2})[-\u2010\u00ad\ufffe]$")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter and its box in points, from the page's lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float


@dataclass(frozen=True)
class Line:
    """A line of letters in the order in which they are read."""

    glyphs: tuple[Glyph, ...]

    @cached_property
    def seen(self) -> tuple[Glyph, ...]:
        """The letters that are more than a blank."""
        return tuple(glyph for glyph in self.glyphs if not glyph.text.isspace())

    @cached_property
    def em(self) -> float:
        """What the font's size is on the page, in points."""
        return (
            max(0.1, *(glyph.top - glyph.bottom for glyph in self.seen), 0.1) / LAYOUT.capital_ems
        )

    @cached_property
    def base(self) -> float:
        """The height at which most letters stand."""
        return median(glyph.bottom for glyph in self.seen)

    @cached_property
    def text(self) -> str:
        """The words, with a tab for a wide gap."""
        return _spread(self) or _spoken(self)

    @cached_property
    def marked(self) -> bool:
        """Whether it begins with the mark of a list."""
        return bool(_MARK.match(self.text))

    @cached_property
    def body(self) -> str:
        """The words without a list's mark."""
        return _MARK.sub("", self.text, count=1).strip() if self.marked else self.text

    @cached_property
    def begin(self) -> float:
        """Where the words begin, behind a list's mark."""
        return self.seen[1].left if self.marked and len(self.seen) > 1 else self.seen[0].left

    @cached_property
    def right(self) -> float:
        """Where the line ends."""
        return max(glyph.right for glyph in self.seen)


def joined(lines: Sequence[Line]) -> str:
    """Return the text of a page's lines, given in the order in which they are read.

    One blank line stands where the page leaves one, two where it goes on in another column.
    """
    lines = [line for line in lines if line.seen]
    if not lines:
        return ""
    found = lines[0].text
    listed = False
    for number, (line, following) in enumerate(zip(lines, lines[1:], strict=False)):
        edges = _edges(lines, number)
        if line.marked and not line.body:
            found += f" {following.text}"
        elif not _goes_on(line, following, edges, listed or line.marked):
            apart = line.base - following.base
            breaks = 3 if apart < -line.em else 2 if apart > LAYOUT.paragraph_ems * line.em else 1
            found += "\n" * breaks + following.text
            listed = False
            continue
        elif _DIVIDED.search(found) and following.text[:1].islower():
            stays = keeps_hyphen(found[:-1])
            found = f"{found[:-1]}{'-' if stays else ''}{following.text}"
        else:
            found += f" {following.text}"
        listed = listed or line.marked
    return found


def _goes_on(line: Line, following: Line, edges: Sequence[float], listed: bool) -> bool:
    """Return whether a line was broken only because the page was full.

    `listed` tells that it belongs to a marked item of a list: the next item has a mark too.
    """
    apart = line.base - following.base
    below = 0 < apart < LAYOUT.pitch_ems * max(line.em, following.em)
    if (
        not _same_size(line, following)
        or not below
        or following.marked
        or "\t" in line.body
        or "\t" in following.body
    ):
        return False
    if abs(following.right - line.right) < 0.3 * line.em and are_one_period(
        line.text, following.text
    ):
        # narrow columns of dates are set to the right
        return True
    if abs(following.seen[0].left - line.begin) > 0.8 * line.em:
        return False
    if are_one_period(line.text, following.text):
        return True
    if _DIVIDED.search(line.text) and following.text[:1].islower():
        return True
    word = following.text.split()[0]
    needed = line.right + following.seen[len(word) - 1].right - following.seen[0].left
    unfinished = (
        listed
        or following.text[:1].islower()
        or is_unfinished(line.text)
        or goes_on(following.text)
        or _is_list(line.text, following.text)
    )
    room = max([line.right, *edges]) - needed
    if unfinished:
        return room < LAYOUT.unfinished_ems * line.em
    if room > 0.5 * line.em:
        return False
    # a capital may begin a line of its own: only beside others can a line be seen to be full
    prose = line.right - line.begin > LAYOUT.prose_ems * line.em
    return prose and max(edges, default=0.0) > line.right - 0.5 * line.em


def _is_list(text: str, following: str) -> bool:
    """Return whether two lines list things between commas, and neither ends a sentence or item."""
    counts = text.count(","), following.count(",")
    return min(counts) > 0 and sum(counts) > 2 and not re.search(r"[\d.!?]", text + following)


def _edges(lines: Sequence[Line], number: int) -> list[float]:
    """Return where the other lines around a line end that begin where it does.

    A line in letters of another size, a heading, bounds what is around.
    """
    line = lines[number]
    found: list[float] = []
    for step in (-1, 1):
        place = number + step
        while 0 <= place < len(lines) and abs(place - number) <= LAYOUT.near_lines:
            other = lines[place]
            if not _same_size(line, other):
                break
            if abs(other.begin - line.begin) < 4 * line.em:
                found.append(other.right)
            place += step
    return found


def _same_size(line: Line, other: Line) -> bool:
    return 0.9 <= line.seen[-1].size / other.seen[0].size <= 1.1


def _spoken(line: Line) -> str:
    found, last = "", None
    for glyph in line.glyphs:
        if glyph.text.isspace():
            found += " " if found and not found.endswith((" ", "\t")) else ""
            continue
        if (
            last is not None
            and glyph.left - last.right > LAYOUT.tab_ems * line.em
            and not _MARK.fullmatch(found.strip())
        ):
            found = f"{found.rstrip()}\t"
        found += glyph.text
        last = glyph
    return found.strip()


def _spread(line: Line) -> str | None:
    """Return the words of a line whose letters are set apart from each other, else null."""
    tokens = _spoken(line).split()
    singles = [token for token in tokens if len(token) == 1]
    letters = sum(1 for glyph in line.seen if glyph.text.isalpha())
    if len(line.seen) < 5 or len(singles) < 0.7 * len(tokens) or letters < 0.8 * len(line.seen):
        return None
    gaps = [
        after.left - before.right for before, after in zip(line.seen, line.seen[1:], strict=False)
    ]
    usual = median(gaps)
    if usual < LAYOUT.spread_ems * line.em:
        return None
    found = line.seen[0].text
    for gap, glyph in zip(gaps, line.seen[1:], strict=True):
        border = gap > usual + 0.15 * line.em
        found += f" {glyph.text}" if border else glyph.text
    return found
