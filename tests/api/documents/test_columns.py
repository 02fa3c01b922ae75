"""Columns whose lines alternate in the file are read one after the other, and only those."""

import pytest

from api.documents.reading.accents import composed
from api.documents.reading.lines import Glyph
from api.documents.reading.pdf import read_pdf
from harness.resumes.pdf_writer import Page, width, written

LEFT = (
    "Experience",
    "Cook at the Old Mill",
    "Ran the evening shift",
    "Wrote the menu",
    "Education",
)
RIGHT = ("Skills", "Baking", "Pastry", "Stock control", "Certifications")


def rows(*sides: tuple[tuple[str, ...], float], size: float = 11) -> bytes:
    """Return a page whose lines go from side to side."""
    page = Page()
    for texts in zip(*(side for side, _ in sides), strict=True):
        for text, (_, x) in zip(texts, sides, strict=True):
            page.put(x, text, size)
        page.y -= 16
    return written([page])


@pytest.mark.parametrize("height", [0, 5])
def test_lines_that_alternate_between_two_columns_come_apart(height: float) -> None:
    page = Page()
    for left, right in zip(LEFT, RIGHT, strict=True):
        page.put(60, left)
        page.y -= height
        page.put(360, right)
        page.y -= 16 - height
    told = [line for line in read_pdf(written([page])).text.split("\n") if line]
    assert told == [*LEFT, *RIGHT]


def test_a_table_whose_first_column_names_what_stands_beside_stays_in_rows() -> None:
    heads = ("Summary", "Experience", "Education", "Skills", "Languages")
    beside = ("Calm cook.", "Cook at the Old Mill", "Hotel school", "Baking", "Teaching")
    told = read_pdf(rows((heads, 60), (beside, 200))).text.split("\n")
    assert [line.split("\t") for line in told if line] == [
        list(row) for row in zip(heads, beside, strict=True)
    ]


def test_dates_at_the_right_edge_stay_with_their_positions() -> None:
    roles = ("Experience", "Cook, Old Mill", "Waiter, Inn", "Porter, Hotel", "Runner, Bar")
    dates = ("", "2020 - 2024", "2018 - 2020", "2016 - 2018", "2015 - 2016")
    told = read_pdf(rows((roles, 60), (dates, 450))).text
    assert "Cook, Old Mill\t2020 - 2024\nWaiter, Inn\t2018 - 2020" in told


def test_a_period_that_a_narrow_column_breaks_is_one() -> None:
    page = Page()
    for text in ("Apr 2019 -", "Present"):
        page.put(150 - width(text, 10), text)
        page.y -= 12
    assert read_pdf(written([page])).text == "Apr 2019 - Present"


def glyph(text: str, left: float, right: float) -> Glyph:
    return Glyph(text, left, right, 0.0, 7.0, 10.0)


@pytest.mark.parametrize(
    ("glyphs", "text"),
    [
        ((glyph("\u00b4", 1, 4), glyph("e", 0, 5)), "é"),
        ((glyph("E", 0, 6), glyph("c", 6, 11), glyph("\u00b4", 2, 4)), "Éc"),
        ((glyph("\u00a8", 1, 4), glyph("\u0131", 0, 5)), "ï"),
        ((glyph("\u02da", 1, 4), glyph("a", 0, 5), glyph("s", 5, 9)), "ås"),
        ((glyph("r", 0, 4), glyph("\u00b4", 5, 8), glyph("2", 8, 13)), "r\u00b42"),
        ((glyph("~", 1, 4), glyph("q", 0, 5)), "~q"),
    ],
)
def test_an_accent_over_a_letter_is_part_of_it(glyphs: tuple[Glyph, ...], text: str) -> None:
    assert "".join(one.text for one in composed(glyphs)) == text
