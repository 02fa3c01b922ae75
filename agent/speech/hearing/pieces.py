"""A turn piece by piece: what of it has been sent off to be recognised, and what came back."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from agent.speech.hearing.inventions import heard_in
from agent.speech.hearing.port import HearingEvents
from agent.speech.hearing.tuned import HEARING
from agent.speech.transcript import Transcript, join
from agent.speech.turn_audio import TurnAudio


@dataclass(eq=False)
class AudioPiece:
    """A stretch of the turn sent off to be recognised; `cancel` gives that up."""

    turn: "TurnPieces"
    start: float
    end: float
    transcript: Transcript | None = None
    lost: str | None = None
    cancel: Callable[[], object] = lambda: None

    @property
    def settled(self) -> bool:
        """Whether its recognition has come back, one way or the other."""
        return self.transcript is not None or self.lost is not None

    def recognised(self, transcript: Transcript, now: float) -> None:
        """Its recognition came back; what nobody can have said in it is dropped."""
        voiced = self.turn.told.voiced_seconds(self.start, self.end)
        self.transcript = heard_in(transcript, voiced).moved(self.start)
        self.turn.settle(now)

    def failed(self, faults: str, now: float) -> None:
        """Its recognition could not be had, after every retry and fallback."""
        self.lost = faults
        self.turn.settle(now)


Recognise = Callable[[AudioPiece, np.ndarray], None]
"""Starts a recognition and sets the piece's `cancel`."""


@dataclass(frozen=True)
class PiecewiseTranscriber:
    """A recogniser of whole recordings as a `Transcriber`.

    `recognise` starts a recognition and returns at once; its piece is told what became of it.
    """

    recognise: Recognise

    def begin(self, audio: TurnAudio, at: float, told: HearingEvents) -> "TurnPieces":
        """Return the hearing of the turn whose voice began at this second of the audio."""
        return TurnPieces(audio, self.recognise, at, told)


class TurnPieces:
    """The pieces of one turn in order: those that stand, and the tail up to the present silence.

    Times are seconds of the audio stream; the voice began at `begins_at`.
    """

    def __init__(
        self, audio: TurnAudio, recognise: Recognise, begins_at: float, told: HearingEvents
    ) -> None:
        self.told = told
        self._audio = audio
        self._recognise = recognise
        self._cut = max(begins_at - HEARING.lead_seconds, 0.0)
        self._standing: list[AudioPiece] = []
        self._tail: AudioPiece | None = None
        self._pauses: list[tuple[list[AudioPiece], float]] = []

    @property
    def is_paused(self) -> bool:
        """Whether everything up to the present silence has been sent off."""
        return self._tail is not None

    @property
    def is_settled(self) -> bool:
        """Whether everything up to the present silence has come back, one way or the other."""
        return self.is_paused and all(piece.settled for piece in self._all())

    @property
    def transcripts(self) -> list[Transcript]:
        """What was recognised."""
        return [piece.transcript for piece in self._all() if piece.transcript]

    @property
    def gaps(self) -> tuple[str, ...]:
        """What could not be recognised, as faults for the turn's record."""
        return tuple(
            f"gap of {piece.end - piece.start:.1f} s not recognised: {piece.lost}"
            for piece in self._all()
            if piece.lost
        )

    def pause(self, now: float) -> None:
        """Send off what was said since the last cut."""
        self._tail = self._send(min(now, self._audio.end_seconds))

    def go_on(self, at: float, pause_seconds: float) -> None:
        """The voice is back: a long tail before a pause stands, any other is recognised again.

        What was said before a real pause is still waited for: the pause tells of the pace.
        """
        tail, self._tail = self._tail, None
        if tail is None:
            return
        pause = pause_seconds >= HEARING.between_words_seconds
        if pause and not tail.settled:
            self._pauses.append(([*self._standing, tail], pause_seconds))
        if pause and tail.end - tail.start >= HEARING.shortest_piece_seconds:
            self._standing.append(tail)
            # A recogniser invents words for a silence that it is given before the first real one.
            self._cut = max(tail.end, at - HEARING.lead_seconds)
        elif not pause:
            tail.cancel()

    def settle(self, now: float) -> None:
        """A piece came back; with it the text before a pause that ended earlier may be known."""
        waiting = []
        for pieces, pause in self._pauses:
            if all(piece.settled for piece in pieces):
                heard = [piece.transcript for piece in pieces if piece.transcript is not None]
                self.told.went_on_after(join(heard), pause)
            else:
                waiting.append((pieces, pause))
        self._pauses = waiting
        self.told.settled(now)

    def voice(self, now: float) -> None:
        """Send off the beginning of what has been said for too long without a pause."""
        if now - self._cut < HEARING.longest_piece_seconds:
            return
        at = self._audio.quietest_second(now - 4.0, now - 0.5)
        self._standing.append(self._send(at))
        self._cut = at
        self._audio.forget_before(at - 1.0)

    def _send(self, end: float) -> AudioPiece:
        piece = AudioPiece(self, self._cut, end)
        self._recognise(piece, self._audio.between(piece.start, end))
        return piece

    def _all(self) -> list[AudioPiece]:
        return self._standing if self._tail is None else [*self._standing, self._tail]
