"""Statements that say the opposite of another one: the same words, and one turned round.

Two ways to turn a statement round are seen: a word in place of its opposite ("linear on average"
for "constant on average"), and a negation that the other one lacks. What cannot be seen is a wrong
fact in words of its own.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from language.en.text.concepts import concept
from language.en.text.lexicon import CONTRASTS, NEGATIONS, STOP_WORDS
from language.en.text.tokens import Sentence, sentences, stem

LEAST_SHARED = 3
SHARED_SHARE = 0.5
_PAIRS = """
fast slow, faster slower, speed slow, increase decrease, increase reduce, more less, more fewer,
higher lower, high low, large small, larger smaller, big small, longer shorter, average worst,
average best, constant linear, logarithmic linear, constant quadratic, before after, always never,
min max, minimum maximum, read write, reader writer, insert delete, add remove, push pull, client
server, left right, leftmost rightmost, ascending descending, sorted unsorted, ordered unordered,
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
    """A stretch between clause marks: its content, its words of two sides, its negations."""

    concepts: frozenset[str]
    stems: frozenset[str]
    negations: int


def reversed_statements(text: str, statements: Sequence[str]) -> list[str]:
    """Return the sentences of a text that turn one of the statements round, each once.

    A clause is compared with the statements it shares most with: at least three words of content
    and half of the shorter one's, a word and its opposite counted as one that is shared. If one
    of them says the same as the clause, the clause is right.
    """
    known = [clause for statement in statements for clause in _read(statement)]
    if not known:
        return []
    return [s.text for s in sentences(text) if any(_turned(c, known) for c in _clauses_of(s))]


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
    return swapped != (clause.negations % 2 != other.negations % 2)


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
        )
        for said in stretches
    ]
