"""A person's pace is learned from their pauses."""

import math

import pytest

from agent.speech.pace import PACE, CandidatePace


def test_nobodys_pace_is_what_is_expected_of_people() -> None:
    assert CandidatePace().log_median == pytest.approx(math.log(PACE.prior_seconds))


def test_the_pace_comes_near_to_the_pauses_that_were_made() -> None:
    pace = CandidatePace([1.5] * 3)
    assert math.log(0.6) < pace.log_median < math.log(1.5)
    for _ in range(60):
        pace.learn(1.5)
    assert pace.log_median == pytest.approx(
        (PACE.kept * math.log(1.5) + PACE.prior_weight * math.log(0.6))
        / (PACE.kept + PACE.prior_weight)
    )


def test_breaths_and_long_silences_are_no_pauses() -> None:
    assert CandidatePace([0.1, 0.19, 5.1, 12.0]).pauses == ()


def test_only_the_latest_pauses_count_and_they_can_be_given_to_another_talk() -> None:
    pace = CandidatePace([2.0] * 10)
    for _ in range(PACE.kept):
        pace.learn(0.5)
    assert pace.pauses == (0.5,) * PACE.kept
    assert CandidatePace(pace.pauses).log_median == pace.log_median
