"""One answer is one turn: what the listener makes of voice, silence and late recognitions."""

import pytest

from agent.speech.end_of_turn import WAITS
from agent.speech.turn_state import LostAnswer
from tests.agent.speech.timeline import LONG, Timeline


@pytest.mark.parametrize("round_trip", [0.25, 1.5])
def test_an_answer_with_pauses_inside_is_one_turn_with_its_words_in_order(
    round_trip: float,
) -> None:
    line = Timeline(round_trip)
    line.say("I led the team and", 3).pause(0.5).say("then we had to", 3).pause(1.2)
    line.say("move the data because", 3).pause(2.0).say("um and", 1).pause(3.5)
    line.say("nobody wanted to wait for the vendor to fix it in the end.", 3).pause(4)
    assert line.finals() == [
        "I led the team and then we had to move the data because um and "
        "nobody wanted to wait for the vendor to fix it in the end."
    ]
    starts = [word.start_seconds for word in line.turns[0].words]
    assert starts == sorted(starts)
    assert len(line.turns[0].speech_segments) == 5


def test_a_long_answer_is_known_to_its_end_as_fast_as_a_short_one() -> None:
    def delay(sentences: int) -> float:
        line = Timeline()
        for _ in range(sentences):
            line.say(f"{LONG}.", 6).pause(0.35)
        line.say(f"{LONG}.", 4)
        ended = line.now
        line.pause(3)
        return [at for name, _, at in line.events if name == "early"][-1] - ended

    assert delay(9) == pytest.approx(delay(1), abs=0.05)
    assert delay(9) < 0.7


def test_a_long_answer_asks_only_for_its_tail_at_the_end() -> None:
    line = Timeline()
    for _ in range(8):
        line.say(f"{LONG}.", 6).pause(0.4)
    line.pause(3)
    start, end = line.asked[-1]
    assert end - start < 8.0


@pytest.mark.parametrize(("silence", "pieces"), [(0.15, 1), (0.4, 2)])
def test_a_piece_ends_at_a_pause_and_never_at_a_breath_within_a_word(
    silence: float, pieces: int
) -> None:
    line = Timeline()
    line.say(f"{LONG}.", 6).pause(silence).say("And the rest of it.", 1).pause(3)
    [turn] = line.turns
    assert turn.text == f"{LONG}. And the rest of it."
    [last] = {end for _, end in line.asked if end > 7}
    assert len({start for start, end in line.asked if start == 0.0 and end < last}) == 1
    assert [start == 0.0 for start, end in line.asked if end == last] == [pieces == 1]


def test_speech_without_a_pause_is_recognised_in_pieces() -> None:
    line = Timeline()
    line.say(f"{LONG}.", 50).pause(3)
    assert line.requests >= 4


def test_the_next_look_is_due_at_the_very_moment_the_turn_is_over() -> None:
    line = Timeline(round_trip=0.1)
    line.say(f"{LONG}, and it was done in the end.", 3)
    ended = line.now
    line.pause(0.85)
    assert line.finals() == []
    assert WAITS.shortest <= line.looks[-1] - ended <= WAITS.longest + 1e-6
    line.reply_sounds().pause(line.looks[-1] - line.now)
    assert len(line.finals()) == 1


def test_let_me_think_holds_the_floor_for_twelve_seconds() -> None:
    line = Timeline()
    line.say("Let me think.", 1).pause(11)
    assert line.finals() == []
    line.pause(2)
    assert line.finals() == ["Let me think."]


def test_thinking_aloud_and_then_answering_is_one_turn() -> None:
    line = Timeline()
    line.say("Let me think.", 1).pause(7).say(f"{LONG}.", 5).pause(3)
    assert line.finals() == [f"Let me think. {LONG}."]


def test_a_reply_is_prepared_early_and_taken_back_when_the_candidate_goes_on() -> None:
    line = Timeline()
    line.say("We shipped it on a Friday.", 2).pause(0.7).say(f"{LONG}.", 4).pause(3)
    names = [name for name, _, _ in line.events]
    assert names[0] == "early"
    assert names.index("interim") < names.index("final")
    assert line.events[-2][0] == "early"
    assert line.events[-2][1] == line.finals()[0]


def test_a_backchannel_over_the_interviewer_is_no_turn() -> None:
    line = Timeline()
    line.floor.agent_speaking = True
    line.say("Okay.", 0.4).pause(3)
    assert line.events == []
    assert not line.listener.is_open


def test_talking_over_the_interviewer_takes_the_floor() -> None:
    line = Timeline()
    line.floor.agent_speaking = True
    line.say("No wait, that is not what I meant at all.", 2).pause(3)
    assert line.events[0][0] == "barged_in"
    assert line.events[0][2] < 1.0
    assert len(line.finals()) == 1


def test_a_cough_is_no_turn() -> None:
    line = Timeline()
    line.say("", 0.3).pause(3)
    assert line.events == []
    assert not line.listener.is_open


