"""What a model has earned is kept per model, and only for the prompts it was validated with."""

from pathlib import Path

import pytest

from scoring.judge.earned import Earned, read_earned, write_earned


def test_what_was_earned_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "state" / "judge.json"
    write_earned(path, Earned("one", "abc", frozenset({"relevance"})))
    write_earned(path, Earned("two", "abc", frozenset({"clarity", "structure"})))
    assert read_earned(path, "one", "abc") == frozenset({"relevance"})
    assert read_earned(path, "two", "abc") == frozenset({"clarity", "structure"})


def test_an_unknown_model_and_other_prompts_are_not_measured(tmp_path: Path) -> None:
    path = tmp_path / "judge.json"
    assert read_earned(path, "one", "abc") is None
    write_earned(path, Earned("one", "abc", frozenset({"relevance"})))
    assert read_earned(path, "one", "other") is None


@pytest.mark.parametrize(
    "content", [b"", b'{"one": {"prompt_', b"\xff\xfe", b"[]", b'{"one": 3}', b'{"one": {}}']
)
def test_of_a_broken_file_nothing_is_known_and_it_is_written_anew(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "judge.json"
    path.write_bytes(content)
    assert read_earned(path, "one", "abc") is None
    write_earned(path, Earned("one", "abc", frozenset({"relevance"})))
    assert read_earned(path, "one", "abc") == frozenset({"relevance"})
    assert list(tmp_path.iterdir()) == [path]
