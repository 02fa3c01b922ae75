"""The sound of an interview as it is kept: pieces of one stream, each with its time."""

from dataclasses import dataclass

MEDIA_TYPE = "audio/mpeg"
"""MP3 at a constant rate, without header or index: pieces of it can be strung together as they are,
a cut-off end is playable, and browsers find any second in it without reading the rest."""

SEAMLESS_SECONDS = 0.05
"""Pieces whose times are this close follow each other without a gap."""


@dataclass(frozen=True, slots=True)
class RecordedPiece:
    """Some seconds of both voices.

    `part` tells the jobs that recorded the interview apart: when the job began to record, in
    milliseconds from the interview's start. `number` counts a part's pieces from 0.
    `offset_seconds` is when the piece begins, from the interview's start.
    """

    part: int
    number: int
    offset_seconds: float
    duration_seconds: float
    byte_count: int


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch recorded without a gap: when it was, and where in the recording it stands.

    `offset_seconds` counts from the interview's start, `position_seconds` from the recording's.
    """

    offset_seconds: float
    position_seconds: float
    duration_seconds: float


@dataclass(frozen=True, slots=True)
class Recording:
    """What is kept of an interview's sound, without the sound itself; pieces in playing order."""

    pieces: tuple[RecordedPiece, ...]

    @property
    def byte_count(self) -> int:
        """Return the size of all pieces together, in bytes."""
        return sum(piece.byte_count for piece in self.pieces)

    @property
    def duration_seconds(self) -> float:
        """Return how long it plays, in seconds."""
        return sum(piece.duration_seconds for piece in self.pieces)

    def spans(self) -> tuple[Span, ...]:
        """Return the stretches without a gap, in playing order.

        A second of the interview is found in the last span that begins before it.
        """
        found: list[Span] = []
        position = 0.0
        ends_at = float("-inf")
        for piece in self.pieces:
            start, seconds = piece.offset_seconds, piece.duration_seconds
            if abs(start - ends_at) < SEAMLESS_SECONDS:
                last = found.pop()
                start, seconds = last.offset_seconds, last.duration_seconds + seconds
            else:
                last = Span(start, position, 0.0)
            found.append(Span(start, last.position_seconds, seconds))
            ends_at = start + seconds
            position += piece.duration_seconds
        return tuple(found)
