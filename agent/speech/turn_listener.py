"""One answer is one turn: what was heard, piece by piece, until the silence says it is over.

No LiveKit here: audio, voice activity and transcripts come in; interim, early and final texts go
out. All times are seconds of the audio stream; `now` is the same clock going on without audio.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from agent.speech.completeness import Completeness, completeness, is_backchannel
from agent.speech.end_of_turn import Cues, Wait, habit, seconds_to_wait
from agent.speech.floor import Floor, LostAnswer
from agent.speech.transcript import SpokenTurn, Transcript, join
from agent.speech.turn_audio import KEEP_BEFORE_SPEECH_SECONDS, TurnAudio
from scoring.key_points import hit_key_points

PAUSE_SECONDS = 0.125
"""Silence after which what was said so far is sent off to be recognised: four looks at the voice.
"""

SHORTEST_PIECE_SECONDS = 4.0
"""Pieces shorter than this are recognised again together with what follows, for context."""

LONGEST_PIECE_SECONDS = 15.0
"""Speech without a pause is cut at its quietest tenth of a second after this long."""

LEAD_SECONDS = 0.3
"""Audio kept before voice activity begins, so that no first consonant is lost."""

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


@dataclass(eq=False)
class Piece:
    """A stretch of the turn sent off to be recognised; `cancel` gives that up."""

    start: float
    end: float
    transcript: Transcript | None = None
    lost: str | None = None
    cancel: Callable[[], object] = lambda: None

    @property
    def settled(self) -> bool:
        """Whether its recognition has come back, one way or the other."""
        return self.transcript is not None or self.lost is not None


Recognise = Callable[[Piece, np.ndarray], None]
"""Starts a recognition and sets the piece's `cancel`."""


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
        self._cut = 0.0
        self._voiced = False
        self._last_voice = 0.0
        self._segments: list[tuple[float, float]] = []
        self._segment_start = 0.0
        self._pieces: list[Piece] = []
        self._tail: Piece | None = None
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
            self._cut = max(at - LEAD_SECONDS, 0.0)
            self._over_agent = self.floor.agent_speaking
        else:
            self._went_on(at)
        self._segment_start = at
        self._voiced = True
        self._last_voice = at

    def voice_stopped(self, at: float) -> None:
        """Voice activity ended at this second."""
        if self._open:
            self._segments.append((self._segment_start, at))
            self._voiced = False

    def voice(self, now: float, silence: float) -> None:
        """Voice activity was looked at: `silence` is how long it has been quiet, in seconds."""
        if not self._open:
            return
        if silence == 0.0 and self._voiced:
            if self._tail is not None:
                self._went_on(now)
            self._last_voice = now
            self._check_barge_in(now)
            self._cut_long_speech(now)
        elif silence >= PAUSE_SECONDS and self._tail is None:
            self._recognise_tail(now)
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
        """Whoever holds the session wants the turn ended now."""
        if not self._open:
            return
        if self._tail is None:
            self._recognise_tail(now)
        self.floor.cut_in = True
        self._last_voice = min(self._last_voice, now - 1.0)
        self.look(now)

    def look(self, now: float) -> None:
        """Decide whether the silence so far ends the turn."""
        if not self._open or self._tail is None:
            return
        pieces = [*self._pieces, self._tail]
        if not all(piece.settled for piece in pieces):
            return
        silence = now - self._last_voice
        heard = [piece.transcript for piece in pieces if piece.transcript]
        text = join(heard)
        if not text:
            if silence >= PAUSE_SECONDS + 0.3:
                self._nothing_heard(pieces)
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
            self._finish(heard, pieces, wait, silence)
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
                first_turn=self._finished_at is None,
                cut_in=self.floor.cut_in,
            )
        )

    def _went_on(self, at: float) -> None:
        """The candidate spoke again before the turn was over."""
        tail, self._tail = self._tail, None
        if tail is None:
            return
        if self._announced is not None:
            pause = at - self._last_voice
            if pause > 0.3 and completeness(self._announced) is Completeness.COMPLETE:
                self.floor.own_pauses.append(pause)
            self.ears.interim(f"{self._announced} …")
            self._announced = None
        if tail.end - tail.start >= SHORTEST_PIECE_SECONDS:
            self._pieces.append(tail)
            # A recogniser invents words for a silence that it is given before the first real one.
            self._cut = max(tail.end, at - LEAD_SECONDS)
        else:
            tail.cancel()

    def _check_cut_short(self, at: float) -> None:
        """Remember a turn that was taken as over too soon: this candidate needs a longer wait."""
        if self._finished_at is None:
            return
        pause = at - self._finished_at
        if pause <= CUT_SHORT_SECONDS:
            self.floor.cut_short_seconds = max(self.floor.cut_short_seconds, pause)

    def _recognise_tail(self, now: float) -> None:
        end = min(now, self.audio.end_seconds)
        self._tail = Piece(self._cut, end)
        self.recognise(self._tail, self.audio.between(self._cut, end))

    def _cut_long_speech(self, now: float) -> None:
        if now - self._cut < LONGEST_PIECE_SECONDS:
            return
        at = self.audio.quietest_second(now - 4.0, now - 0.5)
        piece = Piece(self._cut, at)
        self._pieces.append(piece)
        self._cut = at
        self.recognise(piece, self.audio.between(piece.start, at))
        self.audio.forget_before(at - 1.0)

    def _check_barge_in(self, now: float) -> None:
        if (
            self._over_agent
            and not self._barged_in
            and now - self._segment_start >= REAL_INTERRUPTION_SECONDS
        ):
            self._barged_in = True
            self.ears.barged_in()

    def _nothing_heard(self, pieces: list[Piece]) -> None:
        lost = LostAnswer(
            started_at=self.stream_started_at + self._started,
            seconds=self._last_voice - self._started,
            faults=tuple(self._faults),
        )
        self._reset()
        if any(piece.lost for piece in pieces):
            self.floor.on_lost(lost)

    def _finish(
        self, heard: list[Transcript], pieces: list[Piece], wait: Wait, silence: float
    ) -> None:
        gaps = tuple(
            f"gap of {piece.end - piece.start:.1f} s not recognised: {piece.lost}"
            for piece in pieces
            if piece.lost
        )
        turn = SpokenTurn(
            text=join(heard),
            words=tuple(word for transcript in heard for word in transcript.words),
            speech_segments=tuple(self._segments or [(self._segment_start, self._last_voice)]),
            stream_started_at=self.stream_started_at,
            faults=(*self._faults, *gaps),
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
