"""One listener, two kinds of recogniser: one of whole pieces, and one that streams its words."""

import pytest

from agent.speech.turn_state import LostAnswer
from core.plan import QuestionKind
from tests.agent.speech.timeline import LONG, Timeline

BOTH = pytest.mark.parametrize("streaming", [False, True], ids=["pieces", "stream"])


@BOTH
def test_an_answer_with_pauses_is_one_turn_with_its_words_in_order(streaming: bool) -> None:
    line = Timeline(streaming=streaming)
    line.say("I led the team and", 3).pause(0.5).say("then we had to", 3).pause(1.2)
    line.say("move the data because", 5).pause(2.0).say("nobody could wait any more.", 2).pause(4)
    [turn] = line.turns
    assert turn.text == (
        "I led the team and then we had to move the data because nobody could wait any more."
    )
    starts = [word.start_seconds for word in turn.words]
    assert starts == sorted(starts)
    assert len(turn.speech_segments) == 4


@BOTH
def test_time_to_think_is_given(streaming: bool) -> None:
    line = Timeline(streaming=streaming)
    line.say("Let me think.", 1).pause(7).say(f"{LONG}.", 5).pause(3)
    assert line.finals() == [f"Let me think. {LONG}."]


@BOTH
def test_a_reply_is_prepared_in_a_pause_and_taken_back_by_the_voice(streaming: bool) -> None:
    line = Timeline(streaming=streaming)
    line.say("We shipped it on a Friday.", 2).pause(0.7).say(f"{LONG}.", 4).pause(3)
    early = [text for name, text, _ in line.events if name == "early"]
    assert early == ["We shipped it on a Friday.", f"We shipped it on a Friday. {LONG}."]
    last = [name for name, _, _ in line.events][-2:]
    assert last == ["early", "final"], "nothing takes back the reply to what was said in the end"


@BOTH
@pytest.mark.parametrize("said", ["Okay.", "Mm-hm, right."])
def test_a_backchannel_takes_no_floor(streaming: bool, said: str) -> None:
    line = Timeline(streaming=streaming)
    line.floor.agent_speaking = True
    line.say(said, 0.6).pause(3)
    assert line.events == []
    assert not line.listener.is_open


@BOTH
def test_words_of_weight_over_the_interviewer_take_the_floor(streaming: bool) -> None:
    line = Timeline(streaming=streaming)
    line.floor.agent_speaking = True
    line.say("No wait, that is not what I meant at all.", 2).pause(3)
    assert [name for name, _, _ in line.events].count("barged_in") == 1
    assert len(line.finals()) == 1


@BOTH
def test_what_could_not_be_recognised_is_reported_lost(streaming: bool) -> None:
    lost: list[LostAnswer] = []
    line = Timeline(streaming=streaming, fail=True)
    line.floor.on_lost = lost.append
    line.pause(1).say(f"{LONG}.", 3).pause(3)
    assert line.finals() == []
    assert [answer.seconds for answer in lost] == [pytest.approx(3.0, abs=0.1)]


@BOTH
def test_pauses_teach_the_pace_of_who_makes_them(streaming: bool) -> None:
    line = Timeline(streaming=streaming)
    line.floor.question_kind = QuestionKind.TECHNICAL
    line.say("I put the list in the cache.", 4).pause(0.8).say("Then I measured it.", 3).pause(3)
    assert line.pace.pauses == pytest.approx((0.8,), abs=0.1)


def test_partial_words_are_shown_while_the_voice_goes_on() -> None:
    line = Timeline(streaming=True)
    line.say("We moved the data twice.", 2)
    assert line.interims()[-1] == "We moved the data twice. …"
    assert line.interims()[0] == "We …"
    assert Timeline().say("We moved the data twice.", 2).interims() == []


def test_partial_words_of_weight_take_the_floor_before_the_voice_alone_would() -> None:
    def taken_at(streaming: bool) -> float:
        line = Timeline(streaming=streaming)
        line.floor.agent_speaking = True
        line.say("No, that is wrong, stop.", 2)
        return next(at for name, _, at in line.events if name == "barged_in")

    assert taken_at(streaming=True) < taken_at(streaming=False) - 0.3
