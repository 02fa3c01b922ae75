"""Which key points, and which misconceptions, an answer says.

A key point counts when all content words of one of its phrasings, or near synonyms of them, stand
within 25 tokens of one sentence that has at least five tokens (`docs/formulas.md#key-points`), or
three with a subject ("I rolled back"): stems forgive inflection, the window and the sentence keep a
bare list of keywords from counting.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from core.plan import KeyPoint
from language.en.text.concepts import concept
from language.en.text.lexicon import (
    CONTRASTS,
    NEGATIONS,
    NO_NEGATION_BEFORE,
    STOP_WORDS,
    listed,
)
from language.en.text.tokens import Sentence, sentences, stem, words

WINDOW_TOKENS = 25
SENTENCE_TOKENS = 5
_SHORT_TOKENS = 3
_SUBJECTS = listed("i we you he she it they that this i'd i've we'd we've it's")
_MISCONCEPTION_SLACK = 6
_OPPOSITE_SLACK = 2
_NEGATION_REACH = 8
_BARE = 3


class Hit(NamedTuple):
    """Whether a phrase was said, and the sentence that says it (empty if none)."""

    hit: bool
    sentence: str


MISSED = Hit(False, "")
_KEPT_TEXTS = 64  # answers are read for relevance, for accuracy and for each sentence about them
_KEPT_PHRASINGS = 4096


class Read(NamedTuple):
    """A sentence with the stems of its words and with what its words stand for."""

    sentence: Sentence
    stems: tuple[str, ...]
    concepts: tuple[str, ...]


class Reading(NamedTuple):
    """The sentences of a text that say something, and all stems and concepts that are in them."""

    sentences: tuple[Read, ...]
    stems: frozenset[str]
    concepts: frozenset[str]


class Wanted(NamedTuple):
    """The stems of a phrasing's content words and what they stand for."""

    said: frozenset[str]
    meant: frozenset[str]


def hit_key_points(text: str, key_points: Sequence[KeyPoint]) -> tuple[bool, ...]:
    """Return for each key point, in order, whether the text says it (`hit_k`)."""
    return tuple(found.hit for found in find_key_points(text, key_points))


def find_key_points(text: str, key_points: Sequence[KeyPoint]) -> tuple[Hit, ...]:
    """Return for each key point, in order, whether the text says it and in which sentence."""
    read = _read(text)
    return tuple(
        next(
            (hit for p in point.phrasings if (hit := _find_phrasing(read, p, point.text)).hit),
            MISSED,
        )
        for point in key_points
    )


def phrasings_said(text: str, key_points: Sequence[KeyPoint]) -> tuple[str, ...]:
    """Return every phrasing of every key point that the text says."""
    read = _read(text)
    return tuple(
        phrasing
        for point in key_points
        for phrasing in point.phrasings
        if _find_phrasing(read, phrasing, "not").hit
    )


def only_named(text: str, key_points: Sequence[KeyPoint]) -> tuple[str, ...]:
    """Return the sentences that hold a phrasing of a key point and hardly a word besides.

    None has a subject, and they are returned from three on: one may be how somebody talks.
    """
    phrasings = [_wanted(one).meant for point in key_points for one in point.phrasings]
    bare = [
        s.text
        for s in sentences(text)
        if _SUBJECTS.isdisjoint(token.word for token in s.tokens)
        and any(_fills(s, wanted) for wanted in phrasings)
    ]
    return tuple(bare) if len(bare) >= _BARE else ()


def _fills(sentence: Sentence, wanted: frozenset[str]) -> bool:
    said = {concept(token.word) for token in sentence.tokens if token.word not in STOP_WORDS}
    return wanted <= said and len(said - wanted) <= 1


def find_misconceptions(text: str, phrases: Sequence[str]) -> tuple[Hit, ...]:
    """Return for each misconception phrase whether the text asserts it and in which sentence.

    The content stems must come in the phrase's order, close together, with as many negations as
    the phrase has: "an index does not slow writes" and "an index slows writes" differ in one word.
    """
    spoken = sentences(text)
    return tuple(_find_assertion(spoken, phrase) for phrase in phrases)


def find_opposites(text: str, phrases: Sequence[str]) -> tuple[Hit, ...]:
    """Return for each phrase that turns a point round whether one clause of the text says it.

    As for misconceptions, but closer: these are few words, which stand in right answers as well
    ("on average constant, in the worst case linear").
    """
    spoken = sentences(text)
    return tuple(_find_assertion(spoken, phrase, _OPPOSITE_SLACK) for phrase in phrases)


