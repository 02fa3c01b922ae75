"""A turn on a timeline: voice comes and goes, recognitions return late, one final comes out."""

from dataclasses import dataclass, field

import numpy as np
import pytest

from agent.speech.end_of_turn import WAITS
from agent.speech.turn_state import TurnState, LostAnswer
from agent.speech.transcript import HeardWord, SpokenTurn, Transcript
from agent.speech.turn_audio import SAMPLE_RATE
from agent.speech.turn_listener import TurnListener
from agent.speech.turn_pieces import Piece
from core.plan import QuestionKind

STEP = 0.032
SCENE = "Our nightly import kept failing and customers saw old prices for days."
LONG = "I led the migration of our billing system and I moved one customer at a time until done"


@dataclass
class Timeline:
    """Plays voice and silence to a listener; recognitions come back after `round_trip` seconds.

    `script` gives the text of each stretch of voice; a recognition returns the texts of the
    stretches that lie in its piece.
    """

    round_trip: float = 0.25
    floor: TurnState = field(default_factory=lambda: TurnState(question_kind=QuestionKind.PAST_BEHAVIOUR))
    fail: bool = False

    def __post_init__(self) -> None:
        self.now = 0.0
        self.said: list[tuple[float, float, str]] = []
        self.pending: list[tuple[float, Piece]] = []
        self.events: list[tuple[str, str, float]] = []
        self.turns: list[SpokenTurn] = []
        self.requests = 0
        self.looks: list[float] = []
        self.asked: list[tuple[float, float]] = []
        self.silence = 0.0
        self.voiced = False
        self.listener = TurnListener(self.floor, self, self._recognise)
        self.pace = self.listener.policy.pace
        self.floor.reply.on_sounding = lambda: self.listener.look(self.now)

    def interim(self, text: str) -> None:
        self.events.append(("interim", text, self.now))

    def early(self, text: str) -> None:
        self.floor.reply.may_begin()
        self.events.append(("early", text, self.now))

    def final(self, turn: SpokenTurn) -> None:
        self.events.append(("final", turn.text, self.now))
        self.turns.append(turn)

    def barged_in(self) -> None:
        self.events.append(("barged_in", "", self.now))

    def look_in(self, seconds: float) -> None:
        self.looks.append(self.now + seconds)

    def _recognise(self, piece: Piece, samples: np.ndarray) -> None:
        self.requests += 1
        self.asked.append((piece.start, piece.end))
        self.pending.append((self.now + self.round_trip, piece))

    def _step(self, voice: bool) -> None:
        self.now += STEP
        self.listener.hear(np.zeros(int(STEP * SAMPLE_RATE), np.int16))
        if voice:
            self.silence = 0.0
            if not self.voiced:
                self.voiced = True
                self.listener.voice_started(self.now - STEP)
        else:
            self.silence += STEP
            if self.voiced and self.silence >= 0.25:
                self.voiced = False
                self.listener.voice_stopped(self.now - self.silence)
        self.listener.voice(self.now, self.silence)
        due = [item for item in self.pending if item[0] <= self.now]
        self.pending = [item for item in self.pending if item[0] > self.now]
        for _, piece in due:
            if self.fail:
                self.listener.failed(piece, "local: timeout", self.now)
            else:
                self.listener.recognised(piece, self._transcript(piece), self.now)

    def _transcript(self, piece: Piece) -> Transcript:
        inside = [s for s in self.said if piece.start <= (s[0] + s[1]) / 2 <= piece.end]
        words = tuple(HeardWord(t, a - piece.start, b - piece.start) for a, b, t in inside)
        return Transcript(text=" ".join(t for _, _, t in inside), words=words, provider="test")

    def say(self, text: str, seconds: float = 2.0) -> "Timeline":
        start = self.now
        self.said.append((start, start + seconds, text))
        while self.now < start + seconds:
            self._step(True)
        return self

    def pause(self, seconds: float) -> "Timeline":
        start = self.now
        while self.now < start + seconds:
            self._step(False)
        return self

    def reply_begins(self) -> "Timeline":
        """The reply to the latest early text is being made."""
        self.floor.reply.begins()
        return self

    def reply_sounds(self) -> "Timeline":
        """Its first sound is there."""
        reply = self.floor.reply
        reply.sounds(reply.begins())
        return self

    def speaks(self) -> "Timeline":
        """The interviewer begins to be heard."""
        self.floor.agent_speaking, self.floor.spoke_at = True, self.now
        return self

    def finals(self) -> list[str]:
        return [text for name, text, _ in self.events if name == "final"]


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
    pieces: list[float] = []
    recognise = line.listener.recognise

    def watched(piece: Piece, samples: np.ndarray) -> None:
        pieces.append(piece.end - piece.start)
        recognise(piece, samples)

    line.listener.recognise = watched
    for _ in range(8):
        line.say(f"{LONG}.", 6).pause(0.4)
    line.pause(3)
    assert pieces[-1] < 8.0


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
    assert WAITS.shortest <= line.looks[-1] - ended <= WAITS.longest
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


def test_a_story_of_which_only_the_scene_is_told_is_given_longer() -> None:
    def wait(text: str, following_up: bool = False) -> float:
        line = Timeline()
        line.floor.following_up = following_up
        line.say(f"{SCENE} " * 10 + text, 5).pause(4)
        [turn] = line.turns
        return turn.latency["wait_seconds"]

    assert wait("We looked at it.") > wait("I traced it to a query, and I added an index.")
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
    line = Timeline().say(f"{LONG}.", 3).pause(2.5)
    assert len(line.finals()) == 1
    line.speaks().pause(0.6).say("And we all were glad of it.", 2).pause(3)
    assert line.events[2][0] == "barged_in"
    assert line.floor.yielded
    assert line.pace.pauses == pytest.approx([3.1], abs=0.1)


def test_a_voice_well_into_the_reply_is_no_continuation() -> None:
    line = Timeline().say(f"{LONG}.", 3).pause(2.5).speaks().pause(1.5)
    line.say("No wait, that is not what I meant at all.", 2).pause(3)
    assert "barged_in" in [name for name, _, _ in line.events]
    assert not line.floor.yielded
    assert line.pace.pauses == ()


def test_a_cough_at_the_beginning_of_a_reply_takes_nothing_back() -> None:
    line = Timeline().say(f"{LONG}.", 3).pause(2.5).speaks().pause(0.3).say("", 0.3).pause(2)
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


def test_the_silence_before_the_next_words_is_not_sent_off_with_them() -> None:
    line = Timeline().say("I led the team that moved our billing system and", 5).pause(2)
    line.say("nobody wanted to wait for the vendor in the end.", 3).pause(3)
    first, second = line.asked
    assert first == pytest.approx((0.0, 5.2), abs=0.1)
    assert second == pytest.approx((6.7, 10.2), abs=0.1)
