"""How long a silence may last, by what is known in it."""

import math
from typing import Any

import pytest

from agent.speech.end_of_turn import WAITS, Cues, seconds_to_wait
from core.interview import Patience
from language.observed import Completeness

COMPLETE = Completeness.COMPLETE
USUAL = math.log(0.6)
SLOW = math.log(1.2)


def wait(
    sounds: Completeness = COMPLETE, words: int = 60, pace: float = USUAL, **cues: Any
) -> float:
    """Return the seconds waited."""
    return seconds_to_wait(Cues(sounds, words, pace, **cues)).seconds


def test_after_a_finished_sentence_the_wait_is_made_of_the_own_pace() -> None:
    assert wait() == pytest.approx(0.6 * math.exp(WAITS.deviations_told * WAITS.spread))
    assert wait(pace=math.log(1.5)) == WAITS.longest
    assert wait(pace=math.log(0.3)) == WAITS.shortest


def test_a_first_answer_is_given_the_longer_the_less_has_been_said() -> None:
    by_length = [wait(words=words, first_answer=True) for words in (5, 40, 80, 110, 300)]
    assert by_length == sorted(by_length, reverse=True)
    assert by_length[0] == by_length[1] > by_length[2] > by_length[3] > by_length[4]
    assert wait(words=WAITS.late_words, first_answer=True) == by_length[4]


def test_a_follow_up_is_told_sooner_than_a_first_answer() -> None:
    by_length = [wait(words=words) for words in (0, 15, 30, 300)]
    assert by_length[0] == pytest.approx(0.6 * math.exp(WAITS.deviations * WAITS.spread))
    assert by_length[0] > by_length[1] > by_length[2] == by_length[3]
    assert wait(words=30) < wait(words=30, first_answer=True)


@pytest.mark.parametrize("cue", ["untold", "asked_for_time"])
def test_an_untold_story_and_time_asked_for_lengthen_the_wait(cue: str) -> None:
    known: dict[str, Any] = {cue: True}
    longer = 0.6 * math.exp(WAITS.deviations_patient * WAITS.spread)
    assert wait(**known) == pytest.approx(longer)
    assert wait(words=5, first_answer=True, **known) >= longer


def test_what_is_unfinished_is_waited_for_whatever_the_pace() -> None:
    for pace in (math.log(0.2), USUAL, SLOW):
        assert wait(Completeness.OPEN, pace=pace) >= WAITS.unfinished
        assert wait(Completeness.DANGLING, pace=pace) >= WAITS.dangling
        assert wait(Completeness.DOUBTFUL, pace=pace) == wait(pace=pace) + WAITS.doubtful


def test_what_was_asked_for_beats_grammar_and_pace() -> None:
    assert wait(Completeness.HOLD, pace=SLOW) == WAITS.hold
    assert wait(Completeness.REQUEST, 3, SLOW, asked_for_time=True) == WAITS.request
    assert wait(Completeness.DANGLING, cut_in=True) == WAITS.cut_in
    assert wait(Completeness.HOLD, handed_over=True) == 0.0


def test_patience_is_the_candidates_to_choose() -> None:
    def chosen(patience: Patience) -> float:
        return seconds_to_wait(Cues(COMPLETE, 60, USUAL, patience)).seconds

    assert chosen(Patience.QUICK) < chosen(Patience.USUAL) < chosen(Patience.PATIENT)


def test_while_keys_are_pressed_no_turn_ends_and_after_them_a_while_not() -> None:
    assert wait(typed_until=0.2) == 0.2 + WAITS.typing
    assert wait(typed_until=30.0) == 30.0 + WAITS.typing
    assert wait(Completeness.DANGLING, typed_until=0.0) == max(WAITS.typing, WAITS.dangling)
    assert wait(Completeness.HOLD, typed_until=1.0) == WAITS.hold
    assert wait(Completeness.HOLD, typed_until=20.0) == 20.0 + WAITS.typing


def test_keys_keep_nobody_waiting_who_asked_or_gave_the_floor_away() -> None:
    assert wait(Completeness.REQUEST, typed_until=3.0) == WAITS.request
    assert wait(typed_until=3.0, handed_over=True) == 0.0
    assert wait(typed_until=3.0, cut_in=True) == WAITS.cut_in
