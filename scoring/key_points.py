"""Which key points, and which misconceptions, an answer says.

A key point counts when all content stems of one of its phrasings stand within 25 tokens of one
sentence that has at least five tokens (`scoring.md` 2.9), or three with a subject ("I rolled
back"): stems forgive inflection, the window and the sentence keep a bare list of keywords from
counting.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from core.plan import KeyPoint
from scoring.lexicon import CONTRASTS, NEGATIONS, STOP_WORDS, listed
from scoring.tokens import Sentence, sentences, stem, words

WINDOW_TOKENS = 25
SENTENCE_TOKENS = 5
_SHORT_TOKENS = 3
_SUBJECTS = listed("i we you he she it they that this i'd i've we'd we've it's")
_MISCONCEPTION_SLACK = 6
_NEGATION_REACH = 8


class Hit(NamedTuple):
    """Whether a phrase was said, and the sentence that says it (empty if none)."""

    hit: bool
    sentence: str


MISSED = Hit(False, "")
Stemmed = tuple[Sentence, tuple[str, ...]]


def hit_key_points(text: str, key_points: Sequence[KeyPoint]) -> tuple[bool, ...]:
    """Return for each key point, in order, whether the text says it (`hit_k`)."""
    return tuple(found.hit for found in find_key_points(text, key_points))


def find_key_points(text: str, key_points: Sequence[KeyPoint]) -> tuple[Hit, ...]:
    """Return for each key point, in order, whether the text says it and in which sentence."""
    stemmed = _stemmed(text)
    return tuple(
        next((hit for p in point.phrasings if (hit := _find_phrasing(stemmed, p)).hit), MISSED)
        for point in key_points
    )


def phrasings_said(text: str, key_points: Sequence[KeyPoint]) -> tuple[str, ...]:
    """Return every phrasing of every key point that the text says."""
    stemmed = _stemmed(text)
    return tuple(
        phrasing
        for point in key_points
        for phrasing in point.phrasings
        if _find_phrasing(stemmed, phrasing).hit
    )


def coverage(hits: Sequence[bool], key_points: Sequence[KeyPoint]) -> float:
    """Return the weighted share (0-1) of key points that were hit: sum w_k*hit_k / sum w_k."""
    total = sum(point.weight for point in key_points)
    if not total:
        return 0.0
    return sum(point.weight for point, hit in zip(key_points, hits, strict=True) if hit) / total


def misconceptions_hit(text: str, phrases: Sequence[str]) -> tuple[bool, ...]:
    """Return for each misconception phrase, in order, whether the text asserts it."""
    return tuple(found.hit for found in find_misconceptions(text, phrases))


def find_misconceptions(text: str, phrases: Sequence[str]) -> tuple[Hit, ...]:
    """Return for each misconception phrase whether the text asserts it and in which sentence.

    The content stems must come in the phrase's order, close together, with as many negations as
    the phrase has: "an index does not slow writes" and "an index slows writes" differ in one word.
    """
    spoken = sentences(text)
    return tuple(_find_assertion(spoken, phrase) for phrase in phrases)


def _stemmed(text: str) -> list[Stemmed]:
    """Return the sentences that are long enough to say something, with their stems."""
    return [
        (sentence, tuple(stem(token.word) for token in sentence.tokens))
        for sentence in sentences(text)
        if _says_something(sentence)
    ]


def _says_something(sentence: Sentence) -> bool:
    count = len(sentence.tokens)
    has_subject = any(token.word in _SUBJECTS for token in sentence.tokens)
    return count >= SENTENCE_TOKENS or (count >= _SHORT_TOKENS and has_subject)


def _find_phrasing(stemmed: Sequence[Stemmed], phrasing: str) -> Hit:
    wanted = frozenset(content_stems(phrasing))
    for sentence, stems in stemmed:
        if wanted and _within_window(wanted, stems):
            return Hit(True, sentence.text)
    return MISSED


def _within_window(wanted: frozenset[str], stems: tuple[str, ...]) -> bool:
    if not wanted.issubset(stems):
        return False
    last_seen: dict[str, int] = {}
    for position, spoken in enumerate(stems):
        if spoken in wanted:
            last_seen[spoken] = position
            if len(last_seen) == len(wanted) and (
                position - min(last_seen.values()) < WINDOW_TOKENS
            ):
                return True
    return False


@lru_cache(maxsize=4096)
def content_stems(phrase: str) -> tuple[str, ...]:
    """Return the stems of a phrase without stop words, or of all its words if it has no others."""
    spoken = words(phrase)
    return tuple(stem(word) for word in spoken if word not in STOP_WORDS) or tuple(
        stem(word) for word in spoken
    )


def _find_assertion(spoken: Sequence[Sentence], phrase: str) -> Hit:
    wanted = content_stems(" ".join(w for w in words(phrase) if not _negates(w)))
    negations = sum(_negates(word) for word in words(phrase))
    reach = len(words(phrase)) + _MISCONCEPTION_SLACK
    for sentence in spoken:
        stems = [stem(token.word) for token in sentence.tokens]
        for start in range(len(stems)):
            end = _end_in_order(wanted, stems, start, reach)
            if end is None:
                continue
            around = sentence.tokens[_clause_start(sentence, start) : end + 1]
            if sum(_negates(token.word) for token in around) == negations:
                return Hit(True, sentence.text)
    return MISSED


def _clause_start(sentence: Sentence, at: int) -> int:
    """Return where the clause begins that a token stands in, at most eight tokens before it."""
    opened = max((cut for cut in sentence.cuts if cut <= at), default=0)
    return max(opened, at - _NEGATION_REACH)


def _end_in_order(
    wanted: Sequence[str], stems: Sequence[str], start: int, reach: int
) -> int | None:
    """Return where the last wanted stem stands if all follow in order from `start`, else None."""
    if not wanted or stems[start] != wanted[0]:
        return None
    following = iter(range(start, min(len(stems), start + reach)))
    end = start
    for stem_wanted in wanted:
        found = next((at for at in following if stems[at] == stem_wanted), None)
        if found is None:
            return None
        end = found
    return end


def _negates(word: str) -> bool:
    return word in NEGATIONS or word in CONTRASTS
