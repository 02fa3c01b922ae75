"""Many candidates at once: whose voice a piece is, and what the table says of a crowd."""

import numpy as np
from numpy.typing import NDArray

from bench.rooms.crowd import Crowd, Voices
from bench.rooms.table import rooms_table
from bench.voice.candidates import Clip, PauseKind, SaidWord
from bench.voice.talk import Answered, Measured
from harness.providers.groq_transcription import TranscriptionRequest
from local.audio_output import wav_file
from wiring.candidate import SAMPLE_RATE

SECONDS = 4


def a_clip(text: str, seed: int) -> Clip:
    """Return noise that swells and falls in a way of its own."""
    random = np.random.default_rng(seed)
    steps = np.interp(
        np.arange(SECONDS * SAMPLE_RATE),
        np.linspace(0, SECONDS * SAMPLE_RATE, 24),
        random.uniform(0.01, 0.5, 24),
    )
    samples = (random.standard_normal(len(steps)) * steps * 8_000).astype(np.int16)
    word = SaidWord(text, 1.0, 2.0)
    return Clip("joe", text, samples, (word,), PauseKind.NONE)


def asked(samples: NDArray[np.int16], at: float) -> TranscriptionRequest:
    """Return a request to recognise the samples."""
    audio = wav_file(samples.tobytes(), SAMPLE_RATE)
    return TranscriptionRequest(1, at, {}, None, audio, float(SECONDS))


def test_each_of_those_who_speak_at_once_is_heard_as_themselves() -> None:
    voices, clips = Voices(), [a_clip(text, n) for n, text in enumerate(("One.", "Two.", "Three."))]
    for played, clip in zip(voices.begin(len(clips)), clips, strict=True):
        played.begins(clip, 100.0)
    for clip in clips:
        heard = voices.transcribe(asked(clip.samples, 100.0 + SECONDS + 0.2))
        assert heard.text == clip.text
    silence = np.zeros(SECONDS * SAMPLE_RATE, np.int16)
    assert voices.transcribe(asked(silence, 104.0)).text == ""


def test_a_row_stands_for_each_count_and_pipeline_and_names_what_was_not_held() -> None:
    def crowd(rooms: int, seconds: float, *failed: str) -> Crowd:
        answer = Answered("joe", PauseKind.NONE, 9.0, seconds, False, 1, "Yes.", "Yes.")
        silent = Answered("joe", PauseKind.NONE, 9.0, None, False, 2, "Yes.", "Yes.")
        return Crowd(rooms, Measured([answer, silent]), 0.5 * rooms, 0.2, (90.0, 94.0), failed)

    found = {
        "stock": [crowd(1, 2.0), crowd(4, 6.0, "TimeoutError()")],
        "ours": [crowd(1, 1.0), crowd(4, 1.25)],
    }
    rows = list(rooms_table(found))[2:]
    assert [row.split(" | ")[:2] for row in rows] == [
        ["| 1", "stock"],
        ["| 1", "ours"],
        ["| 4", "stock"],
        ["| 4", "ours"],
    ]
    assert "| 6.00 s | 6.00 s | 3.00 | 1 of 2 | 1 of 2 |" in rows[2]
    assert "| 1 | 2.00 | 0.50 | 92 MB |" in rows[2]
    assert "| 1.25 |" in rows[3]
