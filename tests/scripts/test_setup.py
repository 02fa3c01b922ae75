"""What the setup decides before it installs anything."""

from pathlib import Path

import pytest

from scripts import setup
from scripts.steps import Step, StepError
from wiring.livekit_server import cached_program


@pytest.fixture
def step(tmp_path: Path) -> Step:
    return Step("python packages", lambda step: None, lambda: False, tmp_path)


def _program(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    ("content", "elsewhere"),
    [
        ("LIVEKIT_URL=wss://rooms.example", True),
        ('export LIVEKIT_URL="wss://rooms.example"', True),
        ("# LIVEKIT_URL=ws://127.0.0.1:7880", False),
        ("LIVEKIT_URL=", False),
        ("LIVEKIT_URL=\nOTHER=x", False),
        ("MY_LIVEKIT_URL=wss://rooms.example", False),
    ],
)
def test_no_server_is_built_when_the_settings_name_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, elsewhere: bool
) -> None:
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.delenv("LIVEKIT_URL", raising=False)
    assert not setup._livekit_is_elsewhere()
    (tmp_path / ".env").write_text(content)
    assert setup._livekit_is_elsewhere() is elsewhere
    monkeypatch.setenv("LIVEKIT_URL", "wss://rooms.example")
    assert setup._livekit_is_elsewhere()


@pytest.mark.parametrize(
    ("content", "wanted"),
    [("LLM=local", True), ("LLM='local'", True), ("LLM=", False), ("# LLM=local", False)],
)
def test_the_language_model_is_installed_only_for_those_who_ask_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, wanted: bool
) -> None:
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.delenv("LLM", raising=False)
    (tmp_path / ".env").write_text(content)
    assert ("local-llm" in [lock.stem for lock in setup._locks("run")]) is wanted
    monkeypatch.setenv("LLM", "local")
    assert [lock.stem for lock in setup._locks("run")] == ["base", "local", "local-llm"]
    assert "local-llm" in [lock.stem for lock in setup._locks("test")]


@pytest.mark.parametrize("uv_works", [True, False])
def test_pip_installs_what_uv_cannot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: Step, uv_works: bool
) -> None:
    said = tmp_path / "said"
    monkeypatch.setattr(setup, "UV", _program(tmp_path / "uv", f"exit {int(not uv_works)}"))
    monkeypatch.setattr(setup, "PYTHON", _program(tmp_path / "python", f'echo "$@" > {said}'))
    setup._install(step, [Path("base.txt"), Path("local.txt")])
    assert said.exists() is not uv_works
    if not uv_works:
        expected = "-m pip install --require-hashes -r base.txt -r local.txt\n"
        assert said.read_text() == expected


def test_a_changed_lock_is_installed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = tmp_path / "base.txt"
    lock.write_text("a==1 --hash=sha256:0\n")
    monkeypatch.setattr(setup, "VENV", tmp_path)
    monkeypatch.setattr(setup, "PYTHON", _program(tmp_path / "python", ""))
    setup._stamp(lock).parent.mkdir()
    setup._stamp(lock).write_text(setup._hash(lock))
    assert setup._is_installed(lock)
    lock.write_text("a==2 --hash=sha256:1\n")
    assert not setup._is_installed(lock)


def test_a_build_that_fails_leaves_no_program_and_names_the_other_ways(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: Step
) -> None:
    _program(tmp_path / "go", 'echo half > "$GOBIN/server"; echo no network; exit 1')
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with pytest.raises(StepError, match=r"(?s)no network.*Homebrew.*container image"):
        setup._build_server(step)
    assert [path for path in (tmp_path / "cache").rglob("*") if path.is_file()] == []


def test_a_build_that_works_is_kept_under_the_servers_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: Step
) -> None:
    _program(tmp_path / "go", 'echo whole > "$GOBIN/server"')
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    setup._build_server(step)
    assert cached_program().read_text() == "whole\n"


def test_what_cannot_be_installed_is_told_with_the_command_to_do_it(
    monkeypatch: pytest.MonkeyPatch, step: Step
) -> None:
    monkeypatch.setattr(setup, "DEBIAN_PACKAGES", {"no-such-program": "some-package"})
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    command = "sudo apt-get install --yes --no-install-recommends some-package"
    with pytest.raises(StepError, match=command):
        setup._install_debian(step)
