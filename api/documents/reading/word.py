"""The text of a DOCX as it stands on the page: every part of the body in order, once.

python-docx opens the package; its paragraphs and tables leave out boxes, controls, insertions and
tags, so the body's elements are walked here.
"""

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from lxml import etree

from api.documents.reading.archives import check_unfolded_size
from api.documents.reading.errors import ResumeEncryptedError, ResumeError, ResumeNoTextError
from api.documents.reading.tuned import LAYOUT

_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_NOT_SEEN = {
    f"{_W}{name}"
    for name in (
        "del",
        "moveFrom",
        "delText",
        "instrText",
        "pPr",
        "rPr",
        "sdtPr",
        "sectPr",
        "tblPr",
    )
}
_INLINE = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read_docx(content: bytes) -> str:
    """Return the text of a DOCX; raises a `ResumeError`.

    Page headers come first and footers last, text boxes behind the paragraph that anchors them,
    tables row by row; what was deleted, or is there only for older programs, is left out.
    """
    if content[:8] == _OLD_WORD:
        raise ResumeEncryptedError("The file is protected by a password, or an old DOC file.")
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise ResumeError("The file is not a DOCX.")
    try:
        check_unfolded_size(content)
        document = docx.Document(io.BytesIO(content))
        text = "\n".join(_all_of(document))
    except (OpcError, zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError) as error:
        # lxml reports broken XML as a SyntaxError
        raise ResumeError("The DOCX is damaged.") from error
    if not text.strip() and any(
        part.content_type.startswith("image/") for part in document.part.package.iter_parts()
    ):
        raise ResumeNoTextError(
            "The DOCX holds pictures and no text: upload the document they were made from."
        )
    return text


def _all_of(document: Document) -> Iterator[str]:
    lists = _list_styles(document)
    ends: list[str] = []
    seen: set[object] = set()
    for section in document.sections:
        for kind in ("header", "first_page_header", "footer", "first_page_footer"):
            part = getattr(section, kind)
            if part.is_linked_to_previous or part.part.partname in seen:
                continue
            seen.add(part.part.partname)
            if "header" in kind:
                yield from _blocks(part._element, lists)
            else:
                ends += _blocks(part._element, lists)
    yield from _blocks(document.element.body, lists)
    yield from ends


def _list_styles(document: Document) -> set[str]:
    """Return the ids of the paragraph styles that make list items."""
    return {
        style.style_id
        for style in document.styles
        if style.element.find(f"{_W}pPr/{_W}numPr") is not None
    }


def _blocks(parent: etree._Element, lists: set[str]) -> Iterator[str]:
    """Yield the lines of what stands below each other in an element."""
    for element in parent:
        if element.tag == f"{_W}p":
            yield from _paragraph(element, lists)
        elif element.tag == f"{_W}tbl":
            yield from _table(element, lists)
        elif _is_prompt(element):
            continue
        elif element.tag == f"{_MC}AlternateContent":
            yield from _blocks(_chosen(element), lists)
        elif isinstance(element.tag, str) and element.tag not in _NOT_SEEN:
            yield from _blocks(element, lists)


def _paragraph(paragraph: etree._Element, lists: set[str]) -> Iterator[str]:
    boxes: list[etree._Element] = []
    text = "".join(_runs(paragraph, boxes))
    if text.strip():
        yield f"• {text.lstrip()}" if _is_listed(paragraph, lists) else text
    for box in boxes:
        yield from _blocks(box, lists)


def _runs(parent: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
    """Yield the letters of a paragraph; the text boxes it anchors are added to `boxes`."""
    for element in parent:
        tag = element.tag
        if tag == f"{_W}t":
            yield element.text or ""
        elif tag in _INLINE:
            yield _INLINE[tag]
        elif tag == f"{_W}txbxContent":
            boxes.append(element)
        elif tag == f"{_MC}AlternateContent":
            yield from _runs(_chosen(element), boxes)
        elif _is_hidden(element) or _is_prompt(element):
            continue
        elif isinstance(tag, str) and tag not in _NOT_SEEN:
            yield from _runs(element, boxes)


def _chosen(alternatives: etree._Element) -> etree._Element:
    """Return the one of several forms of the same that is shown today."""
    choice = alternatives.find(f"{_MC}Choice")
    fallback = alternatives.find(f"{_MC}Fallback")
    return next((each for each in (choice, fallback) if each is not None), alternatives)


def _is_prompt(element: etree._Element) -> bool:
    """Return whether it is a fill-in field that still shows what it asks for."""
    return element.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None


def _is_hidden(element: etree._Element) -> bool:
    return element.find(f"{_W}rPr/{_W}vanish") is not None


def _is_listed(paragraph: etree._Element, lists: set[str]) -> bool:
    numbering = paragraph.find(f"{_W}pPr/{_W}numPr")
    if numbering is not None:
        number = numbering.find(f"{_W}numId")
        return number is None or number.get(f"{_W}val") != "0"
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return style is not None and style.get(f"{_W}val") in lists


def _table(table: etree._Element, lists: set[str]) -> Iterator[str]:
    """Yield a table row by row: short cells in one line, long ones below each other."""
    for row in table.iter(f"{_W}tr"):
        if next(row.iterancestors(f"{_W}tbl")) is not table:
            continue
        cells = [
            list(_blocks(cell, lists))
            for cell in row.iter(f"{_W}tc")
            if next(cell.iterancestors(f"{_W}tr")) is row
        ]
        filled = [cell for cell in cells if any(line.strip() for line in cell)]
        if all(len(cell) == 1 and len(cell[0]) <= LAYOUT.cell_characters for cell in filled):
            yield "\t".join(cell[0] for cell in filled)
        else:
            for cell in filled:
                yield from cell
