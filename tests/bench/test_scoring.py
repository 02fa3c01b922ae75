"""The interview that the scoring benchmark assesses is what its table says it is."""

import asyncio

import pytest

from bench.scoring import interview, judged, main
from core.turn import Role


def test_the_interview_is_half_an_hour_with_eighteen_minutes_of_talk() -> None:
    _, turns = interview(0)
    said = [turn for turn in turns if turn.role is Role.USER]
    assert len(said) == 10
    words = sum(len(turn.content.split()) for turn in said)
    assert words == 2700
    assert words * 0.4 / 60 == 18
    last = said[-1]
    assert 27 * 60 < (last.offset_seconds or 0) + (last.duration_seconds or 0) < 32 * 60
    other = {turn.content for turn in interview(1)[1] if turn.role is Role.USER}
    assert not other & {turn.content for turn in said}


def test_everything_around_a_judge_is_counted_per_reply() -> None:
    calls, share, per_call = asyncio.run(judged(interview(0), 0.001))
    assert calls == 10 * 3, "one call an answer, three samples"
    assert share > 0
    assert per_call > 0


def test_the_table_has_a_line_for_everything(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--runs", "1", "--model-ms", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 8
    assert all(line.count("|") == 4 for line in lines)
