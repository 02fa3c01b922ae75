"""The stand-in recogniser of the benchmark must never lose or double a word."""

import numpy as np
import pytest
from numpy.typing import NDArray

from bench.voice.candidates import Clip, PauseKind, make_clip, pause_of, spoken_words, with_gaps
from bench.voice.played_words import PlayedWords, as_text
from harness.providers.groq_transcription import ScriptedTranscript, TranscriptionRequest
from local.audio_output import wav_file
from wiring.candidate import SAMPLE_RATE

SCRIPT = (
    "I wrote the plan for the whole move, and I moved the smallest customers first [pause 1.2] "
    "because a mistake there would have been cheap. Nobody had asked me to."
)
STARTED_AT = 1000.0


async def babble(text: str) -> NDArray[np.int16]:
    """Say something whose loudness rises and falls differently in every word."""
    chance = np.random.default_rng(len(text))
    words = [
        chance.normal(size=round(SAMPLE_RATE * (0.12 + 0.04 * len(word))))
        * np.hanning(round(SAMPLE_RATE * (0.12 + 0.04 * len(word))))
        * chance.uniform(1500, 6000)
        for word in text.split()
    ]
    return np.clip(np.concatenate(words), -32000, 32000).astype(np.int16)


@pytest.fixture
async def clip() -> Clip:
    return await make_clip(SCRIPT, "babble", babble)


def request(samples: NDArray[np.int16], arrived_at: float) -> TranscriptionRequest:
    audio = wav_file(samples.astype("<i2").tobytes(), SAMPLE_RATE)
    return TranscriptionRequest(1, arrived_at, {}, None, audio, None)


def heard(played: PlayedWords, clip: Clip, start: float, end: float, late: float) -> str:
    """Return the answer to a stretch of a clip (seconds) that arrives late, over a bad line."""
    padded = np.concatenate([clip.samples, np.zeros(SAMPLE_RATE, np.int16)])
    noise = np.random.default_rng(3).normal(scale=20, size=len(padded))
    piece = (padded * 0.8 + noise).astype(np.int16)
    piece = piece[round(start * SAMPLE_RATE) : round(end * SAMPLE_RATE)]
    answer = played.transcribe(request(piece, STARTED_AT + end + late))
    assert isinstance(answer, ScriptedTranscript)
    return answer.text


@pytest.mark.parametrize("late", [0.02, 0.4, 1.7, 4.5])
async def test_pieces_that_meet_hold_every_word_once_however_late_they_come(
    clip: Clip, late: float
) -> None:
    played = PlayedWords()
    played.begins(clip, STARTED_AT + 0.07)  # the clip's beginning is known roughly
    pause = next(
        a.end_seconds + 0.5
        for a, b in zip(clip.words, clip.words[1:], strict=False)
        if b.start_seconds - a.end_seconds > 1.0
    )
    whole = clip.seconds + 0.5
    texts = [heard(played, clip, 0.0, pause, late), heard(played, clip, pause, whole, late)]
    assert spoken_words(texts) == spoken_words([clip.text])
    assert texts[0].endswith("first")


async def test_a_line_that_stalls_in_the_middle_moves_no_word_over_the_edge(clip: Clip) -> None:
    played = PlayedWords()
    played.begins(clip, STARTED_AT)
    middle = len(clip.samples) // 2
    stalled = np.concatenate(
        [clip.samples[:middle], np.zeros(SAMPLE_RATE // 3, np.int16), clip.samples[middle:]]
    )
    answer = played.transcribe(request(stalled, STARTED_AT + clip.seconds + 0.6))
    assert spoken_words([answer.text]) == spoken_words([clip.text])


async def test_silence_and_foreign_sounds_hold_no_words(clip: Clip) -> None:
    played = PlayedWords()
    played.begins(clip, STARTED_AT)
    silence = np.zeros(SAMPLE_RATE, np.int16)
    answer = played.transcribe(request(silence, STARTED_AT + 3.0))
    assert answer.text == ""
    click = np.zeros(2 * SAMPLE_RATE, np.int16)
    click[::1600] = 20000
    assert played.transcribe(request(click, STARTED_AT + 3.0)).text == ""
    assert played.unknown == 1


def test_a_piece_that_ends_in_mid_sentence_ends_without_a_mark() -> None:
    assert as_text(["and", "then", "we", "left,"]) == "And then we left"
    assert as_text(["we", "left."]) == "We left."


def test_pauses_are_told_apart_by_what_stands_before_them() -> None:
    assert pause_of("I went home.") is PauseKind.NONE
    assert pause_of("I went [pause 1.2] home.") is PauseKind.WITHIN
    assert pause_of("I went home. [pause 1.2] Then I slept.") is PauseKind.BETWEEN


def test_ordinary_gaps_stand_after_sentences_and_clauses_and_not_beside_a_pause() -> None:
    assert with_gaps("Yes. First, I wait [pause 2] here, then, [pause 1] go.") == (
        "Yes. [pause 0.35] First, [pause 0.15] I wait [pause 2] here, [pause 0.15] then, "
        "[pause 1] go."
    )
