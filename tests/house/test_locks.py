"""Locks are complete, agree with each other, and pin by hash."""

import re
import tomllib

import pytest

from scripts.setup import LOCKS, without_torch
from tests.house.sources import ROOT

NAMES = sorted(path.stem for path in (ROOT / "requirements").glob("*.txt"))


def _entries(name: str) -> dict[str, list[str]]:
    """Return a lock's packages, each with its versions, which differ by platform at most."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    entries: dict[str, list[str]] = {}
    for entry in re.split(r"^(?=\S)", text, flags=re.MULTILINE):
        if entry:
            pinned = re.match(r"([a-z0-9-]+)(?:\[[\w,-]+\])?==([^\s;]+)", entry)
            assert pinned, f"{name}: {entry.splitlines()[0]}"
            assert "--hash=sha256:" in entry, f"{name}: {pinned[1]} has no hash"
            entries.setdefault(pinned[1], []).append(pinned[2])
    return entries


def _normal(requirement: str) -> str:
    name = re.split(r"[\[<>=~!; ]", requirement, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_locks_agree_on_every_version() -> None:
    versions: dict[str, list[str]] = {}
    for name in NAMES:
        for package, pinned in _entries(name).items():
            assert versions.setdefault(package, pinned) == pinned, f"{name}: {package}"


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    base = {_normal(requirement) for requirement in project["dependencies"]}
    assert base - _entries("base").keys() == {"sentence-transformers"}
    assert "sentence-transformers" in _entries("embeddings")
    for extra, requirements in project["optional-dependencies"].items():
        lock = "embeddings" if extra == "embeddings-offline" else extra
        assert {_normal(requirement) for requirement in requirements} <= _entries(lock).keys()


def test_what_an_interview_needs_first_does_not_wait_for_torch() -> None:
    for name in LOCKS["run"]:
        assert "torch" not in _entries(name)


def test_what_runs_needs_no_tool_of_the_tests() -> None:
    for name in set(NAMES) - {"dev"}:
        assert _entries(name).keys().isdisjoint({"pytest", "mypy", "ruff", "playwright"})


@pytest.mark.parametrize("name", NAMES)
def test_no_lock_names_an_index(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    assert "--find-links" not in text


def test_the_cpu_build_leaves_out_torch_and_the_graphics_libraries_alone() -> None:
    lock = (ROOT / "requirements" / "embeddings.txt").read_text(encoding="utf-8")
    kept = set(re.findall(r"^([a-z0-9-]+)==", without_torch(lock), re.MULTILINE))
    left_out = _entries("embeddings").keys() - kept
    assert {"torch", "triton"} < left_out
    assert all(re.match(r"torch$|triton$|nvidia-|cuda-", name) for name in left_out)
    assert {"sentence-transformers", "transformers", "sympy", "networkx"} <= kept
