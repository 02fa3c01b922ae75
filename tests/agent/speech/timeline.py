"""A turn on a timeline: voice comes and goes, recognitions return late, one final comes out."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from agent.speech.hearing.pieces import AudioPiece, PiecewiseTranscriber
from agent.speech.hearing.port import HearingEvents, Transcriber
from agent.speech.transcript import HeardWord, RecognisedTurn, Transcript
from agent.speech.turn_audio import SAMPLE_RATE, TurnAudio
from agent.speech.turn_listener import TurnListener
from agent.speech.turn_state import TurnState
from core.plan import QuestionKind

STEP = 0.032
SCENE = "Our nightly import kept failing and customers saw old prices for days."
LONG = "I led the migration of our billing system and I moved one customer at a time until done"


@dataclass
class Timeline:
    """Plays voice and silence to a listener; recognitions come back after `round_trip` seconds.

    A recognition returns the texts of the stretches of voice that lie in its piece. With
    `streaming` a `ScriptedStream` listens instead.
    """

    round_trip: float = 0.25
    floor: TurnState = field(
        default_factory=lambda: TurnState(question_kind=QuestionKind.PAST_BEHAVIOUR)
    )
    fail: bool = False
    streaming: bool = False

    def __post_init__(self) -> None:
        self.now = 0.0
        self.said: list[tuple[float, float, str]] = []
        self.pending: list[tuple[float, Callable[[], None]]] = []
        self.events: list[tuple[str, str, float]] = []
        self.turns: list[RecognisedTurn] = []
        self.known: list[str | None] = []
        self.requests = 0
        self.looks: list[float] = []
        self.nods: list[float] = []
        self.nods_taken_back: list[float] = []
        self.asked: list[tuple[float, float]] = []
        self.silence = 0.0
        self.voiced = False
        pieces = PiecewiseTranscriber(self._recognise)
        transcriber: Transcriber = ScriptedStream(self) if self.streaming else pieces
        self.listener = TurnListener(self.floor, self, transcriber)
        self.pace = self.listener.policy.pace
        self.floor.reply.on_sounding = lambda: self.listener.look(self.now)

    def interim(self, text: str) -> None:
        self.events.append(("interim", text, self.now))

    def early(self, text: str) -> None:
        self.floor.reply.may_begin()
        self.events.append(("early", text, self.now))

    def so_far(self, turn: RecognisedTurn | None) -> None:
        self.known.append(None if turn is None else turn.text)

    def final(self, turn: RecognisedTurn) -> None:
        self.events.append(("final", turn.text, self.now))
        self.turns.append(turn)

    def barged_in(self) -> None:
        self.events.append(("barged_in", "", self.now))

    def nod(self) -> None:
        self.nods.append(self.now)

    def nod_taken_back(self) -> None:
        self.nods_taken_back.append(self.now)

    def look_in(self, seconds: float) -> None:
        self.looks.append(self.now + seconds)

    def _recognise(self, piece: AudioPiece, samples: np.ndarray) -> None:
        self.requests += 1
        self.asked.append((piece.start, piece.end))
        self.later(self.round_trip, lambda: self._answer(piece))

    def later(self, seconds: float, call: Callable[[], None]) -> None:
        """Call when so much time has been played."""
        self.pending.append((self.now + seconds, call))

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
        for _, call in due:
            call()

    def _answer(self, piece: AudioPiece) -> None:
        if self.fail:
            piece.failed("local: timeout", self.now)
        else:
            piece.recognised(self._transcript(piece), self.now)

    def _transcript(self, piece: AudioPiece) -> Transcript:
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

    def interims(self) -> list[str]:
        return [text for name, text, _ in self.events if name == "interim"]

    def finals(self) -> list[str]:
        return [text for name, text, _ in self.events if name == "final"]


@dataclass
class ScriptedStream:
    """A recogniser that streams: words as they are said, all of them settled soon after a pause."""

    line: Timeline

    def begin(self, audio: TurnAudio, at: float, told: HearingEvents) -> "ScriptedHearing":
        return ScriptedHearing(self.line, audio, at, told)


class ScriptedHearing:
    """Each stretch's words are spread evenly over it; one is known when it is over."""

    def __init__(self, line: Timeline, audio: TurnAudio, at: float, told: HearingEvents) -> None:
        self.line, self.audio, self.at, self.told = line, audio, at, told
        self.heard_until = at
        self.transcripts: list[Transcript] = []
        self.gaps: tuple[str, ...] = ()
        self.is_paused = self.is_settled = False
        self._told = ""

    def voice(self, now: float) -> None:
        assert len(self.audio.between(self.heard_until, now)), "the audio until now is there"
        self.heard_until = now
        text = " ".join(word.text for word in self._words())
        if text != self._told:
            self._told = text
            self.told.partial(text, now)

    def pause(self, now: float) -> None:
        self.heard_until, self.is_paused = now, True
        self.line.later(self.line.round_trip, lambda: self._settle(now))

    def go_on(self, at: float, pause_seconds: float) -> None:
        self.is_paused = self.is_settled = False

    def _settle(self, until: float) -> None:
        if not self.is_paused or self.heard_until != until:
            return
        words = self._words()
        if self.line.fail:
            self.gaps = ("gap not recognised: the stream broke",)
        else:
            text = " ".join(word.text for word in words)
            self.transcripts = [Transcript(text, tuple(words), provider="stream")] if text else []
        self.is_settled = True
        self.told.settled(self.line.now)

    def _words(self) -> list[HeardWord]:
        words = []
        for start, end, text in self.line.said:
            each = (end - start) / max(1, len(text.split()))
            for n, word in enumerate(text.split()):
                first, last = start + n * each, start + (n + 1) * each
                if self.at - 0.5 <= first and last <= self.heard_until + 0.01:
                    words.append(HeardWord(word, first, last))
        return words
