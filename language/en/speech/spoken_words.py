"""A turn as a stream of words with what surrounds each: punctuation, times, neighbours."""

from collections.abc import Sequence

from core.turn import Word
from language.en.text.tokens import clean, tokens
from language.spoken import SpokenTurn, SpokenWord, usable_words

_SENTENCE_MARKS = frozenset(".!?…\n")
_CLAUSE_MARKS = _SENTENCE_MARKS | frozenset(",;:—–()")
_WORDS_COVER = 0.8


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
