"""Who pauses keeps the turn, and whoever was talked over gets it back."""

import pytest

from tests.agent.speech.timeline import LONG, SCENE, Timeline


@pytest.mark.parametrize("seconds", [0.3, 0.6, 1.0])
@pytest.mark.parametrize("round_trip", [0.1, 0.8])
def test_every_pause_after_a_sentence_teaches_the_pace(seconds: float, round_trip: float) -> None:
    line = Timeline(round_trip)
    for _ in range(4):
        line.say(f"{LONG}.", 5).pause(seconds)
    line.say(f"{LONG}.", 3).pause(3)
    assert len(line.finals()) == 1
    assert line.pace.pauses == pytest.approx([seconds] * 4, abs=0.08)


def test_a_pause_in_mid_sentence_teaches_nothing() -> None:
    line = Timeline().say("I led the team and", 5).pause(1.5).say(f"{LONG}.", 3).pause(4)
    assert line.pace.pauses == ()


def test_a_story_that_has_come_to_no_outcome_is_given_longer() -> None:
    def wait(text: str, following_up: bool = False) -> float:
        line = Timeline()
        line.floor.following_up = following_up
        line.say(f"{SCENE} " * 10 + text, 5).pause(4)
        [turn] = line.turns
        return turn.latency["wait_seconds"]

    told = "I traced it to a query, I added an index, and in the end the import was twice as fast."
    assert wait("We looked at it.") > wait(told)
    assert wait("We looked at it.") > wait("We looked at it.", following_up=True)


def test_a_turn_stays_open_until_its_reply_can_be_heard() -> None:
    line = Timeline().say(f"{LONG}.", 3).pause(0.5).reply_begins().pause(3)
    assert line.finals() == []
    line.reply_sounds()
    assert line.finals() == [f"{LONG}."]


def test_a_voice_before_the_reply_can_be_heard_takes_it_back_and_the_turn_goes_on() -> None:
    line = Timeline().say(f"{LONG}.", 3).pause(0.5).reply_begins().pause(2.5)
    line.say("And it was done.", 2).pause(0.5).reply_sounds().pause(3)
    assert line.finals() == [f"{LONG}. And it was done."]
    assert "barged_in" not in [name for name, _, _ in line.events]
    assert line.pace.pauses == pytest.approx([3.0], abs=0.1)


def test_a_reply_that_is_never_made_does_not_keep_a_turn_open_for_ever() -> None:
    line = Timeline().say(f"{LONG}.", 3).pause(0.5).reply_begins().pause(12)
    assert line.finals() == [f"{LONG}."]


def test_the_reply_to_an_older_text_ends_no_turn() -> None:
    line = Timeline().say("We shipped it on a Friday.", 4).pause(0.5)
    older = line.floor.reply.begins()
    line.say(f"{LONG}.", 4).pause(0.5).reply_begins()
    line.floor.reply.sounds(older)
    line.pause(3)
    assert line.finals() == []


def test_a_voice_right_after_the_reply_began_takes_the_floor_back_and_teaches_the_pace() -> None:
    line = Timeline().say(f"{LONG}.", 3).pause(2.8)
    assert len(line.finals()) == 1
    line.speaks().pause(0.6).say("And we all were glad of it.", 2).pause(3)
    assert line.events[2][0] == "barged_in"
    assert line.floor.yielded
    assert line.pace.pauses == pytest.approx([3.4], abs=0.1)


def test_a_voice_well_into_the_reply_is_no_continuation() -> None:
    line = Timeline().say(f"{LONG}.", 3).pause(2.8).speaks().pause(1.5)
    line.say("No wait, that is not what I meant at all.", 2).pause(3)
    assert "barged_in" in [name for name, _, _ in line.events]
    assert not line.floor.yielded
    assert line.pace.pauses == ()


def test_a_cough_at_the_beginning_of_a_reply_takes_nothing_back() -> None:
    line = Timeline().say(f"{LONG}.", 3).pause(2.8).speaks().pause(0.3).say("", 0.3).pause(2)
    assert not line.floor.yielded
    assert line.pace.pauses == ()


def test_time_that_was_asked_for_gives_patience_for_the_whole_answer() -> None:
    def wait(*before: str) -> float:
        line = Timeline()
        line.floor.following_up = True
        for text in before:
            line.say(text, 1).pause(3)
        line.say(f"{LONG}.", 5).pause(4)
        return line.turns[-1].latency["wait_seconds"]

    assert wait("I need a moment.") > wait()


def test_who_gives_the_floor_away_is_answered_at_once() -> None:
    line = Timeline().say("We did it and", 3)
    ended = line.now
    line.listener.hand_over(line.now)
    line.pause(0.4).reply_sounds()
    [(_, text, at)] = [event for event in line.events if event[0] == "final"]
    assert text == "We did it and"
    assert at - ended < 0.5


def test_who_gives_the_floor_away_and_speaks_on_has_it_back() -> None:
    line = Timeline().say("We did it and", 3)
    line.listener.hand_over(line.now)
    line.pause(0.2).say("then we had to", 3).pause(2)
    assert line.finals() == []


def test_a_finished_sentence_is_nodded_to_once_and_not_before_half_a_second() -> None:
    line = Timeline().say(f"{LONG}.", 5)
    ended = line.now
    line.pause(0.4)
    assert line.nods == []
    line.pause(1.0)
    [nod] = line.nods
    assert nod - ended == pytest.approx(0.45, abs=0.05)


def test_nods_are_apart_and_none_is_for_a_word_or_in_mid_sentence() -> None:
    line = Timeline().say("Yes, I did.", 1).pause(1).say("I led the team and", 2).pause(1.2)
    assert line.nods == []
    line.say(f"{LONG}.", 3).pause(0.8).say("And then it was done.", 2).pause(0.8)
    assert len(line.nods) == 1
    line.say(f"{LONG}.", 5).pause(0.8)
    assert len(line.nods) == 2


def test_a_voice_after_a_nod_takes_it_back() -> None:
    line = Timeline().say(f"{LONG}.", 5).pause(0.6)
    assert (len(line.nods), line.nods_taken_back) == (1, [])
    back = line.now
    line.say("And then it was done.", 2)
    assert line.nods_taken_back == [pytest.approx(back, abs=0.1)]


def test_a_voice_that_may_be_back_already_is_not_nodded_to() -> None:
    line = Timeline().say(f"{LONG}.", 5).pause(0.43)
    line.listener.voice(line.now, 0.0)
    line.listener.look(line.now + 0.03)
    assert line.nods == []


def test_no_nod_comes_right_before_the_reply() -> None:
    line = Timeline(round_trip=0.7)
    line.floor.cut_in = True
    line.say(f"{LONG}.", 5).pause(0.5)
    assert line.nods == []


def test_a_nod_is_no_turn() -> None:
    line = Timeline().say(f"{LONG}.", 5).pause(0.6).say(f"And {LONG}.", 5).pause(3)
    assert line.nods
    assert line.finals() == [f"{LONG}. And {LONG}."]
    assert {name for name, _, _ in line.events} == {"early", "interim", "final"}
