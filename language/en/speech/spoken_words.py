"""A turn as a stream of words with what surrounds each: punctuation, times, neighbours."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from core.turn import Word
from language.en.text.tokens import clean, tokens

_SENTENCE_MARKS = frozenset(".!?…\n")
_CLAUSE_MARKS = _SENTENCE_MARKS | frozenset(",;:—–()")
_WORDS_COVER = 0.8
_TEN_DAYS_SECONDS = 864_000.0


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """One word of a turn; times are null where the recogniser gave none that can be used.

    `opens` and `closes` tell whether a sentence begins before it or ends after it, `cut_before`
    and `cut_after` whether any clause punctuation stands there.
    """

    word: str
    written: str
    opens: bool
    closes: bool
    cut_before: bool
    cut_after: bool
    start_seconds: float | None = None
    end_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """The words of a turn in order. `punctuated` tells whether clauses can be told apart."""

    text: str
    words: tuple[SpokenWord, ...]
    punctuated: bool
    timed: bool


def is_moment(*seconds: float) -> bool:
    """Return whether all are times of an interview: finite, and within ten days of its start."""
    return all(math.isfinite(value) and abs(value) < _TEN_DAYS_SECONDS for value in seconds)


def usable_words(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words with text and finite times, in order of their start, none ending early."""
    kept = [
        word
        for word in words
        if word.text.strip() and is_moment(word.start_seconds, word.end_seconds)
    ]
    return tuple(
        Word(w.text, w.start_seconds, max(w.start_seconds, w.end_seconds), w.confidence)
        for w in sorted(kept, key=lambda word: word.start_seconds)
    )


def spoken_turn(content: str, recognised: Sequence[Word]) -> SpokenTurn:
    """Return the turn's words, timed where the recognised words cover the content.

    The content is what was stored and may be corrected; recognised words that hold less than
    four fifths of it belong to another text and lend no times.
    """
    written = clean(content)
    timed = usable_words(recognised)
    joined = " ".join(clean(word.text) for word in timed)
    spoken_tokens = tokens(written)
    heard = tokens(joined)
    if not heard or len(heard) < _WORDS_COVER * len(spoken_tokens):
        return SpokenTurn(written, _words(written), _is_punctuated(written), timed=False)
    if len(heard) == len(spoken_tokens) and not _is_punctuated(joined):
        text, source = written, spoken_tokens
    else:
        text, source = joined, heard
    times = _times_of_tokens(timed)
    return SpokenTurn(
        text,
        _words(text, times if len(times) == len(source) else ()),
        _is_punctuated(text),
        timed=len(times) == len(source),
    )


def _times_of_tokens(timed: Sequence[Word]) -> list[tuple[float, float]]:
    """Return start and end of each token; tokens of one recognised word share its span evenly."""
    spans: list[tuple[float, float]] = []
    for word in timed:
        count = len(tokens(clean(word.text)))
        step = (word.end_seconds - word.start_seconds) / count if count else 0.0
        spans.extend(
            (word.start_seconds + step * i, word.start_seconds + step * (i + 1))
            for i in range(count)
        )
    return spans


def _words(text: str, times: Sequence[tuple[float, float]] = ()) -> tuple[SpokenWord, ...]:
    found = tokens(text)
    result = []
    before = "\n"
    for at, token in enumerate(found):
        next_start = found[at + 1].start if at + 1 < len(found) else len(text)
        after = text[token.end : next_start] if at + 1 < len(found) else "\n"
        result.append(
            SpokenWord(
                word=token.word,
                written=text[token.start : token.end],
                opens=not _SENTENCE_MARKS.isdisjoint(before),
                closes=not _SENTENCE_MARKS.isdisjoint(after),
                cut_before=not _CLAUSE_MARKS.isdisjoint(before),
                cut_after=not _CLAUSE_MARKS.isdisjoint(after),
                start_seconds=times[at][0] if times else None,
                end_seconds=times[at][1] if times else None,
            )
        )
        before = after
    return tuple(result)


def _is_punctuated(text: str) -> bool:
    """Return whether punctuation stands inside the text; a final full stop alone tells nothing."""
    return any(mark in text.rstrip(" .!?…") for mark in ",.;:!?…—–")
