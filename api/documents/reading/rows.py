"""What a page shows in one line but its file holds apart: dates that float at the right edge."""

from collections.abc import Sequence

from api.documents.reading.lines import Line
from api.documents.reading.tuned import LAYOUT


def in_rows(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with each floating one behind the line at whose height it stands.

    A line floats when it is short and ends at the right edge of the page's text, but begins where
    no other does: what begins where others begin is a column.
    """
    kept = [line for line in lines if line.seen]
    floating = [line for number, line in enumerate(kept) if _floats(kept, number)]
    for float_line in floating:
        same = [
            line
            for line in kept
            if line not in floating
            and abs(line.base - float_line.base) < 0.3 * float_line.em
            and line.right < float_line.begin
        ]
        if same:
            beside = max(same, key=lambda line: line.right)
            kept[kept.index(beside)] = Line((*beside.glyphs, *float_line.glyphs))
            kept.remove(float_line)
    return kept


def _floats(lines: Sequence[Line], number: int) -> bool:
    line = lines[number]
    if line.marked or len(line.text) > LAYOUT.short_characters:
        return False
    edge = max(one.right for one in lines)
    column = [one for one in lines if one is not line and abs(one.begin - line.begin) < 1.0]
    wider = [one for one in column if abs(one.right - line.right) > 1.0]
    return abs(line.right - edge) < line.em and not wider