@lru_cache(maxsize=_KEPT_TEXTS)
def _read(text: str) -> Reading:
    """Return the sentences that are long enough to say something, with their stems."""
    read = tuple(
        Read(
            sentence,
            tuple([stem(token.word) for token in sentence.tokens]),
            tuple([concept(token.word) for token in sentence.tokens]),
        )
        for sentence in sentences(text)
        if _says_something(sentence)
    )
    return Reading(
        read,
        frozenset().union(*(one.stems for one in read)),
        frozenset().union(*(one.concepts for one in read)),
    )


def _says_something(sentence: Sentence) -> bool:
    count = len(sentence.tokens)
    has_subject = any(token.word in _SUBJECTS for token in sentence.tokens)
    return count >= SENTENCE_TOKENS or (count >= _SHORT_TOKENS and has_subject)


def _find_phrasing(read: Reading, phrasing: str, point: str) -> Hit:
    """Find all words of a phrasing together; synonyms do for several words, not for a single one.

    A single word is a term or nothing: "document" is not what "note" says without company. A
    clause that negates it does not say it, unless the point or the phrasing has a negation too.
    """
    said, meant = _wanted(phrasing)
    literally = bool(said) and said <= read.stems
    in_other_words = len(meant) > 1 and meant <= read.concepts
    if literally or in_other_words:
        either_way = _has_negation(point) or _has_negation(phrasing)
        for sentence, stems, concepts in read.sentences:
            for wanted, spoken, sought in (
                (said, stems, literally),
                (meant, concepts, in_other_words),
            ):
                at = _within_window(wanted, spoken) if sought else None
                if at is not None and (either_way or not _is_negated(sentence, *at)):
                    return Hit(True, sentence.text)
    return MISSED


@lru_cache(maxsize=_KEPT_PHRASINGS)
def _has_negation(phrase: str) -> bool:
    return any(map(_negates, words(phrase)))


def _is_negated(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether the clause around some tokens has a negation, and no second one."""
    around = sentence.tokens[_clause_start(sentence, start) : end + 1]
    following = [token.word for token in around[1:]] + [""]
    count = sum(
        _negates(token.word) and after not in NO_NEGATION_BEFORE
        for token, after in zip(around, following, strict=True)
    )
    return count % 2 == 1


def _within_window(wanted: frozenset[str], stems: tuple[str, ...]) -> tuple[int, int] | None:
    """Return where the first and the last of the wanted words stand close together, or null."""
    if not wanted.issubset(stems):
        return None
    last_seen: dict[str, int] = {}
    for position, spoken in enumerate(stems):
        if spoken in wanted:
            last_seen[spoken] = position
            if len(last_seen) == len(wanted) and (
                position - min(last_seen.values()) < WINDOW_TOKENS
            ):
                return min(last_seen.values()), position
    return None


@lru_cache(maxsize=_KEPT_PHRASINGS)
def _wanted(phrasing: str) -> Wanted:
    said = frozenset(stem(word) for word in _content(phrasing))
    return Wanted(said, frozenset(content_stems(phrasing)))


@lru_cache(maxsize=_KEPT_PHRASINGS)
def content_stems(phrase: str) -> tuple[str, ...]:
    """Return what the content words of a phrase stand for, or all its words if it has no others."""
    return tuple(concept(word) for word in _content(phrase))


def _content(phrase: str) -> list[str]:
    said = words(phrase)
    return [word for word in said if word not in STOP_WORDS] or said


def _find_assertion(
    spoken: Sequence[Sentence], phrase: str, slack: int = _MISCONCEPTION_SLACK
) -> Hit:
    """Find a phrase with its words in order; with little slack, within one clause."""
    wanted = [stem(word) for word in _content(phrase) if not _negates(word)]
    negations = sum(_negates(word) for word in words(phrase))
    reach = len(words(phrase)) + slack
    one_clause = slack < _MISCONCEPTION_SLACK
    for sentence in spoken:
        stems = [stem(token.word) for token in sentence.tokens]
        for start in range(len(stems)):
            end = _end_in_order(wanted, stems, start, reach)
            if end is None or (one_clause and any(start < cut <= end for cut in sentence.cuts)):
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
