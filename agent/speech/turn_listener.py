"""One answer is one turn: what was heard, piece by piece, until the silence says it is over.

No LiveKit here: audio, voice activity and transcripts come in; interim, early and final texts go
out. All times are seconds of the audio stream; `now` is the same clock going on without audio.
"""

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from agent.speech.end_of_turn import Cues, Wait, habit, seconds_to_wait
from agent.speech.floor import Floor, LostAnswer
from agent.speech.transcript import SpokenTurn, Transcript, join
from agent.speech.turn_audio import KEEP_BEFORE_SPEECH_SECONDS, TurnAudio
from agent.speech.turn_pieces import Piece, Recognise, TurnPieces
from core.plan import QuestionKind
from language.en.speech.completeness import Completeness, completeness, is_backchannel
from language.en.stories.star import mark_star
from language.en.text.key_points import hit_key_points

PAUSE_SECONDS = 0.125
"""Silence after which what was said so far is sent off to be recognised: four looks at the voice.
"""

EARLY_SECONDS = 1.5
"""Waits up to this long are worth beginning a reply in; longer ones mostly go on."""

CUT_SHORT_SECONDS = 0.9
"""Who speaks again this soon after the end of a turn had not finished; the reply has hardly begun.
"""

REAL_INTERRUPTION_SECONDS = 0.8
"""Talking over the interviewer for this long is no backchannel, whatever is being said."""


class Ears(Protocol):
    """Where a turn's texts go."""

    def interim(self, text: str) -> None:
        """Show what has been heard so far."""

    def early(self, text: str) -> None:
        """The turn is probably over: a reply to exactly this text may be prepared."""

    def final(self, turn: SpokenTurn) -> None:
        """The turn is over."""

    def barged_in(self) -> None:
        """The candidate really wants the floor while the interviewer is speaking."""

    def sound_says_finished(self) -> float | None:
        """Return the end-of-turn probability from sound alone, null when unknown."""

    def look_in(self, seconds: float) -> None:
        """Call `TurnListener.look` again after so long, instead of when it was asked for before."""


