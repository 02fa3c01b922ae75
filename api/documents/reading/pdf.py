"""The text of a PDF, by PDFium: in the order in which it was written, spaces from positions.

The order of the file is the order of reading for all that lays out text (LaTeX, Word, browsers,
LinkedIn): columns come one after the other, and a date at the right edge stays in its line. A
layout analysis by position alone, measured beside it, tears such dates off. Only where rows of two
columns are mixed do positions decide (`columns.py`).
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium

from api.documents.reading.accents import composed
from api.documents.reading.columns import in_columns
from api.documents.reading.errors import (
    ResumeEncryptedError,
    ResumeError,
    ResumeNoTextError,
    ResumeTooComplexError,
)
from api.documents.reading.lines import DIVIDED, Glyph, Line, joined
from api.documents.reading.rows import in_rows
from api.documents.reading.tuned import LAYOUT

MAX_PAGES: Final = 60
MAX_CHARACTERS: Final = 100_000

_CORK = {
    0x10: "“", 0x11: "”", 0x12: "„", 0x13: "«", 0x14: "»", 0x15: "–", 0x16: "—", 0x17: "",
    0x1B: "ff", 0x1C: "fi", 0x1D: "fl", 0x1E: "ffi", 0x1F: "ffl", 0x7F: "-", 0x88: "•",
    0x0B: "ff", 0x0C: "fi", 0x0E: "ffi", 0x0F: "ffl",
}  # fmt: skip
"""Where LaTeX's bitmap fonts name no letters their codes come through: those of its T1 encoding."""


@dataclass(frozen=True, slots=True)
class PdfText:
    """What was read, and for each page that was not, what a person can do about it."""

    text: str
    notes: tuple[str, ...]


def read_pdf(content: bytes) -> PdfText:
    """Return the text of a PDF; raises a `ResumeError`, also where no page can be read."""
    if b"%PDF-" not in content[:1024]:
        raise ResumeError("The file is not a PDF.")
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
            raise ResumeEncryptedError("The PDF is protected by a password.") from error
        raise ResumeError("The PDF is damaged.") from error
    try:
        if len(document) > MAX_PAGES:
            raise ResumeTooComplexError(f"The PDF has more than {MAX_PAGES} pages.")
        return _read(document)
    except pypdfium2.PdfiumError as error:
        raise ResumeError("The PDF is damaged.") from error
    finally:
        document.close()


def _read(document: pypdfium2.PdfDocument) -> PdfText:
    found: list[str] = []
    notes: list[str] = []
    size = 0
    for number in range(len(document)):
        page = document[number]
        lines = list(_lines(page))
        if wrong := _what_is_wrong(page, lines, number + 1):
            notes.append(wrong)
        else:
            found.append(joined(in_rows(in_columns(lines))))
            size += len(found[-1])
        page.close()
        if size > MAX_CHARACTERS:
            break
    if notes and not any(text.strip() for text in found):
        raise ResumeNoTextError(" ".join(notes))
    return PdfText("\n\n".join(found), tuple(notes))


def _what_is_wrong(page: pypdfium2.PdfPage, lines: list[Line], number: int) -> str | None:
    letters = [glyph.text for line in lines for glyph in line.glyphs if not glyph.text.isspace()]
    if not letters:
        pictures = any(
            True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)
        )
        return (
            f"Page {number} is a picture without text: run text recognition over it, or upload "
            "the document it was made from."
            if pictures
            else None
        )
    lost = sum(1 for text in letters if not _has_meaning(text))
    if lost > LAYOUT.unreadable_share * len(letters):
        return (
            f"Page {number} cannot be read: its font does not say which letters it holds. Save it "
            "as PDF anew, or upload it as DOCX or text."
        )
    return None


def _has_meaning(text: str) -> bool:
    return not (text < " " or "\ue000" <= text <= "\uf8ff" or text in "\ufffd\ufffe\uffff")


def _lines(page: pypdfium2.PdfPage) -> Iterator[Line]:
    """Yield the lines of a page with the place of each of its letters, in points."""
    text_page = page.get_textpage()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    glyphs: list[Glyph] = []
    for index in range(min(text_page.count_chars(), MAX_CHARACTERS)):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if code in (0x0A, 0x0D):
            if glyphs:
                yield Line(tuple(composed(glyphs)))
            glyphs = []
            continue
        divided = code in (0x02, 0xFFFE)
        pdfium.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
        glyphs.append(
            Glyph(
                DIVIDED if divided else _CORK.get(code) or chr(min(code, 0x10FFFF)),
                left.value, right.value, bottom.value, top.value,
                pdfium.FPDFText_GetFontSize(text_page, index) or 1.0,
            )
        )  # fmt: skip
        if divided:
            # PDFium goes on in the next line as if there were none
            yield Line(tuple(composed(glyphs)))
            glyphs = []
    if glyphs:
        yield Line(tuple(composed(glyphs)))
    text_page.close()
