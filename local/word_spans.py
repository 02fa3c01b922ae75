"""Which stretch of a sentence's phonemes belongs to which written word.

A voice speaks groups of phonemes separated by spaces. Most groups are one word, but some words are
spoken as several groups ("2019") and some neighbours melt into one ("of the" → "ʌvðə"). The two
sequences are aligned by the least total difference in length (dynamic programming), where a word's
own length is that of its phonemes when spoken alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

_MOST_WORDS_IN_A_GROUP = 4


@dataclass(frozen=True, slots=True)
class SpokenAlone:
    """A written word and the lengths in phonemes of the groups it is spoken as by itself."""

    text: str
    groups: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WordSpan:
    """A written word and the part of the group sequence that renders it.

    `first` and `last` are group numbers (both included); `from_share` and `to_share` say where in
    the first and last group the word begins and ends (0..1). Unspoken words have `last < first`.
    """

    text: str
    first: int
    last: int
    from_share: float = 0.0
    to_share: float = 1.0


def match_words(words: Sequence[SpokenAlone], groups: Sequence[int]) -> list[WordSpan]:
    """Return one span per word, in order, over groups given by their lengths in phonemes."""
    best = [[inf] * (len(groups) + 1) for _ in range(len(words) + 1)]
    came: dict[tuple[int, int], tuple[int, int]] = {}
    best[0][0] = 0.0
    for w in range(len(words) + 1):
        for g in range(len(groups) + 1):
            if best[w][g] == inf:
                continue
            for taken, used, cost in _moves(words, groups, w, g):
                total = best[w][g] + cost
                if total < best[w + taken][g + used]:
                    best[w + taken][g + used] = total
                    came[w + taken, g + used] = (w, g)
    spans: list[WordSpan] = []
    at = (len(words), len(groups))
    while at != (0, 0):
        before = came[at]
        spans[:0] = _spans(words[before[0] : at[0]], before[1], at[1])
        at = before
    return spans


def _moves(
    words: Sequence[SpokenAlone], groups: Sequence[int], w: int, g: int
) -> Iterator[tuple[int, int, float]]:
    """Yield (words taken, groups used, cost) for every way on from here."""
    left, ahead = len(words) - w, len(groups) - g
    if ahead:
        yield 0, 1, float(groups[g])
    if not left:
        return
    alone = words[w].groups
    yield 1, 0, float(sum(alone))
    for used in range(1, min(ahead, max(1, len(alone) + 1)) + 1):
        unlike = abs(used - len(alone)) * 0.5
        yield 1, used, abs(sum(groups[g : g + used]) - sum(alone)) + unlike
    if ahead:
        for taken in range(2, min(left, _MOST_WORDS_IN_A_GROUP) + 1):
            lengths = sum(sum(word.groups) for word in words[w : w + taken])
            yield taken, 1, abs(groups[g] - lengths) + 0.5 * (taken - 1)


def _spans(words: Sequence[SpokenAlone], first: int, end: int) -> list[WordSpan]:
    if len(words) == 1:
        return [WordSpan(words[0].text, first, end - 1)]
    whole = sum(sum(word.groups) for word in words) or 1
    spans, reached = [], 0
    for word in words:
        upto = reached + sum(word.groups)
        spans.append(WordSpan(word.text, first, first, reached / whole, upto / whole))
        reached = upto
    return spans
