"""Wording and clarity by rules (`scoring.md` 2.9); neither sees accent, dialect or fillers."""

import re
import statistics

from language.en.speech.fillers import is_filled_pause
from language.en.text.tokens import sentences, words
from scoring.dimensions.basic_content import Scored
from scoring.rubric.curves import Points, pw

CAP = 80.0
WINDOW_WORDS = 50
LEAST_WORDS = 30
VARIETY: Points = ((0.45, 0), (0.65, 1))
SENTENCE_LENGTH: Points = ((2, 20), (8, 100), (28, 100), (45, 50), (80, 10))
_RESTART = re.compile(
    r"\b(?:(?:no|sorry|well) wait|let me (?:start (?:over|again)|rephrase)|what i meant|"
    r"scratch that|i mean|or rather|sorry)\b|\w(?:—|–|-{2,}|…)\s*\w",
    re.IGNORECASE,
)


def moving_type_token_ratio(spoken: list[str], window: int = WINDOW_WORDS) -> float:
    """Return the mean share (0-1) of different words over every window of that many words."""
    if len(spoken) <= window:
        return len(set(spoken)) / len(spoken) if spoken else 0.0
    counts: dict[str, int] = {}
    total = 0.0
    for at, word in enumerate(spoken):
        counts[word] = counts.get(word, 0) + 1
        if at >= window:
            leaving = spoken[at - window]
            counts[leaving] -= 1
            if not counts[leaving]:
                del counts[leaving]
        if at >= window - 1:
            total += len(counts)
    return total / window / (len(spoken) - window + 1)


def wording(text: str) -> Scored:
    """Return 40 + 40*pw(MATTR50), at most 80."""
    ratio = moving_type_token_ratio([w for w in words(text) if not is_filled_pause(w)])
    return min(CAP, 40 + 40 * pw(ratio, VARIETY)), [], {"variety_of_words": ratio}


def clarity(text: str, structure_score: float) -> Scored:
    """Return the mean of sentence length, structure and 100 - 6 restarts per 100 words, max 80."""
    spoken = [w for w in words(text) if not is_filled_pause(w)]
    lengths = [len(sentence.tokens) for sentence in sentences(text)]
    if not spoken or not lengths:
        return 0.0, [], {}
    repeats = sum(a == b for a, b in zip(spoken, spoken[1:], strict=False))
    count = repeats + len(_RESTART.findall(text))
    restarts = 100 * count / len(spoken)
    median = statistics.median(lengths)
    parts = (pw(median, SENTENCE_LENGTH), structure_score, max(0.0, 100 - 6 * restarts))
    measures = {
        "median_sentence_words": median,
        "restarts": count,
        "restarts_per_100_words": restarts,
    }
    return min(CAP, sum(parts) / 3), [], {**measures}
