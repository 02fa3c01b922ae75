"""Structure: a direct opening, signposts, a close (`docs/formulas.md#rules`)."""

import statistics
from collections import Counter
from collections.abc import Sequence

from core.plan import Question
from language.en.answers.signposts import CLOSE, SEQUENCE
from language.en.speech.content_words import content_words
from language.en.text.lexicon import CONNECTIVES, STOP_WORDS
from language.en.text.tokens import Sentence, sentences, stem
from scoring.dimensions.dimension import Dimension, Facts, Said, Scored
from scoring.dimensions.tuned import MEASURES
from scoring.rubric.phrases import Phrases, listing
from scoring.rubric.rating import Measures

_NO_CONTENT = STOP_WORDS | CONNECTIVES


def structure(text: str, question: Question | None) -> Scored:
    """Return 25, plus 15 direct opening, 20 two markers, 15 close, 15 sentences, 10 variety.

    One marker is half of two: a short answer has little to signpost. Each needs something to point
    to: two words of content in its sentence.
    """
    spoken = sentences(text)
    if not spoken:
        return 0.0, [], {}
    opens = question is not None and _opens_directly(spoken, question)
    markers = {marker for sentence in spoken for marker in _markers(sentence)}
    close = next((s for s in spoken[-2:] if len(spoken) > 1 and CLOSE.search(s.text)), None)
    median = statistics.median(len(sentence.tokens) for sentence in spoken)
    repeated = repeated_share(text)
    score = (
        25
        + 15 * opens
        + 10 * min(2, len(markers))
        + 15 * (close is not None)
        + 15 * (8 <= median <= 28)
        + 10 * (repeated < 0.1)
    )
    rests_on = [spoken[0].text] if opens else []
    rests_on += [s.text for s in spoken if SEQUENCE.search(s.text)][:1]
    rests_on += [close.text] if close else []
    return (
        min(float(score), MEASURES.structure_cap),
        rests_on,
        {
            "direct_opening": int(opens),
            "sequence_markers": len(markers),
            "close": int(close is not None),
            "median_sentence_words": median,
            "repeated_share": repeated,
        },
    )


def _markers(sentence: Sentence) -> list[str]:
    """Return the markers of order in a sentence, as many as it has content for."""
    found = [match.group().lower() for match in SEQUENCE.finditer(sentence.text)]
    content = sum(token.word not in _NO_CONTENT for token in sentence.tokens) if found else 0
    return found[: content // MEASURES.words_per_marker]


def repeated_share(text: str) -> float:
    """Return the share (0-1) of three-word runs that were said before in the same text."""
    spoken = [token.word for sentence in sentences(text) for token in sentence.tokens]
    runs = Counter(zip(spoken, spoken[1:], spoken[2:], strict=False))
    total = sum(runs.values())
    return 1 - len(runs) / total if total else 0.0


def _opens_directly(spoken: Sequence[Sentence], question: Question) -> bool:
    """Return whether the first two sentences take up two words of the question or its points."""
    asked = {
        stem(word)
        for word in content_words(
            " ".join((question.text, question.competency, *(p.text for p in question.key_points)))
        )
    }
    said = {stem(token.word) for sentence in spoken[:2] for token in sentence.tokens}
    return len(asked & said) >= 2


def _rate(said: Said) -> Scored:
    return structure(said.text, said.question)


def _facts(measures: Measures, facts: Facts, phrases: Phrases) -> Facts:
    has = {part: _has(part, measures.get(part)) for part in phrases.shapes}
    return {
        "shape": listing(phrases.shapes[p] for p in has if has[p]) or None,
        "shape_missing": listing(phrases.shapes[p] for p in has if not has[p]) or None,
    }


def _has(part: str, value: float | int | str | None) -> bool:
    least = 2 if part == "sequence_markers" else 1
    return isinstance(value, int | float) and value >= least


STRUCTURE = Dimension(
    name="structure",
    group="content",
    rate=_rate,
    facts=_facts,
    limited_by_length=True,
    gated=True,
)
