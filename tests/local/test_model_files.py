"""Finding model files and refusing what is not the original."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import ModelFileError
from local.model_files import PIPER_JOE_MEDIUM, WHISPER_TINY_EN, check, find, own_file
from local.piper import Piper
from local.whisper import Whisper


@pytest.mark.parametrize("published", [WHISPER_TINY_EN, PIPER_JOE_MEDIUM])
def test_the_published_files_are_found_without_importing_their_wheels(published: object) -> None:
    assert published in (WHISPER_TINY_EN, PIPER_JOE_MEDIUM)
    file = WHISPER_TINY_EN if published is WHISPER_TINY_EN else PIPER_JOE_MEDIUM
    assert find(file).name == Path(file.path).name
    assert Path(file.path).parts[0] not in sys.modules


def test_a_file_with_another_hash_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "model.bin"
    file.write_bytes(b"something else")
    with pytest.raises(ModelFileError, match=r"model\.bin is not the published file"):
        check(file, WHISPER_TINY_EN.sha256)


def test_a_published_file_that_was_changed_is_refused_before_it_is_loaded() -> None:
    with pytest.raises(ModelFileError, match="it should be 0000"):
        find(replace(PIPER_JOE_MEDIUM, sha256="0000"))


def test_a_missing_wheel_says_what_to_install() -> None:
    with pytest.raises(ModelFileError, match="install the extra 'local'"):
        find(replace(WHISPER_TINY_EN, wheel="no-such-wheel-anywhere"))


def test_a_wheel_without_its_file_is_named() -> None:
    with pytest.raises(ModelFileError, match="installed without nowhere"):
        find(replace(WHISPER_TINY_EN, path="nowhere"))


def test_all_missing_companions_of_an_own_model_are_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "model.bin").touch()
    with pytest.raises(ModelFileError, match=r"lacks config\.json, tokenizer\.json"):
        own_file(tmp_path / "model.bin", "config.json", "tokenizer.json")


def test_files_that_are_no_whisper_model_are_refused(tmp_path: Path) -> None:
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (tmp_path / name).write_text("{}")
    with pytest.raises(ModelFileError, match="no Whisper model that can be read"):
        Whisper.load(tmp_path)


def test_files_that_are_no_piper_voice_are_refused(tmp_path: Path) -> None:
    (tmp_path / "voice.onnx").write_bytes(b"nothing")
    (tmp_path / "voice.onnx.json").write_text("{}")
    with pytest.raises(ModelFileError, match="no Piper voice that can be read"):
        Piper.load(tmp_path / "voice.onnx")
