"""Whatever a recogniser or a client sends, measuring ends in numbers and reasons."""

import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.plan import QuestionKind
from core.turn import Interaction, SpeechSegment, TimingBasis, Word
from scoring.delivery.pooling import pool
from tests.scoring.timeline import measure_turn, plain, spoken, turn

seconds = st.floats(allow_nan=True, allow_infinity=True) | st.floats(-5, 300)
words = st.builds(
    Word, st.text(max_size=12) | st.sampled_from(["um", "like", "I", "we", "moved,"]), seconds,
    seconds, st.none() | st.floats(allow_nan=True),
)  # fmt: skip
turns = st.builds(
    turn,
    st.text(max_size=300) | st.just(plain(60)),
    words=st.lists(words, max_size=40).map(tuple),
    speech_segments=st.lists(st.builds(SpeechSegment, seconds, seconds), max_size=12).map(tuple),
    duration_seconds=st.none() | seconds,
    response_time_seconds=st.none() | seconds,
    timing_basis=st.sampled_from(TimingBasis),
    asr_verbatim=st.booleans(),
)


def numbers(value: Any) -> list[float]:
    if isinstance(value, dict):
        return [n for item in value.values() for n in numbers(item)]
    if isinstance(value, list):
        return [n for item in value for n in numbers(item)]
    return [value] if isinstance(value, float) else []


@settings(max_examples=60)
@given(turns, st.none() | st.sampled_from(QuestionKind), st.none() | seconds)
def test_any_turn_ends_in_finite_numbers_and_twice_the_same(
    said: Interaction, kind: QuestionKind | None, ended: float | None
) -> None:
    measured = measure_turn(said, kind=kind, question_ended_seconds=ended)
    assert all(math.isfinite(number) for number in numbers(measured.model_dump(mode="json")))
    assert measured == measure_turn(said, kind=kind, question_ended_seconds=ended)
    assert measured.talk_seconds is None or measured.talk_seconds > 0
    assert measured.pause_seconds is None or measured.pause_seconds >= 0
    pooled = pool([(measured, kind)])
    for score in (pooled.pace, pooled.fluency, pooled.confidence):
        assert score is None or 0 <= score <= 100


@settings(max_examples=20)
@given(st.floats(0, 5000), st.integers(30, 80))
def test_moving_an_answer_in_time_changes_nothing(shift: float, count: int) -> None:
    early, late = spoken(plain(count), start=0.0), spoken(plain(count), start=shift)
    first, second = measure_turn(early), measure_turn(late)
    assert first.words_per_minute == pytest.approx(second.words_per_minute)
    assert first.filler_words == second.filler_words


def test_twenty_thousand_words_are_measured() -> None:
    measured = measure_turn(turn(" ".join([plain(25)] * 800)))
    assert measured.word_count == 20_000


def test_one_sentence_of_twenty_thousand_words_is_measured() -> None:
    measured = measure_turn(turn("but it was like, you know, fine and " * 2_500))
    assert measured.word_count == 20_000


def test_markup_and_control_characters_are_not_words() -> None:
    clean = measure_turn(turn("We moved the job. It worked."))
    dirty = measure_turn(
        turn("<speak>We\x00 moved\u200b the <break time='1s'/>job.\x1b It worked.</speak>")
    )
    assert dirty == clean


def test_words_out_of_order_and_upside_down_are_put_right() -> None:
    said = spoken(plain(40))
    upside_down = tuple(
        replace(w, end_seconds=w.start_seconds - 1) if at % 3 == 0 else w
        for at, w in enumerate(reversed(said.words))
    )
    measured = measure_turn(replace(said, words=upside_down))
    assert measured.words_per_minute == measure_turn(said).words_per_minute
