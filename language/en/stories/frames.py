"""Sentences in a row that differ in one place only: a frame, filled with one thing after another.

"I would have to look up X. I would have to look up Y. …" names things, and "you often read that …,
which is not true" reports them, in whatever words the frame is made. What the speaker did is told
("I checked the logs. I checked the queue.") and stays, as does what follows one subject in
sentences of its own ("an index makes reads fast").
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from language.en.stories.actions import past_actions
from language.en.text.lexicon import listed
from language.en.text.tokens import Sentence, sentences

ROW = 3
_KEPT_TEXTS = 64
_FRAME_WORDS = 3
_SHORT_FRAME = 2
_SHORT_NAME = 5
_STRIDES = (1, 2)
_JOINS = listed("and then also so but next finally or plus")
_RELATES = listed(
    """
    that which who whose where when while if unless because so since as than whether how why what
    to from by with without for into onto over under between through before after until against
    per via at on but instead about
    """
)
_FINITE = listed(
    """
    i we you he she it they there this is are was were am has had have can could will would should
    must may might do does did it's that's there's i'd i'm i've we'd we've they're
    """
)
_OPENS_A_NOUN = listed("i we you he she it they there the a an my our your this these")
"""Words that belong to what fills the frame, though they may be the same in all of a row."""
_MODALS = listed(
    "would will can could should must may might i'd i'll we'd we'll you'd you'll don't"
)
"""What a verb of the speaker's own follows: "I would stop it. I would tell them. …"."""
_COPULAS = listed("is are was were be been am it's that's there's has have")


@lru_cache(maxsize=_KEPT_TEXTS)
def framed(text: str) -> tuple[str, ...]:
    """Return the sentences of a text that stand in such a row, of at least three.

    A frame may be said in two sentences ("some say X. That is wrong. …").
    """
    said = sentences(text)
    found: set[int] = set()
    for stride in _STRIDES:
        for first, last in _rows([_spoken(sentence) for sentence in said], stride):
            found.update(range(first, min(len(said), last + stride)))
    return tuple(said[at].text for at in sorted(found))


class _Spoken(NamedTuple):
    """The words of a sentence without those that join it to others, and where it is cut."""

    words: tuple[str, ...]
    cuts: frozenset[int]


def _spoken(sentence: Sentence) -> _Spoken:
    words = tuple(token.word for token in sentence.tokens)
    begin = next((at for at, word in enumerate(words) if word not in _JOINS), 0)
    return _Spoken(words[begin:], frozenset(cut - begin for cut in sentence.cuts))


def _rows(spoken: Sequence[_Spoken], stride: int) -> Iterator[tuple[int, int]]:
    """Yield the first and the last place of each row, of which every so many-th is compared."""
    first = 0
    while first + (ROW - 1) * stride < len(spoken):
        row = [spoken[first]]
        for one in spoken[first + stride :: stride]:
            if not _is_empty([*row, one]):
                break
            row.append(one)
        if len(row) >= ROW:
            yield first, first + (len(row) - 1) * stride
            first += len(row) * stride
        else:
            first += 1


def _is_empty(row: Sequence[_Spoken]) -> bool:
    """Return whether some sentences have a frame in common that only names or reports the rest."""
    said = [one.words for one in row]
    before = _common(said)
    while before and said[0][before - 1] in _OPENS_A_NOUN:
        before -= 1
    after = min(_common([one[::-1] for one in said]), min(map(len, said)) - before)
    if before + after < _SHORT_FRAME or past_actions(" ".join(said[0][:before])):
        return False
    opened = said[0][before - 1] if before else ""
    if opened in _MODALS or (opened == "to" and before <= _FRAME_WORDS):
        return False
    rests = [one[before : len(one) - after] for one in said]
    long = before + after >= _FRAME_WORDS
    if all(len(rest) <= _SHORT_NAME or _RELATES.isdisjoint(rest) for rest in rests):
        return long or all(len(rest) <= _SHORT_NAME for rest in rests)
    if not long or opened in _COPULAS:
        return False
    set_off = opened == "that" or all(before in one.cuts for one in row)
    return set_off or 2 * sum(not _FINITE.isdisjoint(rest) for rest in rests) > len(rests)


def _common(row: Sequence[tuple[str, ...]]) -> int:
    """Return how many words the sentences begin with in common."""
    least = min(map(len, row))
    return next((at for at in range(least) if len({words[at] for words in row}) > 1), least)