def test_an_answer_nobody_could_recognise_is_reported_lost() -> None:
    lost: list[LostAnswer] = []
    line = Timeline(fail=True)
    line.floor.on_lost = lost.append
    line.listener.stream_started_at = 1000.0
    line.pause(2).say(f"{LONG}.", 3).pause(3)
    assert line.finals() == []
    [answer] = lost
    assert answer.started_at == pytest.approx(1002.0, abs=0.1)
    assert answer.seconds == pytest.approx(3.0, abs=0.1)


def test_a_gap_inside_an_answer_is_on_its_record() -> None:
    line = Timeline()
    line.say("I began the work and", 5).pause(1)
    line.fail = True
    line.say("this part is lost and", 5).pause(1)
    line.fail = False
    line.say(f"{LONG}.", 5).pause(6)
    assert len(line.turns) == 1
    assert any("not recognised" in fault for fault in line.turns[0].faults)
    assert line.turns[0].text.startswith("I began")


def test_a_rambling_answer_ends_at_its_next_breath() -> None:
    line = Timeline()
    line.say("and then we did one more thing and", 5)
    line.floor.cut_in = True
    line.pause(0.8)
    assert len(line.finals()) == 1
    assert line.floor.cut_in is False


def test_a_flush_ends_the_turn_at_once() -> None:
    line = Timeline()
    line.say("we did it and", 2)
    line.listener.flush(line.now)
    line.pause(0.5)
    assert line.finals() == ["we did it and"]


def test_voice_that_is_looked_at_after_a_flush_takes_nothing_back() -> None:
    line = Timeline()
    line.say("we did it, and then", 5)
    line.pause(0.3)
    line.say("we tested it and", 5)
    line.listener.flush(line.now)
    line.listener.voice(line.now, 0.0)
    line.listener.voice_stopped(line.now)
    line.listener.voice_started(line.now)
    line.pause(0.5)
    [turn] = line.turns
    assert turn.text.endswith("we tested it and")
    assert len(turn.speech_segments) == 2, "what was being said counts as spoken"


def test_the_silence_before_the_next_words_is_not_sent_off_with_them() -> None:
    line = Timeline().say("I led the team that moved our billing system and", 5).pause(2)
    line.say("nobody wanted to wait for the vendor in the end.", 3).pause(3)
    first, second = line.asked
    assert first == pytest.approx((0.0, 5.2), abs=0.1)
    assert second == pytest.approx((6.7, 10.2), abs=0.1)


def test_an_answer_with_typing_in_it_is_one_turn_and_teaches_no_pace() -> None:
    line = Timeline()
    line.say(f"{LONG}, and it was done in the end.", 5)
    before = line.pace.pauses
    for _ in range(20):
        line.pause(0.5)
        line.floor.typed_at = line.now
    assert line.finals() == [], "keys are being pressed"
    line.say("That covers the empty list as well.", 2).pause(5)
    assert line.finals() == [
        f"{LONG}, and it was done in the end. That covers the empty list as well."
    ]
    assert line.pace.pauses == before


def test_an_answer_ends_some_time_after_the_last_key() -> None:
    line = Timeline()
    line.say(f"{LONG}, and it was done in the end.", 5).pause(1.0)
    line.floor.typed_at = line.now
    line.pause(WAITS.typing - 0.2)
    assert line.finals() == []
    line.pause(0.6)
    assert len(line.turns) == 1
    assert line.turns[0].decided_by.startswith("typing, ")


def test_done_ends_an_answer_while_keys_are_pressed() -> None:
    line = Timeline()
    line.say(f"{LONG}, and it was done in the end.", 5).pause(1.0)
    line.floor.typed_at = line.now
    line.listener.hand_over(line.now)
    line.pause(0.5)
    assert len(line.turns) == 1


def test_what_is_known_of_an_open_answer_is_told_at_every_pause() -> None:
    line = Timeline().say("I led the team and", 5).pause(1)
    assert line.known == ["I led the team and"]
    line.say("we had to move the data because", 5).pause(1)
    assert line.known[-1] == "I led the team and we had to move the data because"
    assert line.turns == []


def test_who_speaks_without_a_pause_is_known_up_to_the_last_cut() -> None:
    line = Timeline().say("I led the team", 3)
    line.say("and we moved the data", 3).say("before anybody noticed", 12)
    assert line.known == ["I led the team and we moved the data"]


def test_a_noise_and_an_mhm_over_the_interviewer_are_no_beginning_of_an_answer() -> None:
    line = Timeline().say("", 0.3).pause(3)
    line.speaks().say("Mm-hmm.", 0.4).pause(3)
    assert [text for text in line.known if text] == []


def test_of_an_answer_that_is_reported_lost_no_beginning_stays() -> None:
    line = Timeline().say("I led", 2).pause(0.6)
    line.fail = True
    line.say("the team", 1).pause(0.6)
    assert line.known == ["I led", None]
