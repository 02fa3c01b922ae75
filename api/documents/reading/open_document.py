"""The text of an ODT, the format of LibreOffice."""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from api.documents.reading.archives import check_unfolded_size
from api.documents.reading.errors import ResumeEncryptedError, ResumeError

_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _OFFICE = f"{_NAMES}text:1.0}}", f"{_NAMES}table:1.0}}", f"{_NAMES}office:1.0}}"
_NOT_SEEN = {
    f"{_TEXT}tracked-changes",
    f"{_OFFICE}annotation",
    f"{_TEXT}sequence-decls",
    f"{_TEXT}note",
}
_PARAGRAPHS = {f"{_TEXT}p", f"{_TEXT}h"}
_INLINE = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n", f"{_TEXT}soft-hyphen": ""}


def read_odt(content: bytes) -> str:
    """Return the text of an ODT in the order of its body; raises a `ResumeError`."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise ResumeError("The file is not an ODT.")
    try:
        check_unfolded_size(content)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read(
                "META-INF/manifest.xml"
            ):
                raise ResumeEncryptedError("The ODT is protected by a password.")
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            root = etree.fromstring(archive.read("content.xml"), parser)
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        # lxml reports broken XML as a SyntaxError
        raise ResumeError("The ODT is damaged.") from error
    body = root.find(f"{_OFFICE}body")
    return "" if body is None else "\n".join(_blocks(body, listed=False))


def _blocks(parent: etree._Element, listed: bool) -> Iterator[str]:
    for element in parent:
        if element.tag in _PARAGRAPHS:
            boxes: list[etree._Element] = []
            text = "".join(_runs(element, boxes))
            if text.strip():
                yield f"• {text.lstrip()}" if listed else text
            for box in boxes:
                yield from _blocks(box, listed=False)
        elif element.tag == f"{_TABLE}table-row":
            cells = ["\n".join(_blocks(cell, listed=False)) for cell in element]
            filled = [cell for cell in cells if cell.strip()]
            yield ("\n" if any("\n" in cell for cell in filled) else "\t").join(filled)
        elif isinstance(element.tag, str) and element.tag not in _NOT_SEEN:
            yield from _blocks(element, listed or element.tag == f"{_TEXT}list-item")


def _runs(parent: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
    yield parent.text or ""
    for element in parent:
        tag = element.tag
        if tag in _INLINE:
            yield _INLINE[tag]
        elif tag == f"{_TEXT}s":
            yield " " * min(int(element.get(f"{_TEXT}c", "1")), 100)
        elif isinstance(tag, str) and tag.endswith("}text-box"):
            boxes.append(element)
        elif isinstance(tag, str) and tag not in _NOT_SEEN:
            yield from _runs(element, boxes)
        yield element.tail or ""
