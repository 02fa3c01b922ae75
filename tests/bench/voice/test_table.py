"""The table says what was measured."""

import pytest

from bench.percentiles import percentile
from bench.voice.candidates import PauseKind
from bench.voice.table import latency_table
from bench.voice.talk import Answered, Backchannel, Measured


def answered(seconds: float | None, pause: PauseKind = PauseKind.NONE, turns: int = 1) -> Answered:
    """Return an answer of ten seconds."""
    return Answered("joe", pause, 10.0, seconds, turns > 1, turns, "Yes.", "Yes.")


def test_percentiles_of_nothing_are_null() -> None:
    assert percentile([], 50) is None
    assert percentile([1.0, 3.0], 50) == pytest.approx(2.0)


def test_ours_stands_beside_stock_with_the_ratio_of_the_two() -> None:
    stock = Measured(
        [answered(3.0), answered(4.0, PauseKind.WITHIN, turns=2)], [0.5], [Backchannel(True, True)]
    )
    ours = Measured(
        [answered(1.0), answered(1.0, PauseKind.WITHIN)],
        [0.25, None],
        [Backchannel(False, True)] * 2,
    )
    rows = {
        line.split(" | ")[0].strip("| "): line
        for line in latency_table({"stock": stock, "ours": ours})
    }
    assert rows["voice to voice, all answers, p50"].endswith("| 3.50 s | 1.00 s | 0.29 |")
    assert rows["answers split"].endswith("| 1 of 2 | 0 of 2 | – |")
    assert rows["turns per answer"].endswith("| 1.50 | 1.00 | 0.67 |")
    assert rows["barge-in until silent, p50"].endswith("| 0.50 s | 0.25 s | 0.50 |")
    assert rows["backchannels that ended the utterance"].endswith("| 1 of 1 | 0 of 2 | – |")
    assert rows["backchannels that made it pause"].endswith("| 1 of 1 | 2 of 2 | – |")
    assert rows["… with a pause between sentences, p50"].endswith("| – | – | – |")


def test_an_answer_without_a_reply_is_counted_and_spoils_no_percentile() -> None:
    lines = list(latency_table({"ours": Measured([answered(1.0), answered(None)])}))
    assert "| voice to voice, all answers, p95 | 1.00 s |" in lines
    assert "| answers without a reply | 1 of 2 |" in lines


def test_captions_are_compared_word_by_word() -> None:
    kept = Answered("joe", PauseKind.NONE, 3.0, 1.0, False, 1, "First, we left.", "First we left")
    lost = Answered("joe", PauseKind.NONE, 3.0, 1.0, False, 1, "First, we left.", "We left.")
    assert kept.words_kept
    assert not lost.words_kept
