"""One answer is one turn: what was heard of it until the silence says it is over.

No LiveKit here: audio, voice activity and what a `Hearing` tells come in; interim, early and final
texts go out. All times are seconds of the audio stream; `now` is the same clock going on without
audio.
"""

import math
from dataclasses import dataclass, field, replace

import numpy as np

from agent.speech.end_of_turn import Wait
from agent.speech.hearing.port import Hearing, Transcriber
from agent.speech.nods import NODS, is_due
from agent.speech.transcript import RecognisedTurn, doubted_words, join
from agent.speech.tuned import TURNS
from agent.speech.turn_audio import KEEP_BEFORE_SPEECH_SECONDS, TurnAudio
from agent.speech.turn_events import TurnEvents
from agent.speech.turn_policy import Asked, TurnPolicy
from agent.speech.turn_state import LostAnswer, PendingReply, TurnState


@dataclass(frozen=True, slots=True)
class Finished:
    """The turn before: all that was said in it, its last voice, and when it was taken as over."""

    text: str
    last_voice: float
    at: float


@dataclass
class TurnListener:
    """The state of the turn being spoken, as what `transcriber` begins tells of it."""

    floor: TurnState
    events: TurnEvents
    transcriber: Transcriber
    policy: TurnPolicy = field(default_factory=TurnPolicy)
    stream_started_at: float = 0.0
    audio: TurnAudio = field(default_factory=TurnAudio)

    def __post_init__(self) -> None:
        self._finished: Finished | None = None
        self._nodded_at = -math.inf
        self._reset()

    def _reset(self) -> None:
        self._hearing: Hearing | None = None
        self._goes_on: Finished | None = None
        self._handed_over = False
        self._worked = False
        self._over_agent = False
        self._barged_in = False
        self._announced: str | None = None
        self._told_so_far = ""
        self._started = 0.0
        self._voiced = False
        self._quiet = True
        self._flushed = False
        self._last_voice = 0.0
        self._segments: list[tuple[float, float]] = []
        self._segment_start = 0.0
        self._faults: list[str] = []

    @property
    def is_open(self) -> bool:
        """Whether a turn is being spoken or waited for."""
        return self._hearing is not None

    def seconds_open(self, now: float) -> float | None:
        """Return how long the open turn has lasted, null when none is open."""
        return now - self._started if self.is_open else None

    @property
    def may_take_back(self) -> bool:
        """Whether somebody speaks whose turn was taken as over, but no words are known yet."""
        return self.is_open and self._goes_on is not None and not self._barged_in

    def hear(self, samples: np.ndarray) -> None:
        """Take in audio; before a turn only its last second is kept."""
        self.audio.push(samples)
        if not self.is_open:
            self.audio.forget_before(self.audio.end_seconds - KEEP_BEFORE_SPEECH_SECONDS)

    def voice_started(self, at: float) -> None:
        """Voice activity began at this second."""
        if self._hearing is None:
            goes_on = self._taken_too_soon(at)
            self._reset()
            self._hearing = self.transcriber.begin(self.audio, at, self)
            self._goes_on = goes_on
            if goes_on is None:
                self.policy.begin()
            self._started = at
            self._over_agent = self.floor.agent_speaking or goes_on is not None
        elif self._flushed:
            return
        else:
            self._went_on(self._hearing, at)
        self._segment_start = at
        self._voiced = True
        self._last_voice = at

    def voice_stopped(self, at: float) -> None:
        """Voice activity ended at this second."""
        if self.is_open and self._voiced:
            self._segments.append((self._segment_start, at))
            self._voiced = False

    def voice(self, now: float, silence: float) -> None:
        """Voice activity was looked at: `silence` is how long it has been quiet, in seconds."""
        hearing = self._hearing
        if hearing is None:
            return
        self._quiet = silence > 0.0
        if silence == 0.0 and self._voiced:
            self._went_on(hearing, now)
            self._last_voice = now
            self._check_barge_in(now)
            hearing.voice(now)
        elif silence >= TURNS.pause_seconds and not hearing.is_paused:
            hearing.pause(now)
        self.look(now)

    def partial(self, text: str, now: float) -> None:
        """Show what may have been said so far; words of weight take the floor.

        In a pause it tells nothing new: an interim text would take back the reply being prepared.
        """
        if self._hearing is None or self._hearing.is_paused or not text:
            return
        if self._over_agent and self.policy.language.is_backchannel(text):
            return
        self._take_floor()
        self.events.interim(f"{text} …")

    def settled(self, now: float) -> None:
        """Something of the turn is known for good."""
        self.look(now)
        self._tell_so_far()

    def went_on_after(self, text: str, pause_seconds: float) -> None:
        """A pause is known to have come after this text."""
        if not self._worked:
            self.policy.went_on(self._whole(text), pause_seconds)

    def voiced_seconds(self, start: float, end: float) -> float:
        """Return for how many seconds between two moments a voice was heard."""
        running = [(self._segment_start, self._last_voice)] if self._voiced else []
        spans = (*self._segments, *running)
        return sum(max(0.0, min(end, last) - max(start, first)) for first, last in spans)

    def fault(self, text: str) -> None:
        """A provider failed while this turn was being recognised; it may yet succeed."""
        if self.is_open:
            self._faults.append(text)

    def flush(self, now: float) -> None:
        """Whoever holds the session wants the turn ended now; voice that comes after is no part.

        Voice activity is looked at a little later than it is heard, and must not take this back.
        """
        if self._hearing is None:
            return
        if self._voiced:
            self.voice_stopped(self._last_voice)
        self._flushed = True
        self.hand_over(now)

    def hand_over(self, now: float) -> None:
        """The candidate gives the floor away: the turn is over as soon as it is recognised."""
        if self._hearing is None:
            return
        if not self._hearing.is_paused:
            self._hearing.pause(now)
        self._handed_over = True
        self.look(now)

    def look(self, now: float) -> None:
        """Decide whether the silence so far ends the turn."""
        hearing = self._hearing
        if hearing is None or not hearing.is_settled:
            return
        silence = now - self._last_voice
        text = join(hearing.transcripts)
        if not text:
            if silence >= TURNS.pause_seconds + 0.3:
                self._nothing_heard(was_lost=bool(hearing.gaps))
            return
        if self._over_agent and self.policy.language.is_backchannel(text):
            if silence >= TURNS.pause_seconds + 0.3:
                self._drop()
            return
        self._take_floor()
        wait = self.policy.wait(
            self._whole(text),
            Asked(self.floor.question_kind, self.floor.following_up),
            cut_in=self.floor.cut_in,
            handed_over=self._handed_over,
            typed_until=self._typed_until(),
        )
        if self._announced != text:
            self._announced = text
            self.floor.doubted = doubted_words(hearing.transcripts, self.policy.language)
            self.events.early(text)
        self._nod_if_due(text, silence, wait, now)
        if silence < wait.seconds:
            self.events.look_in(wait.seconds - silence)
        elif self._may_commit(silence - wait.seconds):
            self._finish(hearing, wait, silence, now)

    def _nod_if_due(self, text: str, silence: float, wait: Wait, now: float) -> None:
        if self._nodded_at > self._last_voice or silence < NODS.after_seconds or self._over_agent:
            return
        if not self._quiet or wait.seconds - silence < NODS.before_reply_seconds:
            return
        whole = self._whole(text)
        if is_due(whole, self.policy.language.completeness(whole), now - self._nodded_at):
            self._nodded_at = now
            self.events.nod()

    def _may_commit(self, seconds_over: float) -> bool:
        """Whether the turn may be over: not before the reply can be heard in the same moment, so
        that a voice until then takes the reply back and nobody has been talked over."""
        if self.floor.cut_in or self._flushed:
            return True
        reply = self.floor.reply.state
        if reply is PendingReply.COMING:
            return seconds_over >= TURNS.longest_preparation_seconds
        return reply is PendingReply.SOUNDING or seconds_over >= TURNS.begin_seconds

    def _whole(self, text: str) -> str:
        """Return the text with that of the turn which goes on in it."""
        return text if self._goes_on is None else f"{self._goes_on.text} {text}"

    def _typed_until(self) -> float | None:
        """Return when in this silence a key was pressed, in seconds from its beginning."""
        after = self.floor.typed_at - self._last_voice
        return after if after > 0.0 else None

    def _went_on(self, hearing: Hearing, at: float) -> None:
        """The candidate spoke again before the turn was over."""
        if not hearing.is_paused:
            return
        pause = at - self._last_voice
        # who types does not pause: the pace would learn of something else
        self._worked = self._worked or self._typed_until() is not None
        self._handed_over = False
        if self._nodded_at > self._last_voice:
            self.events.nod_taken_back()
        if self._announced is not None:
            if not self._worked:
                self.policy.went_on(self._whole(self._announced), pause)
            self.events.interim(f"{self._announced} …")
            self._announced = None
        hearing.go_on(at, pause)

    def _taken_too_soon(self, at: float) -> Finished | None:
        """Return the turn before if a voice now belongs to it: its reply has hardly been heard."""
        before, spoke_at = self._finished, self.floor.spoke_at
        if before is None:
            return None
        if spoke_at is None or spoke_at < before.last_voice:
            return before if at - before.at <= TURNS.unanswered_seconds else None
        return before if at - spoke_at <= TURNS.yield_seconds else None

    def _take_floor(self) -> None:
        """Words were said over the interviewer, or right after a reply began: it stops."""
        if not self._over_agent or self._barged_in:
            return
        self._barged_in = True
        if self._goes_on is not None:
            self.floor.yielded = True
            self.policy.went_on(self._goes_on.text, self._started - self._goes_on.last_voice)
        self.events.barged_in()

    def _check_barge_in(self, now: float) -> None:
        if now - self._segment_start >= TURNS.real_interruption_seconds:
            self._take_floor()

    def _nothing_heard(self, *, was_lost: bool) -> None:
        lost = LostAnswer(
            started_at=self.stream_started_at + self._started,
            seconds=self._last_voice - self._started,
            faults=tuple(self._faults),
        )
        self._drop()
        if was_lost:
            self.floor.on_lost(lost)

    def _drop(self) -> None:
        """The open turn has come to nothing."""
        was_told = bool(self._told_so_far)
        self._reset()
        if was_told:
            self.events.so_far(None)

    def _tell_so_far(self) -> None:
        """Hand out what is known of the open turn: whoever holds the talk may die within it."""
        hearing = self._hearing
        text = "" if hearing is None else join(hearing.transcripts)
        if hearing is None or not text or text == self._told_so_far:
            return
        over_agent = self._over_agent and not self._barged_in
        if over_agent and self.policy.language.is_backchannel(text):
            return
        self._told_so_far = text
        self.events.so_far(self._turn(hearing, text))

    def _turn(self, hearing: Hearing, text: str) -> RecognisedTurn:
        """Return what is known of the open turn as one."""
        heard = hearing.transcripts
        inventions = (one for transcript in heard for one in transcript.inventions)
        return RecognisedTurn(
            text=text,
            words=tuple(word for transcript in heard for word in transcript.words),
            speech_segments=tuple(self._segments or [(self._segment_start, self._last_voice)]),
            stream_started_at=self.stream_started_at,
            faults=(*self._faults, *hearing.gaps, *inventions),
            provider=heard[-1].provider,
            doubted=doubted_words(heard, self.policy.language),
        )

    def _finish(self, hearing: Hearing, wait: Wait, silence: float, now: float) -> None:
        text = join(hearing.transcripts)
        latency = {
            "transcription_seconds": hearing.transcripts[-1].seconds_taken,
            "silence_seconds": silence,
            "wait_seconds": wait.seconds,
        }
        turn = replace(self._turn(hearing, text), latency=latency, decided_by=wait.because)
        self.floor.cut_in = False
        self._finished = Finished(self._whole(text), self._last_voice, now)
        self._reset()
        self.audio.forget_before(self.audio.end_seconds - KEEP_BEFORE_SPEECH_SECONDS)
        self.events.final(turn)
