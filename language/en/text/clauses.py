"""The clauses of a sentence: which of them say something by themselves, and which are negated.

What counts as negated is the verb or the subject of a clause. "No blame" and "not twenty" are bits
of a clause, "if it is not getting better" is a condition: neither denies what the sentence says.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from language.en.text.lexicon import NO_NEGATION_BEFORE, listed
from language.en.text.tokens import Sentence

_SUBORDINATES = listed(
    """
    if unless when whenever while whereas because since until till before after although though once
    that which who whose whom where whether why how what than as lest
    """
)
"""Words that open a clause which another one needs."""
_JOINS = listed("and but or so then yet plus also well now still")
_SUBJECTS = listed("i we he she they")
"""Pronouns that can only be a subject: where a second one stands, a new clause has begun."""
_BEGINS = _SUBJECTS | listed("it you there this that these those nobody nothing none")
_AUXILIARIES = listed(
    """
    am is are was were be been do does did have has had will would shall should can could may might
    must i'm you're we're they're it's that's there's he's she's what's i'd we'd you'd they'd it'd
    i'll we'll you'll they'll it'll i've we've you've they've
    """
)
_NO_SUBJECTS = listed("nobody nothing none neither no")
_NOT_REACH = 3
_LEAST_WORDS = 2


class Clause(NamedTuple):
    """Some words of a sentence; whether they depend on no other clause, and whether they deny."""

    words: tuple[str, ...]
    independent: bool
    negated: bool


@lru_cache(maxsize=2048)
def clauses_of(sentence: Sentence) -> tuple[Clause, ...]:
    """Return the clauses of a sentence in order, bits of a single word left out."""
    return tuple(
        Clause(said, not _depends(said), _is_negated(said))
        for said in _stretches(sentence)
        if len(said) >= _LEAST_WORDS
    )


def denies(sentence: Sentence) -> bool:
    """Return whether at least half of what a sentence says by itself is negated."""
    own = [clause for clause in clauses_of(sentence) if clause.independent]
    negated = sum(clause.negated for clause in own)
    return negated > 0 and 2 * negated >= len(own)


def _stretches(sentence: Sentence) -> Iterator[tuple[str, ...]]:
    said = [token.word for token in sentence.tokens]
    begun = 0
    for at in range(1, len(said)):
        if at in sentence.cuts or _opens(said, begun, at):
            yield tuple(said[begun:at])
            begun = at
    yield tuple(said[begun:])


def _opens(said: list[str], begun: int, at: int) -> bool:
    """Return whether a clause begins at a word: a subordinate one, one that is joined, or the one
    that follows a subordinate clause without a mark ("once it is back I close it")."""
    word = said[at]
    if word in _SUBORDINATES:
        return said[at - 1] not in _JOINS
    if word in _JOINS:
        return at + 1 < len(said) and (said[at + 1] in _BEGINS or said[at + 1] in _SUBORDINATES)
    return word in _SUBJECTS and at - begun > _LEAST_WORDS and said[begun] in _SUBORDINATES


def _depends(said: tuple[str, ...]) -> bool:
    opened = next((word for word in said if word not in _JOINS), "")
    return opened in _SUBORDINATES


def _is_negated(said: tuple[str, ...]) -> bool:
    """Return whether the verb or the subject is negated; two negations are none."""
    count = 0
    for at, word in enumerate(said):
        behind = said[at + 1] if at + 1 < len(said) else ""
        if behind in NO_NEGATION_BEFORE:
            continue
        before = said[max(0, at - _NOT_REACH) : at]
        first = all(one in _JOINS for one in said[:at])
        count += (
            word.endswith("n't")
            or word in ("cannot", "never", "hardly")
            or (word == "not" and not _AUXILIARIES.isdisjoint(before))
            or (word in _NO_SUBJECTS and first and len(said) - at > _LEAST_WORDS + 1)
            or (word in ("no", "nothing", "nobody") and not _AUXILIARIES.isdisjoint(before))
        )
    return count % 2 == 1
