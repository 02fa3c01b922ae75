"""How well a recogniser's own doubt tells misheard words: `python -m bench.voice.doubted_words`.

Sixty answers in three of flite's voices, a third each clean, with some and with much noise, are
recognised by the built-in Whisper. Words that are in the text in order count as right.
"""

import asyncio
import difflib
import re
import sys

import numpy as np

from bench.meant.data import ANSWER, taught
from harness.voices import FLITE_VOICES, flite
from local.audio_input import SAMPLE_RATE
from local.whisper import RecognitionRequest, Whisper

ANSWERS = 60
LEAST_WORDS, MOST_WORDS = 10, 40
NOISE = (0.0, 0.01, 0.03)
"""Standard deviations of white noise, of full scale."""
LIMITS = (0.3, 0.4, 0.5, 0.6)
_WORD = re.compile(r"[a-z0-9']+")


async def probabilities() -> tuple[list[float], list[float]]:
    """Return the probabilities (0-1) that Whisper gives to words it got right and to others."""
    whisper, noise = Whisper.load(threads=1), np.random.default_rng(1)
    asked = RecognitionRequest(language="en", prompt="Um, uh, well, you know, like...", words=True)
    lengths = range(LEAST_WORDS, MOST_WORDS + 1)
    lines = [
        one.text for one in taught() if one.meant == ANSWER and len(one.text.split()) in lengths
    ]
    right: list[float] = []
    wrong: list[float] = []
    for number, line in enumerate(lines[:ANSWERS]):
        spoken = await flite(FLITE_VOICES[number % 3], SAMPLE_RATE)(line)
        hiss = noise.normal(0, NOISE[number % 3], len(spoken))
        samples = (spoken / 32768 + hiss).astype(np.float32)
        heard = [
            (found[0], word.probability)
            for segment in whisper.recognise(samples, asked)
            for word in segment.words
            if (found := _WORD.findall(word.text.lower()))
        ]
        matcher = difflib.SequenceMatcher(
            None, _WORD.findall(line.lower()), [word for word, _ in heard], autojunk=False
        )
        said = {
            at
            for block in matcher.get_matching_blocks()
            for at in range(block.b, block.b + block.size)
        }
        for at, (_, probability) in enumerate(heard):
            (right if at in said else wrong).append(probability)
    return right, wrong


def main() -> None:
    """Print, by limit, the shares of right and of misheard words that are doubted."""
    right, wrong = map(np.array, asyncio.run(probabilities()))
    sys.stdout.write(f"{len(right)} words heard right, {len(wrong)} misheard\n")
    for limit in LIMITS:
        doubted, found = (right < limit).mean(), (wrong < limit).mean()
        sys.stdout.write(
            f"below {limit}: {doubted:6.1%} of the right, {found:6.1%} of the misheard\n"
        )


if __name__ == "__main__":
    main()
