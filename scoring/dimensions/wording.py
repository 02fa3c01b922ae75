"""Wording: how varied it is; accent, dialect and fillers do not count.

Formula: `docs/formulas.md#rules`.
"""

from language.en.speech.fillers import is_filled_pause
from language.en.text.tokens import words
from scoring.dimensions.dimension import Dimension, Facts, Said, Scored
from scoring.dimensions.tuned import MEASURES
from scoring.rubric.curves import Points, pw
from scoring.rubric.phrases import Phrases
from scoring.rubric.rating import Measures

VARIETY: Points = ((0.45, 0), (0.65, 1))


def moving_type_token_ratio(spoken: list[str], window: int = MEASURES.window_words) -> float:
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
    return min(MEASURES.wording_cap, 40 + 40 * pw(ratio, VARIETY)), [], {"variety_of_words": ratio}


def _rate(said: Said) -> Scored:
    return wording(said.text)


def _facts(measures: Measures, facts: Facts, phrases: Phrases) -> Facts:
    if "variety_of_words" not in facts:
        return {}
    return {"different_words": MEASURES.window_words * facts["variety_of_words"]}


WORDING = Dimension(
    name="verbal_communication",
    group="communication",
    rate=_rate,
    facts=_facts,
    of_wording=True,
)
