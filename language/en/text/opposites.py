"""Statements that say the opposite of another one: the same words, and one turned round.

Two ways to turn a statement round are seen: a word in place of its opposite ("linear on average"
for "constant on average"), and a negation that the other one lacks. What cannot be seen is a wrong
fact in words of its own.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from language.en.text.clauses import denies
from language.en.text.concepts import concept
from language.en.text.lexicon import CONTRASTS, NEGATIONS, STOP_WORDS
from language.en.text.tokens import Sentence, sentences, stem

LEAST_SHARED = 3
SHARED_SHARE = 0.5
NEARLY_ALL = 0.7
_LEAST_SHARED_OF_SENTENCES = 5
RUN_OF_NEGATIONS = 3
_CORRECTS = re.compile(r"\b(?:not|n't|never|no)\b.{0,80}?[,;]? but (?!not\b)", re.IGNORECASE)
_PAIRS = """
fast slow, faster slower, speed slow, increase decrease, increase reduce, more less, more fewer,
higher lower, high low, large small, larger smaller, big small, longer shorter, average worst,
average best, constant linear, logarithmic linear, constant quadratic, before after, always never,
min max, minimum maximum, reader writer, push pull, client server, left right,
leftmost rightmost, ascending descending, sorted unsorted, ordered unordered,
mutable immutable, synchronous asynchronous, sync async, blocking nonblocking, stack queue, heap
stack, strong weak, stronger weaker, strict loose, cheap expensive, cheaper dearer, safe unsafe,
secure insecure, public private, local global, static dynamic, internal external, parent child,
upper lower, top bottom, above below, inside outside, earlier later, equal unequal, unique
duplicate, together separately, possible impossible, necessary unnecessary, required optional,
allow forbid, allow prevent, accept reject, easy hard, easier harder, simple complex, success
failure, succeed fail, gain loss, win lose, horizontal vertical, stateful stateless, compile
interpret, encrypt decrypt, consistent inconsistent, available unavailable, reliable unreliable,
primary replica, leader follower, grow shrink, gain lose, improve worsen, forward backward,
positive negative, dense sparse, oldest newest, fifo lifo
"""


def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in _PAIRS.replace("\n", " ").split(","):
        one, other = (stem(word) for word in pair.split())
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


_OPPOSITES = _opposites()


class _Clause(NamedTuple):
    """A stretch between clause marks: its content, its words of two sides, its negations.

    `denied` is what the negations are about: the two words of content behind each, or the last one
    before it.
    """

    concepts: frozenset[str]
    stems: frozenset[str]
    negations: int
    denied: frozenset[str]


def reversed_statements(text: str, statements: Sequence[str]) -> list[str]:
    """Return the sentences of a text that turn one of the statements round, each once.

    A clause is compared with the statements it shares most with: at least three words of content
    and half of the shorter one's, a word and its opposite counted as one that is shared. If one
    of them says the same as the clause, the clause is right. What turns a statement round as a
    whole counts too: a short clause in it, such as "both are not kept", has too few words.
    """
    known = [clause for statement in statements for clause in _read(statement)]
    if not known:
        return []
    whole = turned_whole(text, statements)
    return [
        s.text
        for s in sentences(text)
        if s.text in whole or any(_turned(c, known) for c in _clauses_of(s))
    ]


def turned_whole(text: str, statements: Sequence[str]) -> list[str]:
    """Return the sentences that turn round one with which they have nearly all content in common.

    Nobody tells a sample story in its own words, so this holds of stories too.
    """
    known = [whole for statement in statements for whole in _wholes(statement)]
    return [
        s.text
        for s, said in ((s, _whole(s)) for s in sentences(text))
        if any(_turns_nearly_all(said, other) for other in known)
    ]


def negated_runs(text: str, statements: Sequence[str]) -> list[str]:
    """Return the sentences of a text that stand in a row of three and more, each with a negation.

    Who denies one thing after the other says what is not, which is no answer, whatever words it
    holds. Contrasts ("not X but Y") say what is, and make no such row; denials that one of the
    `statements` makes as well are not returned.
    """
    denied = [c for statement in statements for c in _read(statement) if c.negations % 2]
    found: list[str] = []
    run: list[Sentence] = []
    for sentence in (*sentences(text), None):
        if sentence is not None and _denies(sentence):
            run.append(sentence)
            continue
        if len(run) >= RUN_OF_NEGATIONS:
            found += [
                one.text
                for one in run
                if not any(_shares(c, other) for c in _clauses_of(one) for other in denied)
            ]
        run = []
    return found


def _denies(sentence: Sentence) -> bool:
    return denies(sentence) and not _CORRECTS.search(sentence.text)


def _shares(clause: _Clause, other: _Clause) -> bool:
    """Return whether two denials are about the same."""
    count = len(clause.concepts & other.concepts)
    shorter = min(len(clause.concepts), len(other.concepts))
    return clause.negations % 2 == 1 and count >= 2 and count >= SHARED_SHARE * shorter


@lru_cache(maxsize=4096)
def _wholes(statement: str) -> tuple[_Clause, ...]:
    return tuple(_whole(s) for s in sentences(statement))


@lru_cache(maxsize=1024)
def _whole(sentence: Sentence) -> _Clause:
    clauses = _clauses_of(sentence)
    return _Clause(
        frozenset().union(*(c.concepts for c in clauses)),
        frozenset().union(*(c.stems for c in clauses)),
        sum(c.negations for c in clauses),
        frozenset().union(*(c.denied for c in clauses)),
    )


def _turns_nearly_all(said: _Clause, other: _Clause) -> bool:
    count = len(said.concepts & other.concepts)
    longer = max(len(said.concepts), len(other.concepts))
    near = count >= _LEAST_SHARED_OF_SENTENCES and count >= NEARLY_ALL * longer
    return near and bool(_turns(said, other))


def _turned(clause: _Clause, known: Sequence[_Clause]) -> bool:
    """Return whether every statement that is nearest, or nearly so, is turned round."""
    best = max(len(clause.concepts & other.concepts) for other in known)
    near = [other for other in known if len(clause.concepts & other.concepts) >= max(1, best - 1)]
    said = [_turns(clause, other) for other in near]
    return any(said) and all(found is not False for found in said)


def _turns(clause: _Clause, other: _Clause) -> bool | None:
    """Return whether a clause turns a statement round, or null where they share too little."""
    swapped = any(
        _OPPOSITES.get(word, frozenset()) & (other.stems - clause.stems)
        for word in clause.stems - other.stems
    )
    count = len(clause.concepts & other.concepts) + swapped
    shorter = min(len(clause.concepts), len(other.concepts))
    if count < LEAST_SHARED or count < SHARED_SHARE * shorter:
        return None
    if clause.negations % 2 == other.negations % 2:
        return swapped
    about_it = not (clause.denied | other.denied).isdisjoint(clause.concepts & other.concepts)
    return about_it and not swapped


@lru_cache(maxsize=4096)
def _read(statement: str) -> tuple[_Clause, ...]:
    return tuple(clause for s in sentences(statement) for clause in _clauses_of(s))


def _clauses_of(sentence: Sentence) -> list[_Clause]:
    """Return the clauses of a sentence, very short ones joined to those that follow.

    What comes after "instead of" is neither said nor denied, so it belongs to none.
    """
    stretches: list[list[str]] = [[]]
    contrasted = False
    for at, token in enumerate(sentence.tokens):
        if at in sentence.cuts:
            contrasted = False
            if len(stretches[-1]) > LEAST_SHARED:
                stretches.append([])
        contrasted = contrasted or token.word in CONTRASTS
        if not contrasted:
            stretches[-1].append(token.word)
    return [
        _Clause(
            frozenset(concept(word) for word in said if word not in STOP_WORDS),
            frozenset(stem(word) for word in said),
            sum(word in NEGATIONS for word in said),
            _denied(said),
        )
        for said in stretches
    ]


def _denied(said: Sequence[str]) -> frozenset[str]:
    """Return what the negations among some words are about."""
    found: set[str] = set()
    for at, word in enumerate(said):
        if word in NEGATIONS:
            before = [one for one in said[:at] if one not in STOP_WORDS]
            behind = [one for one in said[at + 1 :] if one not in STOP_WORDS]
            found.update(map(concept, behind[:2] or before[-1:]))
    return frozenset(found)
