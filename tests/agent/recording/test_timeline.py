"""Where sound stands that two voices made."""

import numpy as np
import pytest

from agent.recording.timeline import SAMPLE_RATE, Timeline, Voice, mono
from tests.agent.recording.sounds import begins, tone

T0 = 1_700_000_000.0


def test_sound_stands_where_it_was_heard_and_silence_elsewhere() -> None:
    timeline = Timeline(T0)
    timeline.place(Voice.CANDIDATE, T0 + 1.0, tone(0.5))
    timeline.place(Voice.INTERVIEWER, T0 + 2.5, tone(0.5))
    samples = timeline.take(T0 + 4.0, 576)
    assert begins(samples) == [1.0, 2.5]
    assert len(samples) % 576 == 0
    assert 4.0 - len(samples) / SAMPLE_RATE < 576 / SAMPLE_RATE


def test_what_is_taken_in_pieces_is_what_is_taken_at_once() -> None:
    whole, pieces = Timeline(T0), Timeline(T0)
    taken = []
    for second in range(40):
        for timeline in (whole, pieces):
            timeline.place(Voice.CANDIDATE, T0 + second + 0.3, tone(0.2))
        taken.append(pieces.take(T0 + second + 1, 576))
    joined = np.concatenate(taken)
    at_once = whole.take(T0 + 40, 576)
    assert begins(joined) == [second + 0.3 for second in range(40)]
    np.testing.assert_array_equal(joined, at_once[: len(joined)])


def test_frames_whose_arrival_jitters_are_joined_without_a_seam() -> None:
    timeline = Timeline(T0)
    frame = tone(0.02)
    for number in range(50):
        timeline.place(Voice.CANDIDATE, T0 + 0.02 * number + 0.03 * (number % 2), frame)
    samples = timeline.take(T0 + 1.0, 1)
    np.testing.assert_array_equal(samples, np.tile(mono(frame), 50))


def test_frames_that_arrive_late_and_all_at_once_are_still_one_after_the_other() -> None:
    timeline = Timeline(T0)
    frame = tone(0.02)
    for number in range(30):
        # from the tenth on they are held up somewhere, and let go together
        arrives = 0.02 * number if number < 10 else 0.6
        timeline.place(Voice.CANDIDATE, T0 + arrives, frame)
    samples = timeline.take(T0 + 0.6, 1)
    np.testing.assert_array_equal(samples, np.tile(mono(frame), 30))


def test_a_voice_that_was_away_is_placed_anew() -> None:
    timeline = Timeline(T0)
    timeline.place(Voice.CANDIDATE, T0, tone(0.2))
    timeline.place(Voice.CANDIDATE, T0 + 1.5, tone(0.2))
    assert begins(timeline.take(T0 + 2.0, 1)) == [0.0, 1.5]


def test_the_interviewers_sentences_stand_exactly_where_they_were_played() -> None:
    timeline = Timeline(T0)
    timeline.place(Voice.INTERVIEWER, T0, tone(0.2))
    timeline.place(Voice.INTERVIEWER, T0 + 0.4, tone(0.2))
    assert begins(timeline.take(T0 + 1.0, 1)) == [0.0, 0.4]


def test_both_voices_at_once_are_heard_and_never_too_loud() -> None:
    timeline = Timeline(T0)
    for voice in (Voice.CANDIDATE, Voice.INTERVIEWER, Voice.INTERVIEWER):
        timeline.place(voice, T0, tone(0.05))
    samples = timeline.take(T0 + 0.1, 1)
    assert 0.9 < samples.max() <= 1.0


def test_what_comes_too_late_does_not_change_what_was_handed_on() -> None:
    timeline = Timeline(T0)
    timeline.take(T0 + 2.0, 1)
    timeline.place(Voice.INTERVIEWER, T0 + 1.5, tone(1.0))
    assert begins(timeline.take(T0 + 3.0, 1)) == [0.0]
    assert not timeline.take(T0 + 3.5, 1).any()


def test_nothing_is_held_back_that_was_taken() -> None:
    timeline = Timeline(T0)
    assert len(timeline.take(T0 - 1.0, 576)) == 0
    timeline.take(T0 + 2.0, 576)
    assert len(timeline.take(T0 + 2.0, 576)) == 0


@pytest.mark.parametrize(("rate", "channels"), [(48_000, 1), (22_050, 1), (24_000, 2)])
def test_other_rates_and_channels_last_as_long(rate: int, channels: int) -> None:
    samples = mono(tone(1.0, rate, channels))
    assert len(samples) == SAMPLE_RATE
    np.testing.assert_allclose(samples, mono(tone(1.0)), atol=0.02)
