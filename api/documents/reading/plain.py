"""Text files in the encodings that people save them in."""

import codecs

from api.documents.reading.errors import ResumeError
from api.documents.reading.tuned import LAYOUT

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(content: bytes) -> str:
    """Return the text of a file: by its mark, as UTF-8, UTF-16 or Windows' Western encoding.

    Raises `ResumeError` where it is none of them.
    """
    not_text = ResumeError("The file is not text: neither UTF-8, UTF-16 nor Windows-1252.")
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding, not_text)
    if content.count(0) > len(content) / 4:
        # of Western letters in two bytes each one is zero: the second when little ends come first
        little = content[1::2].count(0) > content[::2].count(0)
        return _strictly(content, "utf-16-le" if little else "utf-16-be", not_text)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = _strictly(content, "cp1252", not_text)
    strange = sum(1 for char in text if char < " " and char not in "\t\n\r\f")
    if strange > LAYOUT.control_share * len(text):
        raise not_text
    return text


def _strictly(content: bytes, encoding: str, otherwise: ResumeError) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise otherwise from error
