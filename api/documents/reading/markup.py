"""The text of an HTML page, as a browser without pictures would show it."""

from collections.abc import Iterator

from lxml import etree, html

from api.documents.reading.errors import ResumeError
from api.documents.reading.plain import decoded

_NOT_SEEN = {"head", "script", "style", "template", "noscript", "svg", "iframe", "select"}
_INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr",
}  # fmt: skip


def read_html(content: bytes) -> str:
    """Return the text of a page, a line for each block; raises a `ResumeError`.

    The bytes are decoded as the page says, else as any text is.
    """
    try:
        declared = b"charset" in content[:2048].lower() and content[:2] not in (
            b"\xff\xfe",
            b"\xfe\xff",
        )
        root = html.document_fromstring(content if declared else decoded(content).encode(),
            parser=None if declared else html.HTMLParser(encoding="utf-8"))  # fmt: skip
    except (etree.ParserError, ValueError) as error:
        raise ResumeError("The file is not an HTML page.") from error
    lines = (" ".join(line.split(" ")) for line in "".join(_parts(root)).split("\n"))
    return "\n".join(line.strip() for line in lines if line.strip())


def _parts(element: etree._Element, around: bool = False) -> Iterator[str]:
    """Yield what is seen of an element and behind it; `around` tells that its lines are kept."""
    tag = element.tag
    shown = isinstance(tag, str) and tag not in _NOT_SEEN and not _is_hidden(element)
    if shown:
        block = tag not in _INLINE and tag not in ("td", "th", "br")
        if block or tag == "br":
            yield "\n"
        if tag == "li":
            yield "• "
        if (tag in ("td", "th") and element.getprevious() is not None) or _stands_apart(element):
            yield "\t"
        keeps = around or _keeps_lines(element)
        yield _collapsed(element.text, keeps)
        for child in element:
            yield from _parts(child, keeps)
        if block:
            yield "\n"
    yield _collapsed(element.tail, around)


def _keeps_lines(element: etree._Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.tag == "pre" or "white-space:pre" in style


def _collapsed(text: str | None, keeps_lines: bool) -> str:
    """Return a text with each run of blanks as one, at its ends too."""
    if not text:
        return ""
    if keeps_lines:
        return "\n".join(_collapsed(line, False) for line in text.splitlines())
    words = " ".join(text.split())
    return f"{' ' * text[0].isspace()}{words}{' ' * (text[-1].isspace() and bool(words))}"


def _stands_apart(element: etree._Element) -> bool:
    """Return whether an inline element is moved to the other end of its line, as dates are."""
    told = f"{element.get('class') or ''} {element.get('style') or ''}".lower()
    return element.tag in _INLINE and ("right" in told or "date" in told.split())


def _is_hidden(element: etree._Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style
