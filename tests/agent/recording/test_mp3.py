"""The encoded stream: cut, joined and still in time."""

import numpy as np

from agent.recording.mp3 import FRAME_BYTES, FRAME_SAMPLES, FRAME_SECONDS, Mp3Encoder
from agent.recording.timeline import SAMPLE_RATE, Samples, mono
from tests.agent.recording.sounds import begins, decoded, tone

DELAY = 0.047
"""An encoder looks ahead: 1105 samples."""


def talk(*at: float, seconds: float = 12.0) -> Samples:
    """Return silence with a tone at some seconds."""
    samples = np.zeros(round(seconds * SAMPLE_RATE) // FRAME_SAMPLES * FRAME_SAMPLES, np.float32)
    sound = mono(tone(0.2))
    for second in at:
        start = round(second * SAMPLE_RATE)
        samples[start : start + len(sound)] = sound
    return samples


def encoded(samples: Samples, step: int = 100 * FRAME_SAMPLES) -> list[bytes]:
    """Return the stream in the pieces it comes in."""
    encoder = Mp3Encoder()
    pieces = [encoder.encode(samples[at : at + step]) for at in range(0, len(samples), step)]
    return [*pieces, encoder.finish()]


def near(found: list[float], wanted: list[float]) -> bool:
    """Return whether sounds begin where they should, but for the encoder's delay."""
    return len(found) == len(wanted) and all(
        0 <= at - due <= DELAY for at, due in zip(found, wanted, strict=True)
    )


def test_every_piece_is_whole_frames_of_one_size_and_lasts_what_they_last() -> None:
    samples = talk(1.0, 5.5)
    pieces = encoded(samples)
    assert all(len(piece) % FRAME_BYTES == 0 for piece in pieces)
    frames = sum(map(len, pieces)) // FRAME_BYTES
    assert 0 <= frames * FRAME_SECONDS - len(samples) / SAMPLE_RATE < 0.06
    assert near(begins(decoded(b"".join(pieces))), [1.0, 5.5])


def test_a_stream_that_was_cut_off_plays_up_to_there() -> None:
    stream = b"".join(encoded(talk(1.0, 5.5)))
    assert near(begins(decoded(stream[: len(stream) // 3 + 7])), [1.0])


def test_two_streams_play_one_after_the_other() -> None:
    first, second = b"".join(encoded(talk(1.0))), b"".join(encoded(talk(2.0)))
    lasts = len(first) // FRAME_BYTES * FRAME_SECONDS
    assert near(begins(decoded(first + second)), [1.0, lasts + 2.0])


def test_a_stream_can_be_entered_at_any_piece() -> None:
    pieces = encoded(talk(1.0, 5.5))
    before = sum(map(len, pieces[:2])) // FRAME_BYTES * FRAME_SECONDS
    assert near(begins(decoded(b"".join(pieces[2:]))), [5.5 - before])


def test_no_samples_are_no_bytes() -> None:
    assert Mp3Encoder().encode(np.zeros(0, np.float32)) == b""
