"""Clarity: sentences one can follow, a structure, few restarts (`docs/formulas.md#rules`)."""

import statistics

from language.en.speech.fillers import is_filled_pause
from language.en.speech.restarts import count_corrections
from language.en.text.tokens import sentences, words
from scoring.dimensions.dimension import Dimension, Facts, Said, Scored
from scoring.dimensions.structure import STRUCTURE
from scoring.dimensions.tuned import MEASURES
from scoring.rubric.curves import Points, pw
from scoring.rubric.phrases import Phrases, counted
from scoring.rubric.rating import Measures

SENTENCE_LENGTH: Points = ((2, 20), (8, 100), (28, 100), (45, 50), (80, 10))


def clarity(text: str, structure_score: float) -> Scored:
    """Return the mean of sentence length, structure and 100 - 6 restarts per 100 words, max 80."""
    spoken = [w for w in words(text) if not is_filled_pause(w)]
    lengths = [len(sentence.tokens) for sentence in sentences(text)]
    if not spoken or not lengths:
        return 0.0, [], {}
    repeats = sum(a == b for a, b in zip(spoken, spoken[1:], strict=False))
    count = repeats + count_corrections(text)
    restarts = 100 * count / len(spoken)
    median = statistics.median(lengths)
    parts = (pw(median, SENTENCE_LENGTH), structure_score, max(0.0, 100 - 6 * restarts))
    measures = {
        "median_sentence_words": median,
        "restarts": count,
        "restarts_per_100_words": restarts,
    }
    return min(MEASURES.clarity_cap, sum(parts) / 3), [], {**measures}


def _rate(said: Said) -> Scored:
    """Rate what was really said, restarts included."""
    return clarity(said.answer.text, said.scored(STRUCTURE)[0])


def _facts(measures: Measures, facts: Facts, phrases: Phrases) -> Facts:
    if "restarts" not in measures:
        return {}
    count = float(measures["restarts"] or 0)
    said = facts | {"restarts": count}
    return {"restarts": count, "restarted": counted(phrases.counted["restarts"], count, said)}


CLARITY = Dimension(
    name="clarity",
    group="communication",
    rate=_rate,
    facts=_facts,
    of_wording=True,
)
