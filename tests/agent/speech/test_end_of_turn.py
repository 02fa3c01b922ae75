"""How long a silence has to be: the whole table."""

import pytest

from agent.speech.end_of_turn import HOLD_SECONDS, Cues, habit, seconds_to_wait
from core.plan import QuestionKind
from language.en.speech.completeness import Completeness

BEHAVIOUR = QuestionKind.PAST_BEHAVIOUR
COMPLETE = Completeness.COMPLETE


@pytest.mark.parametrize(
    ("cues", "seconds"),
    [
        (Cues(COMPLETE, 60, BEHAVIOUR), 0.4),
        (Cues(COMPLETE, 15, BEHAVIOUR), 0.55),
        (Cues(COMPLETE, 15, BEHAVIOUR, following_up=True), 0.4),
        (Cues(COMPLETE, 5, BEHAVIOUR), 0.75),
        (Cues(COMPLETE, 15, BEHAVIOUR, coverage=0.6), 0.4),
        (Cues(COMPLETE, 12, QuestionKind.TECHNICAL, patience_seconds=0.3), 0.85),
        (Cues(COMPLETE, 9), 0.4),
        (Cues(Completeness.OPEN, 60, BEHAVIOUR), 2.1),
        (Cues(Completeness.DOUBTFUL, 60, BEHAVIOUR), 0.7),
        (Cues(Completeness.DANGLING, 60, BEHAVIOUR), 4.5),
        (Cues(Completeness.DANGLING, 60, BEHAVIOUR, patience_seconds=3.0), 6.0),
        (Cues(Completeness.REQUEST, 3, BEHAVIOUR), 0.4),
        (Cues(Completeness.HOLD, 3, BEHAVIOUR), HOLD_SECONDS),
        (Cues(COMPLETE, 60, BEHAVIOUR, own_pause_seconds=1.0), 1.15),
        (Cues(COMPLETE, 60, BEHAVIOUR, own_pause_seconds=3.0), 2.0),
        (Cues(COMPLETE, 60, BEHAVIOUR, own_pause_seconds=0.3), 0.4),
        (Cues(COMPLETE, 60, BEHAVIOUR, audio_probability=0.01), 0.6),
        (Cues(COMPLETE, 60, BEHAVIOUR, audio_probability=0.6), 0.4),
        (Cues(COMPLETE, 60, BEHAVIOUR, first_turn=True), 0.6),
        (Cues(COMPLETE, 60, BEHAVIOUR, first_turn=True, own_pause_seconds=1.0), 1.15),
        (Cues(COMPLETE, 60, BEHAVIOUR, story_untold=True), 0.8),
        (Cues(COMPLETE, 60, BEHAVIOUR, story_untold=True, first_turn=True), 0.8),
        (Cues(Completeness.OPEN, 60, BEHAVIOUR, story_untold=True), 2.1),
        (Cues(Completeness.REQUEST, 3, BEHAVIOUR, story_untold=True), 0.4),
        (Cues(Completeness.DANGLING, 60, BEHAVIOUR, cut_in=True), 0.3),
    ],
)
def test_each_cue_has_its_say(cues: Cues, seconds: float) -> None:
    assert seconds_to_wait(cues).seconds == pytest.approx(seconds)


def test_a_pause_of_three_and_a_half_seconds_fits_inside_an_unfinished_sentence() -> None:
    for kind in QuestionKind:
        assert seconds_to_wait(Cues(Completeness.DANGLING, 3, kind)).seconds > 3.5


def test_a_slow_talkers_habit_is_known_after_two_pauses() -> None:
    assert habit([]) is None
    assert habit([1.0]) is None
    assert habit([0.5, 0.6, 0.7, 0.8, 1.5]) == 1.5
    assert habit([1.0, 0.5]) == 1.0
