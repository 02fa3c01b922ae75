"""Resumes as PDF: put together as LaTeX, Word, LinkedIn and design tools do it."""

import re
from collections.abc import Iterable

from harness.resumes.pdf_writer import WIDTH, Page, width, wrapped, written
from harness.resumes.people import Writing
from harness.resumes.writing import Line, lines, sections

_LEFT, _RIGHT = 60, WIDTH - 60
_SIZES = {"name": 18, "heading": 13, "title": 10, "text": 10, "bullet": 10}


def latex(writing: Writing) -> bytes:
    """Return a page without any space glyph, dates at the right edge."""
    page = Page()
    _column(page, lines(writing), _LEFT, _RIGHT, spaces="kern")
    return written([page])


def latex_columns(writing: Writing) -> bytes:
    """Return two columns without space glyphs: experience at the left, the rest at the right."""
    page, parts = Page(), sections(writing)
    _column(page, lines(writing)[:2], _LEFT, _RIGHT, spaces="move")
    top = page.y
    _column(page, [*parts["summary"], *parts["experience"]], _LEFT, 360, spaces="move")
    page.y = top
    rest = [line for name in parts if name not in {"summary", "experience"} for line in parts[name]]
    _column(page, rest, 390, _RIGHT, spaces="move")
    return written([page])


def sidebar(writing: Writing) -> bytes:
    """Return a narrow column at the left that is written after the wide one at the right."""
    page, parts = Page(), sections(writing)
    top = page.y
    _column(page, lines(writing)[:1], 220, _RIGHT)
    wide = [line for name in ("summary", "experience", "education") for line in parts[name]]
    _column(page, wide, 220, _RIGHT)
    page.y = top
    narrow = [
        line
        for name in parts
        if name in {"skills", "soft", "certifications"}
        for line in parts[name]
    ]
    _column(page, [lines(writing)[1], *narrow], 40, 190)
    return written([page])


def mixed_rows(writing: Writing) -> bytes:
    """Return two columns whose lines are written from the top of the page down, whichever's."""
    page, parts = Page(), sections(writing)
    _column(page, lines(writing)[:2], _LEFT, _RIGHT)
    above, top = len(page.operators), page.y
    wide = [line for name in ("summary", "experience", "education") for line in parts[name]]
    _column(page, wide, _LEFT, 360)
    page.y = top
    narrow = [line for name in parts for line in parts[name] if line not in wide]
    _column(page, narrow, 390, _RIGHT)
    page.operators[above:] = sorted(page.operators[above:], key=_from_the_top)
    return written([page])


def linkedin(writing: Writing) -> bytes:
    """Return a profile's export: contact and top skills at the left and first, the rest beside."""
    page, parts = Page(), sections(writing)
    top = page.y
    narrow = [Line("heading", "Contact"), lines(writing)[1]]
    narrow.append(parts["skills"][0])
    for line in parts["skills"][1:]:
        narrow += [Line("text", skill) for skill in each_of(line.text.rpartition(": ")[2])]
    narrow += [line for name in ("soft", "certifications") for line in parts.get(name, ())]
    _column(page, narrow, 30, 170)
    page.y = top
    job = writing.person.jobs[0]
    head = [lines(writing)[0], Line("text", f"{job.role} at {job.employer}")]
    wide = [line for name in ("summary", "experience", "education") for line in parts[name]]
    _column(page, [*head, *wide], 200, _RIGHT)
    return written([page])


def ligatures(writing: Writing) -> bytes:
    """Return a page with ligature glyphs, and soft hyphens where a line breaks within a word."""
    page = Page()
    _column(page, lines(writing), _LEFT, _RIGHT, ligated=True)
    return written([page])


def spaced_headings(writing: Writing) -> bytes:
    """Return a page whose headings are set with four points behind every letter."""
    page = Page()
    _column(page, lines(writing), _LEFT, _RIGHT, spread=4)
    return written([page])


def _from_the_top(operator: str) -> tuple[float, float]:
    place = re.search(r"1 0 0 1 ([\d.]+) ([\d.]+) Tm", operator)
    assert place is not None
    return -round(float(place[2])), float(place[1])


def _column(
    page: Page, found: Iterable[Line], left: float, right: float, *,
    spaces: str = "glyph", spread: float = 0, ligated: bool = False,
) -> None:  # fmt: skip
    for line in found:
        size = _SIZES[line.kind]
        page.y -= 10 if line.kind in {"heading", "name"} else 0
        indent = 14 if line.kind == "bullet" else 0
        most = right - left - indent - (width(line.right, size) + 20 if line.right else 0)
        broken = _hyphenated(line.text, size, most) if ligated else wrapped(line.text, size, most)
        for number, text in enumerate(broken):
            if line.kind == "bullet" and number == 0:
                page.put(left, "•", size)
            if ligated:
                text = text.replace("fi", "\ufb01").replace("fl", "\ufb02")
            spaced = spread if line.kind == "heading" else 0
            page.put(left + indent, text, size, spaces=spaces, spread=spaced)
            if line.right and number == 0:
                page.put(right - width(line.right, size), line.right, size, spaces=spaces)
            page.y -= size * 1.25
        page.y -= 3


def _hyphenated(text: str, size: float, most: float) -> list[str]:
    """Return the lines of a text with a long word at a line's end divided by a soft hyphen."""
    found = wrapped(text, size, most)
    for number in range(len(found) - 1):
        first, _, rest = found[number + 1].partition(" ")
        if re.fullmatch(r"[a-z]{9,}", first):
            found[number] += f" {first[:4]}\u00ad"
            found[number + 1] = f"{first[4:]} {rest}".strip()
    return found


def each_of(text: str) -> list[str]:
    """Return the items of a list with commas; what stands in brackets is not divided."""
    return [each.strip() for each in re.split(r",\s*(?![^(]*\))", text)]