@dataclass
class TurnListener:
    """The state of the turn being spoken. `recognise` starts a recognition and returns at once;
    its result comes back through `recognised` or `failed`."""

    floor: Floor
    ears: Ears
    recognise: Recognise
    stream_started_at: float = 0.0
    audio: TurnAudio = field(default_factory=TurnAudio)

    def __post_init__(self) -> None:
        self._finished_at: float | None = None
        self._reset()

    def _reset(self) -> None:
        self._open = False
        self._over_agent = False
        self._barged_in = False
        self._announced: str | None = None
        self._started = 0.0
        self._voiced = False
        self._flushed = False
        self._last_voice = 0.0
        self._segments: list[tuple[float, float]] = []
        self._segment_start = 0.0
        self._pieces = TurnPieces(self.audio, self.recognise, 0.0)
        self._faults: list[str] = []

    @property
    def is_open(self) -> bool:
        """Whether a turn is being spoken or waited for."""
        return self._open

    def seconds_open(self, now: float) -> float | None:
        """Return how long the open turn has lasted, null when none is open."""
        return now - self._started if self._open else None

    def hear(self, samples: np.ndarray) -> None:
        """Take in audio; before a turn only its last second is kept."""
        self.audio.push(samples)
        if not self._open:
            self.audio.forget_before(self.audio.end_seconds - KEEP_BEFORE_SPEECH_SECONDS)

    def voice_started(self, at: float) -> None:
        """Voice activity began at this second."""
        if not self._open:
            self._check_cut_short(at)
            self._reset()
            self._open = True
            self._started = at
            self._pieces = TurnPieces(self.audio, self.recognise, at)
            self._over_agent = self.floor.agent_speaking
        elif self._flushed:
            return
        else:
            self._went_on(at)
        self._segment_start = at
        self._voiced = True
        self._last_voice = at

    def voice_stopped(self, at: float) -> None:
        """Voice activity ended at this second."""
        if self._open and self._voiced:
            self._segments.append((self._segment_start, at))
            self._voiced = False

    def voice(self, now: float, silence: float) -> None:
        """Voice activity was looked at: `silence` is how long it has been quiet, in seconds."""
        if not self._open:
            return
        if silence == 0.0 and self._voiced:
            self._went_on(now)
            self._last_voice = now
            self._check_barge_in(now)
            self._pieces.cut_long_speech(now)
        elif silence >= PAUSE_SECONDS and not self._pieces.has_tail:
            self._pieces.send_tail(now)
        self.look(now)

    def recognised(self, piece: Piece, transcript: Transcript, now: float) -> None:
        """A recognition came back."""
        piece.transcript = transcript.moved(piece.start)
        self.look(now)

    def fault(self, text: str) -> None:
        """A provider failed while this turn was being recognised; it may yet succeed."""
        if self._open:
            self._faults.append(text)

    def failed(self, piece: Piece, faults: str, now: float) -> None:
        """A recognition could not be had, after every retry and fallback."""
        piece.lost = faults
        self.look(now)

    def flush(self, now: float) -> None:
        """Whoever holds the session wants the turn ended now; voice that comes after is no part.

        Voice activity is looked at a little later than it is heard, and must not take this back.
        """
        if not self._open:
            return
        if self._voiced:
            self.voice_stopped(self._last_voice)
        self._flushed = True
        if not self._pieces.has_tail:
            self._pieces.send_tail(now)
        self.floor.cut_in = True
        self._last_voice = min(self._last_voice, now - 1.0)
        self.look(now)

    def look(self, now: float) -> None:
        """Decide whether the silence so far ends the turn."""
        if not self._open or not self._pieces.are_settled:
            return
        silence = now - self._last_voice
        text = join(self._pieces.transcripts)
        if not text:
            if silence >= PAUSE_SECONDS + 0.3:
                self._nothing_heard()
            return
        if self._over_agent and is_backchannel(text):
            if silence >= PAUSE_SECONDS + 0.3:
                self._reset()
            return
        if self._over_agent and not self._barged_in:
            self._barged_in = True
            self.ears.barged_in()
        wait = self._wait(text)
        if self._announced != text:
            self._announced = text
            (self.ears.early if wait.seconds <= EARLY_SECONDS else self.ears.interim)(text)
        if silence >= wait.seconds:
            self._finish(wait, silence)
        else:
            self.ears.look_in(wait.seconds - silence)

    def _wait(self, text: str) -> Wait:
        points = self.floor.key_points
        hits = hit_key_points(text, points) if points else ()
        return seconds_to_wait(
            Cues(
                completeness=completeness(text),
                word_count=len(text.split()),
                kind=self.floor.question_kind,
                coverage=sum(hits) / len(hits) if hits else None,
                own_pause_seconds=max(
                    habit(list(self.floor.own_pauses)) or 0.0, self.floor.cut_short_seconds
                )
                or None,
                audio_probability=self.ears.sound_says_finished(),
                patience_seconds=self.floor.patience_seconds,
                following_up=self.floor.following_up,
                story_untold=self._story_untold(text),
                first_turn=self._finished_at is None,
                cut_in=self.floor.cut_in,
            )
        )

    def _story_untold(self, text: str) -> bool:
        """Whether a story was asked for of which only the scene, or a single act, is told."""
        if self.floor.question_kind is not QuestionKind.PAST_BEHAVIOUR or self.floor.following_up:
            return False
        told = mark_star(text)
        return told.action.mark < 1 and told.result.mark == 0

    def _went_on(self, at: float) -> None:
        """The candidate spoke again before the turn was over."""
        if not self._pieces.has_tail:
            return
        pause = at - self._last_voice
        if self._announced is not None:
            if pause > 0.3 and completeness(self._announced) is Completeness.COMPLETE:
                self.floor.own_pauses.append(pause)
            self.ears.interim(f"{self._announced} …")
            self._announced = None
        self._pieces.go_on(at, pause)

    def _check_cut_short(self, at: float) -> None:
        """Remember a turn that was taken as over too soon: this candidate needs a longer wait."""
        if self._finished_at is None:
            return
        pause = at - self._finished_at
        if pause <= CUT_SHORT_SECONDS:
            self.floor.cut_short_seconds = max(self.floor.cut_short_seconds, pause)

    def _check_barge_in(self, now: float) -> None:
        if (
            self._over_agent
            and not self._barged_in
            and now - self._segment_start >= REAL_INTERRUPTION_SECONDS
        ):
            self._barged_in = True
            self.ears.barged_in()

    def _nothing_heard(self) -> None:
        was_lost = bool(self._pieces.gaps)
        lost = LostAnswer(
            started_at=self.stream_started_at + self._started,
            seconds=self._last_voice - self._started,
            faults=tuple(self._faults),
        )
        self._reset()
        if was_lost:
            self.floor.on_lost(lost)

    def _finish(self, wait: Wait, silence: float) -> None:
        heard = self._pieces.transcripts
        turn = SpokenTurn(
            text=join(heard),
            words=tuple(word for transcript in heard for word in transcript.words),
            speech_segments=tuple(self._segments or [(self._segment_start, self._last_voice)]),
            stream_started_at=self.stream_started_at,
            faults=(*self._faults, *self._pieces.gaps),
            latency={
                "transcription_seconds": heard[-1].seconds_taken,
                "silence_seconds": silence,
                "wait_seconds": wait.seconds,
            },
            decided_by=wait.because,
            provider=heard[-1].provider,
        )
        self.floor.cut_in = False
        self._finished_at = self._last_voice
        self._reset()
        self.audio.forget_before(self.audio.end_seconds - KEEP_BEFORE_SPEECH_SECONDS)
        self.ears.final(turn)
