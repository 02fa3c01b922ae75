"""Columns of a page whose file holds them row by row: each is read from top to bottom.

Most files hold one column after the other. Where they do not, lines of two columns alternate, or
stand in one line with a gap. Dates beside positions look alike, so a page counts as two columns
only where both sides have headings of their own.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from api.documents.reading.lines import Glyph, Line
from api.documents.reading.tuned import LAYOUT
from language.en.resumes.headings import section_of

ORNAMENT = " \t#*_=-–—:•|"


def in_columns(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a page in the order of reading; those of one column as they are."""
    whole = [line for line in lines if line.seen]
    pieces = [piece for line in whole for piece in _pieces(line)]
    edge = _gutter(pieces)
    if edge is None:
        return whole
    found: list[Line] = []
    zone: list[Line] = []
    for piece in pieces:
        if piece.seen[0].left < edge - LAYOUT.same_place_points and piece.right > edge:
            # what crosses both columns stands above or below them
            found += _sorted_zone(zone, edge)
            found.append(piece)
            zone = []
        else:
            zone.append(piece)
    found += _sorted_zone(zone, edge)
    return found if found != pieces else whole


def _sorted_zone(zone: Sequence[Line], edge: float) -> list[Line]:
    left, right = _sides(zone, edge)
    return [*_rows(left), *_rows(right)]


def _sides(lines: Sequence[Line], edge: float) -> tuple[list[Line], list[Line]]:
    left = [line for line in lines if line.seen[0].left < edge - LAYOUT.same_place_points]
    return left, [line for line in lines if line.seen[0].left >= edge - LAYOUT.same_place_points]


def _rows(column: Sequence[Line]) -> Iterator[Line]:
    """Yield a column's lines; pieces of one line, such as a date at its end, are one again."""
    row: list[Line] = []
    for line in column:
        if row and abs(row[-1].base - line.base) < 0.3 * line.em and line.begin > row[-1].right:
            row.append(line)
            continue
        if row:
            yield _joined(row)
        row = [line]
    if row:
        yield _joined(row)


def _joined(row: Sequence[Line]) -> Line:
    return row[0] if len(row) == 1 else Line(tuple(g for piece in row for g in piece.glyphs))


def _gutter(pieces: Sequence[Line]) -> float | None:
    """Return where the right column begins, null on a page whose file holds no rows mixed."""
    begins = Counter(
        round(after.seen[0].left / LAYOUT.same_place_points)
        for before, after in pairwise(pieces)
        if before.right + 0.5 * before.em < after.seen[0].left
        and abs(before.base - after.base) < LAYOUT.same_height_ems * max(before.em, after.em)
    )
    for place, _ in begins.most_common(3):
        edge = place * LAYOUT.same_place_points - LAYOUT.same_place_points / 2
        # what stands on the border of two places counts in both
        count = sum(begins[near] for near in (place - 1, place, place + 1))
        if count < LAYOUT.crossings:
            continue
        left, right = _sides(pieces, edge)
        if _is_headed(left) and _is_headed(right) and not _is_labelled(left, right):
            return edge
    return None


def _is_headed(column: Sequence[Line]) -> bool:
    """Return whether a heading stands at the column's own edge."""
    edges = Counter(round(line.seen[0].left / LAYOUT.same_place_points) for line in column)
    if not edges:
        return False
    usual = min(place for place, count in edges.items() if count >= min(2, max(edges.values())))
    return any(
        round(line.seen[0].left / LAYOUT.same_place_points) - usual <= 1 and _is_heading(line)
        for line in column
    )


def _is_labelled(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Return whether the left side only names what stands beside it, as a table's first column."""
    heads = [line for line in left if _is_heading(line)]
    beside = [
        line
        for line in heads
        if any(abs(one.base - line.base) < 0.6 * line.em and not _is_heading(one) for one in right)
    ]
    return 2 * len(beside) > len(heads)


def _is_heading(line: Line) -> bool:
    return section_of(line.text.strip(ORNAMENT)) is not None


def _pieces(line: Line) -> Iterator[Line]:
    """Yield what stands in a line with wide gaps between, or goes back to its beginning.

    A list's mark stays with its item.
    """
    piece: list[Glyph] = []
    last: Glyph | None = None
    for glyph in line.glyphs:
        if glyph.text.isspace():
            piece.append(glyph)
            continue
        gap = 0.0 if last is None else glyph.left - last.right
        if last is not None and (
            gap > LAYOUT.tab_ems * line.em or last.left - glyph.left > line.em
        ):
            before = Line(tuple(piece))
            if before.body or not before.marked or gap > LAYOUT.mark_ems * line.em:
                yield before
                piece = []
        piece.append(glyph)
        last = glyph
    rest = Line(tuple(piece))
    if rest.seen:
        yield rest
