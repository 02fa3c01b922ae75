"""Resumes as Word writes them: boxes, controls, headers, tables, tracked changes."""

import io
from collections.abc import Callable, Iterable

import docx
from docx.document import Document
from docx.oxml import parse_xml

from harness.resumes.people import Writing
from harness.resumes.writing import Line, lines, sections

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
DELETED = "This sentence was deleted before it was sent."


def plain(writing: Writing) -> bytes:
    """Return headings by style, list items by style, and dates behind a tab."""
    return _saved(lambda document: _add(document, lines(writing)))


def with_header(writing: Writing) -> bytes:
    """Return a document whose name and contact stand in the page's header."""

    def fill(document: Document) -> None:
        header = document.sections[0].header
        header.paragraphs[0].text = writing.person.name
        header.add_paragraph(writing.person.contact)
        _add(document, [line for part in sections(writing).values() for line in part])

    return _saved(fill)


def in_boxes(writing: Writing) -> bytes:
    """Return a document whose skills and certificates stand in a text box, as Word writes it."""

    def fill(document: Document) -> None:
        parts = sections(writing)
        boxed = [
            line for name in ("skills", "soft", "certifications") for line in parts.pop(name, [])
        ]
        _add(document, lines(writing)[:2])
        anchor = document.add_paragraph()
        inside = "".join(_paragraph(line.text) for line in boxed)
        box = f"<w:txbxContent>{inside}</w:txbxContent>"
        anchor._p.append(
            parse_xml(
                f"<w:r {_SPACES}><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
                f"<wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>{box}</wps:txbx>"
                "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
                f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
                "</mc:Fallback></mc:AlternateContent></w:r>"
            )
        )
        _add(document, [line for part in parts.values() for line in part])

    return _saved(fill)


def in_controls(writing: Writing) -> bytes:
    """Return a document of content controls only: blocks, and runs within a paragraph."""

    def fill(document: Document) -> None:
        body = document.element.body
        for number, line in enumerate(lines(writing)):
            text = f"{line.text}\t{line.right}" if line.right else line.text
            if number % 2:
                run = _run(text)
                inner = f"<w:p><w:sdt><w:sdtContent>{run}</w:sdtContent></w:sdt></w:p>"
            else:
                inner = f"<w:sdt><w:sdtContent>{_paragraph(text)}</w:sdtContent></w:sdt>"
            wrapped = f"<w:sdt {_SPACES}><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
            body.insert(len(body) - 1, parse_xml(wrapped))

    return _saved(fill)


def in_tables(writing: Writing) -> bytes:
    """Return a layout table: a merged title row, sections beside each other, a nested table."""

    def fill(document: Document) -> None:
        parts = sections(writing)
        table = document.add_table(rows=1, cols=2)
        title = table.rows[0].cells[0].merge(table.rows[0].cells[1])
        title.text = writing.person.name
        title.add_paragraph(writing.person.contact)
        for name, part in parts.items():
            row = table.add_row().cells
            row[0].text = part[0].text
            if name == "experience":
                inner = row[1].add_table(rows=0, cols=2)
                for line in part[1:]:
                    cells = inner.add_row().cells
                    cells[0].text, cells[1].text = line.text, line.right
                continue
            row[1].text = part[1].text
            for line in part[2:]:
                row[1].add_paragraph(line.text)

    return _saved(fill)


def tracked(writing: Writing) -> bytes:
    """Return a document with tracked insertions and deletions, smart tags and a hyperlink."""

    def fill(document: Document) -> None:
        for number, line in enumerate(lines(writing)):
            paragraph = document.add_paragraph()
            first, _, rest = line.text.partition(" ")
            tag = ("ins", "smartTag", "hyperlink")[number % 3]
            words = [first, f" {rest}" if rest else "", f"\t{line.right}" if line.right else ""]
            told = (
                f"<w:p {_SPACES}>{_run(words[0])}<w:{tag}>{_run(words[1])}</w:{tag}>"
                f"<w:del><w:r><w:delText>{DELETED}</w:delText></w:r></w:del>{_run(words[2])}</w:p>"
            )
            paragraph._p.getparent().replace(paragraph._p, parse_xml(told))

    return _saved(fill)


def _add(document: Document, found: Iterable[Line]) -> None:
    styles = {"name": "Title", "heading": "Heading 1", "bullet": "List Bullet"}
    for line in found:
        text = f"{line.text}\t{line.right}" if line.right else line.text
        document.add_paragraph(text, style=styles.get(line.kind))


def _saved(fill: Callable[[Document], None]) -> bytes:
    document = docx.Document()
    fill(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _run(text: str) -> str:
    told = "<w:tab/>".join(
        f"<w:t xml:space='preserve'>{_escaped(each)}</w:t>" for each in text.split("\t")
    )
    return f"<w:r>{told}</w:r>"


def _paragraph(text: str) -> str:
    return f"<w:p>{_run(text)}</w:p>"
