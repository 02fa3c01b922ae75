"""A turn piece by piece: what of it has been sent off to be recognised, and what came back."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from agent.speech.transcript import Transcript, join
from agent.speech.turn_audio import TurnAudio

SHORTEST_PIECE_SECONDS = 4.0
"""Pieces shorter than this are recognised again together with what follows, for context."""

BETWEEN_WORDS_SECONDS = 0.2
"""A shorter silence may be inside a word, and of the rest of a word a recogniser makes "Thank you."
"""

LONGEST_PIECE_SECONDS = 15.0
"""Speech without a pause is cut at its quietest tenth of a second after this long."""

LEAD_SECONDS = 0.3
"""Audio kept before voice activity begins, so that no first consonant is lost."""


@dataclass(eq=False)
class AudioPiece:
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


Recognise = Callable[[AudioPiece, np.ndarray], None]
"""Starts a recognition and sets the piece's `cancel`."""


class TurnPieces:
    """The pieces of one turn in order: those that stand, and the tail up to the present silence.

    Times are seconds of the audio stream; the voice began at `begins_at`.
    """

    def __init__(self, audio: TurnAudio, recognise: Recognise, begins_at: float) -> None:
        self._audio = audio
        self._recognise = recognise
        self._cut = max(begins_at - LEAD_SECONDS, 0.0)
        self._standing: list[AudioPiece] = []
        self._tail: AudioPiece | None = None
        self._pauses: list[tuple[list[AudioPiece], float]] = []

    @property
    def has_tail(self) -> bool:
        """Whether everything up to the present silence has been sent off."""
        return self._tail is not None

    @property
    def are_settled(self) -> bool:
        """Whether everything up to the present silence has come back, one way or the other."""
        return self.has_tail and all(piece.settled for piece in self._all())

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

    @property
    def inventions(self) -> tuple[str, ...]:
        """What was recognised and nobody said, as faults for the turn's record."""
        return tuple(told for heard in self.transcripts for told in heard.inventions)

    def send_tail(self, now: float) -> None:
        """Send off what was said since the last cut."""
        self._tail = self._send(min(now, self._audio.end_seconds))

    def go_on(self, at: float, pause_seconds: float, *, tells: bool = True) -> None:
        """The voice is back: a long tail before a pause stands, any other is recognised again.

        What was said before a real pause is still waited for where the pause `tells` of the pace.
        """
        tail, self._tail = self._tail, None
        if tail is None:
            return
        pause = pause_seconds >= BETWEEN_WORDS_SECONDS
        if pause and tells and not tail.settled:
            self._pauses.append(([*self._standing, tail], pause_seconds))
        if pause and tail.end - tail.start >= SHORTEST_PIECE_SECONDS:
            self._standing.append(tail)
            # A recogniser invents words for a silence that it is given before the first real one.
            self._cut = max(tail.end, at - LEAD_SECONDS)
        elif not pause:
            tail.cancel()

    def pauses_known(self) -> list[tuple[str, float]]:
        """Return, once each, the pauses (seconds) that ended before what was said until then was
        known and now is, each with that text."""
        known, waiting = [], []
        for pieces, pause in self._pauses:
            if all(piece.settled for piece in pieces):
                heard = [piece.transcript for piece in pieces if piece.transcript is not None]
                known.append((join(heard), pause))
            else:
                waiting.append((pieces, pause))
        self._pauses = waiting
        return known

    def cut_long_speech(self, now: float) -> None:
        """Send off the beginning of what has been said for too long without a pause."""
        if now - self._cut < LONGEST_PIECE_SECONDS:
            return
        at = self._audio.quietest_second(now - 4.0, now - 0.5)
        self._standing.append(self._send(at))
        self._cut = at
        self._audio.forget_before(at - 1.0)

    def _send(self, end: float) -> AudioPiece:
        piece = AudioPiece(self._cut, end)
        self._recognise(piece, self._audio.between(piece.start, end))
        return piece

    def _all(self) -> list[AudioPiece]:
        return self._standing if self._tail is None else [*self._standing, self._tail]
