"""Bounds on what a packed file may unfold to; what it declares is not believed."""

import io
import zipfile
from typing import Final

from api.documents.reading.errors import ResumeTooComplexError

MAX_UNFOLDED_BYTES = 40 * 1024 * 1024
MAX_PARTS: Final = 2_000


def check_unfolded_size(content: bytes) -> None:
    """Raise `ResumeTooComplexError` for an archive that unfolds to more than a resume can be."""
    too_large = ResumeTooComplexError("The file unfolds to more than a resume can be.")
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
