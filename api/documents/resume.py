"""Text out of a resume: PDF, DOCX, TXT or MD, and a clear answer to everything else.

There are bounds on what a file may unfold to: a resume is small, and a file that is not is an
attack or a mistake.
"""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import PurePath

import docx
import pypdf
from docx.opc.exceptions import OpcError
from pypdf.errors import PyPdfError

from core.errors import InvalidInputError

MAX_FILE_BYTES = 5 * 1024 * 1024
MAX_UNFOLDED_BYTES = 40 * 1024 * 1024
MAX_PARTS = 2_000
MAX_PAGES = 60
MAX_CHARACTERS = 100_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class ResumeError(InvalidInputError):
    """The file cannot be used as a resume."""

    code = "RESUME_INVALID"


class ResumeNoTextError(ResumeError):
    """The file holds no text: it is empty, or pictures of pages."""

    code = "RESUME_NO_TEXT"


class ResumeEncryptedError(ResumeError):
    """The file is protected by a password."""

    code = "RESUME_ENCRYPTED"


class ResumeTypeError(ResumeError):
    """The file is of a kind that is not read."""

    code = "RESUME_TYPE_UNSUPPORTED"


class ResumeTooComplexError(ResumeError):
    """The file unfolds to more than any resume holds."""

    code = "RESUME_TOO_COMPLEX"


RESUME_ERRORS: tuple[type[ResumeError], ...] = (
    ResumeError,
    ResumeNoTextError,
    ResumeEncryptedError,
    ResumeTypeError,
    ResumeTooComplexError,
)


def resume_text(file_name: str, content: bytes) -> str:
    """Return the text of a resume, at most `MAX_CHARACTERS`; raises a `ResumeError`.

    The name's ending says what the file claims to be; its first bytes must agree.
    """
    reader = _READERS.get(PurePath(file_name).suffix.lower())
    if reader is None:
        raise ResumeTypeError("A resume must be a PDF, DOCX, TXT or MD file.")
    if not content:
        raise ResumeNoTextError("The file is empty.")
    text = _CONTROL.sub(" ", reader(content)).strip()
    if not text:
        raise ResumeNoTextError(
            "There is no text in this file. A scanned resume needs text recognition first."
        )
    return text[:MAX_CHARACTERS]


def _plain(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ResumeError("The file is not UTF-8 text.") from error


def _pdf(content: bytes) -> str:
    if b"%PDF-" not in content[:1024]:
        raise ResumeError("The file is not a PDF.")
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ResumeEncryptedError("The PDF is protected by a password.")
        if len(reader.pages) > MAX_PAGES:
            raise ResumeTooComplexError(f"The PDF has more than {MAX_PAGES} pages.")
        return _joined_pages(reader)
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        # pypdf meets damage with whatever the damaged object raises
        raise ResumeError("The PDF is damaged.") from error
    except RecursionError as error:
        raise ResumeTooComplexError("The PDF is nested too deeply.") from error


def _joined_pages(reader: pypdf.PdfReader) -> str:
    found: list[str] = []
    size = 0
    for page in reader.pages:
        found.append(page.extract_text())
        size += len(found[-1])
        if size > MAX_CHARACTERS:
            break
    return "\n\n".join(found)


def _docx(content: bytes) -> str:
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise ResumeEncryptedError("The file is protected by a password, or an old DOC file.")
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise ResumeError("The file is not a DOCX.")
    try:
        _check_unfolded_size(content)
        document = docx.Document(io.BytesIO(content))
        cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    except (OpcError, zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError) as error:
        # lxml reports broken XML as a SyntaxError
        raise ResumeError("The DOCX is damaged.") from error


def _check_unfolded_size(content: bytes) -> None:
    """Refuse an archive that unfolds to too much; what it declares is not believed."""
    too_large = ResumeTooComplexError("The DOCX unfolds to more than a resume can be.")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNFOLDED_BYTES:
            raise too_large
        unfolded = 0
        for part in parts:
            with archive.open(part) as opened:
                while chunk := opened.read(65_536):
                    unfolded += len(chunk)
                    if unfolded > MAX_UNFOLDED_BYTES:
                        raise too_large


_READERS: dict[str, Callable[[bytes], str]] = {
    ".pdf": _pdf,
    ".docx": _docx,
    ".txt": _plain,
    ".md": _plain,
}
