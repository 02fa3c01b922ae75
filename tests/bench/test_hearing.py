"""From levels to moments."""

import numpy as np
import pytest

from bench.voice.hearing import audible_spans, cut_in, response_seconds, stop_seconds


def spans(*audible: tuple[float, float], end: float = 20.0) -> list[tuple[float, float]]:
    """Return what is found where the interviewer was audible in these stretches."""
    times = [round(float(at), 2) for at in np.arange(0.0, end, 0.01)]
    levels = [0.1 if any(a <= at <= b for a, b in audible) else 0.0 for at in times]
    return audible_spans(times, levels, 0.0, end)


def test_short_silences_belong_to_an_utterance() -> None:
    assert spans((1.0, 2.0), (2.2, 3.0), (4.0, 5.0)) == [(1.0, 3.0), (4.0, 5.0)]


def test_a_response_counts_from_the_last_sample() -> None:
    found = spans((8.0, 9.0))
    assert response_seconds(found, 7.25) == pytest.approx(0.75)
    assert not cut_in(found, 2.0, 7.25)


def test_no_response_yet_is_null_and_not_zero() -> None:
    assert response_seconds(spans((1.0, 2.0)), 5.0) is None


def test_speaking_into_an_answer_is_a_cut_in_and_the_response_is_what_begins_after_it() -> None:
    found = spans((4.0, 4.6), (8.0, 9.0))
    assert cut_in(found, 2.0, 7.0)
    assert response_seconds(found, 7.0) == pytest.approx(1.0)


def test_an_utterance_that_runs_on_over_the_last_sample_is_no_response() -> None:
    found = spans((6.5, 9.0))
    assert cut_in(found, 2.0, 7.0)
    assert response_seconds(found, 7.0) is None


def test_an_interruption_lasts_until_the_interviewer_is_silent() -> None:
    found = spans((1.0, 3.2), (6.0, 7.0))
    assert stop_seconds(found, 3.0) == pytest.approx(0.2)
    assert stop_seconds(found, 4.0) is None
