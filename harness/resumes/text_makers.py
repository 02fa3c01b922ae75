"""Resumes as text: encodings, Markdown, RTF, ODT, HTML, and the pages that a browser prints."""

import html
import io
import zipfile

from harness.resumes.people import Writing
from harness.resumes.writing import Line, lines, sections

_ODT = "application/vnd.oasis.opendocument.text"


def utf16(writing: Writing) -> bytes:
    """Return plain text as Windows Notepad saves Unicode."""
    return _text(writing).encode("utf-16")


def windows(writing: Writing) -> bytes:
    """Return plain text in Windows' Western encoding."""
    return _text(writing).replace("\n", "\r\n").encode("cp1252")


def markdown(writing: Writing) -> bytes:
    """Return Markdown."""
    marks = {"name": "# {}", "heading": "\n## {}\n", "title": "**{}**\n", "bullet": "- {}"}
    return "\n".join(
        marks.get(each.kind, "{}\n").format(_both(each)) for each in lines(writing)
    ).encode()


def rtf(writing: Writing) -> bytes:
    """Return rich text with its letters beyond ASCII escaped."""
    told = []
    for line in lines(writing):
        text = _both(line, "\\tab ").replace("{", "\\{")
        escaped = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text)
        bold = "\\b " if line.kind == "heading" else ""
        told.append(f"\\pard\\plain\\fs22 {bold}{escaped}\\par")
    table = "{\\fonttbl{\\f0\\fswiss Calibri;}}{\\colortbl;\\red0\\green0\\blue0;}"
    body = "\n".join(told)
    return f"{{\\rtf1\\ansi\\ansicpg1252\\uc1{table}{{\\info{{\\title Hidden}}}}\n{body}}}".encode(
        "ascii"
    )


def odt(writing: Writing) -> bytes:
    """Return a text of LibreOffice: headings, list items and tabs."""
    told = []
    for line in lines(writing):
        text = html.escape(line.text) + (
            f"<text:tab/>{html.escape(line.right)}" if line.right else ""
        )
        if line.kind == "heading":
            told.append(f"<text:h text:outline-level='1'>{text}</text:h>")
        elif line.kind == "bullet":
            told.append(
                f"<text:list><text:list-item><text:p>{text}</text:p></text:list-item></text:list>"
            )
        else:
            told.append(f"<text:p>{text}</text:p>")
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f"<?xml version='1.0'?><office:document-content xmlns:office='{names}office:1.0' "
        f"xmlns:text='{names}text:1.0'><office:body><office:text>{''.join(told)}"
        "</office:text></office:body></office:document-content>"
    )
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as archive:
        archive.writestr("mimetype", _ODT)
        archive.writestr("content.xml", content)
    return saved.getvalue()


def page(writing: Writing) -> bytes:
    """Return an HTML page, with a script and a style that nobody sees."""
    return _page(f"<body>{_html(lines(writing))}</body>").encode()


def columns_page(writing: Writing) -> bytes:
    """Return an HTML page in two columns: a sidebar with skills, and the rest."""
    parts = sections(writing)
    aside = [line for name in ("skills", "soft", "certifications") for line in parts.pop(name, [])]
    rest = [line for part in parts.values() for line in part]
    body = (
        f"<body>{_html(lines(writing)[:2])}<div style='display:flex;gap:24px'>"
        f"<aside style='width:30%'>{_html(aside)}</aside><main>{_html(rest)}</main></div></body>"
    )
    return _page(body).encode()


def columns_table(writing: Writing) -> bytes:
    """Return an HTML page whose two columns are the cells of a table without borders."""
    parts = sections(writing)
    aside = [line for name in ("skills", "soft", "certifications") for line in parts.pop(name, [])]
    rest = [line for part in parts.values() for line in part]
    body = (
        f"<body>{_html(lines(writing)[:2])}<table width='100%' cellspacing='12'><tr valign='top'>"
        f"<td width='65%'>{_html(rest)}</td><td>{_html(aside)}</td></tr></table></body>"
    )
    return _page(body).encode()


def _page(body: str) -> str:
    style = (
        "body{font-family:'DejaVu Serif',serif;font-size:11pt} ul{margin:0}"
        ".right{float:right;font-weight:normal} .title{clear:both}"
    )
    script = "document.title = 'never shown';"
    head = f"<meta charset='utf-8'><title>cv</title><style>{style}</style><script>{script}</script>"
    return f"<!doctype html><html><head>{head}</head>{body}</html>"


def _html(found: list[Line]) -> str:
    tags = {"name": "h1", "heading": "h2"}
    told = []
    for line in found:
        right = f"<span class='right'>{html.escape(line.right)}</span>" if line.right else ""
        text = html.escape(line.text)
        if line.kind == "bullet":
            told.append(f"<ul><li>{text}</li></ul>")
        else:
            tag = tags.get(line.kind, "div")
            told.append(f"<{tag} class='{line.kind}'>{text} {right}</{tag}>")
    return "\n".join(told)


def _text(writing: Writing) -> str:
    marks = {"heading": "\n{}", "bullet": "• {}"}
    return "\n".join(
        marks.get(each.kind, "{}").format(_both(each, "    ")) for each in lines(writing)
    )


def _both(line: Line, between: str = "   ") -> str:
    return f"{line.text}{between}{line.right}" if line.right else line.text
