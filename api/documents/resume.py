"""Text out of a resume of any kind that people hand over, and a clear answer to everything else.

There are bounds on what a file may unfold to: a resume is small, and a file that is not is an
attack or a mistake.
"""

from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from api.documents.reading.characters import normalised
from api.documents.reading.errors import ResumeNoTextError, ResumeTypeError

MAX_FILE_BYTES = 5 * 1024 * 1024
MAX_CHARACTERS: Final = 100_000
PARSED = frozenset({".pdf", ".docx", ".odt", ".rtf", ".html", ".htm"})
"""What needs a parser."""
DECODED = frozenset({".txt", ".md"})
"""What only needs to be decoded."""


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document's text, at most `MAX_CHARACTERS`, and what a person should know of its reading."""

    text: str
    notes: tuple[str, ...] = ()


def read_document(file_name: str, content: bytes) -> ReadDocument:
    """Return what a file says; raises a `ResumeError`.

    The name's ending says what the file claims to be; its first bytes must agree.
    """
    suffix = PurePath(file_name).suffix.lower()
    if suffix not in PARSED | DECODED:
        raise ResumeTypeError("The file must be a PDF, DOCX, ODT, RTF, HTML, TXT or MD file.")
    if not content:
        raise ResumeNoTextError("The file is empty.")
    read = _read(suffix, content)
    text = normalised(read.text)
    if not text:
        raise ResumeNoTextError(
            "There is no text in this file. A scanned page needs text recognition first."
        )
    return ReadDocument(text[:MAX_CHARACTERS], read.notes)


def _read(suffix: str, content: bytes) -> ReadDocument:
    # each library is loaded only where its kind is read: that is most of the time of a short file
    if suffix == ".pdf":
        from api.documents.reading.pdf import read_pdf

        found = read_pdf(content)
        return ReadDocument(found.text, found.notes)
    if suffix == ".docx":
        from api.documents.reading.word import read_docx

        return ReadDocument(read_docx(content))
    if suffix == ".odt":
        from api.documents.reading.open_document import read_odt

        return ReadDocument(read_odt(content))
    if suffix == ".rtf":
        from api.documents.reading.rich_text import read_rtf

        return ReadDocument(read_rtf(content))
    if suffix in (".html", ".htm"):
        from api.documents.reading.markup import read_html

        return ReadDocument(read_html(content))
    from api.documents.reading.plain import decoded

    return ReadDocument(decoded(content))
