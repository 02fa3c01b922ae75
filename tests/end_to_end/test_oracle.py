"""What the scripted recogniser hears when a busy machine loses sound."""

import numpy as np
from numpy.typing import NDArray

from harness.providers.groq_transcription import TranscriptionRequest
from harness.voices import flite
from local.audio_output import wav_file
from tests.end_to_end.oracle import SAMPLE_RATE, Oracle

ANSWER = (
    "In my last job I was responsible for the importer, and I rewrote it within a month because "
    "it lost every tenth file. As a result nobody had to repair files by hand any more."
)
OTHER = "The first step was a test with a hundred files, and then we saw that it worked."


async def test_a_hole_in_a_clause_and_the_rest_of_another_change_no_word() -> None:
    oracle = Oracle(flite("slt", SAMPLE_RATE))
    samples = await oracle.speak(ANSWER)
    other = await oracle.speak(OTHER)
    assert heard(oracle, samples) == ANSWER
    middle = len(samples) // 2
    for begin in range(middle, middle + 3 * SAMPLE_RATE, SAMPLE_RATE):
        with_a_hole = samples.copy()
        with_a_hole[begin : begin + SAMPLE_RATE // 5] = 0
        assert heard(oracle, with_a_hole) == ANSWER
    quiet = np.zeros(SAMPLE_RATE // 4, np.int16)
    after_a_rest = np.concatenate([other[-SAMPLE_RATE // 4 :], quiet, samples])
    assert heard(oracle, after_a_rest) == ANSWER


def heard(oracle: Oracle, samples: NDArray[np.int16]) -> str:
    """Return what is recognised in the samples."""
    audio = wav_file(samples.tobytes(), SAMPLE_RATE)
    return oracle(TranscriptionRequest(1, 0.0, {}, None, audio, None)).text
