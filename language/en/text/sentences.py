"""Where a sentence ends: the one place that knows.

Most text is written to be spoken, or was said in one go. A transcript is read further: what a
recogniser or a typist set down, where a line ends a sentence and dots before a small letter are a
pause within one.
"""

import re
from collections.abc import Iterator

_NEVER_LAST = frozenset({"e.g.", "i.e.", "vs.", "mr.", "mrs.", "ms.", "dr.", "st.", "approx."})
"""Abbreviations that always stand before something."""
_GO_ON_BEFORE = {
    "no.": re.compile(r"\s+\d"),
    **dict.fromkeys(("etc.", "a.m.", "p.m."), re.compile(r"\s+(?:[a-z]|I\b)")),
}
"""Abbreviations that end a sentence, or stand before what the pattern shows."""
# a run of marks is looked at once: whoever types ten thousand dots holds nobody up
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’)\]]*+(?=\s)|[。！？]+")
_LINE_END = re.compile(rf"{_END.pattern}|\n+")
_PAUSE = re.compile(r"(?:\.{2,}|…)$")
_SMALL_LETTER = re.compile(r"\s+[a-z]")
_LONGEST_LAST_WORD = 40
_WORD = re.compile(r"[^\W_]")


def sentence_ends(text: str, *, transcript: bool = False) -> Iterator[int]:
    """Yield the place after each mark that ends a sentence, with the quotes that close it.

    The end of the text is none of them. Marks with no word before them count.
    """
    for match in (_LINE_END if transcript else _END).finditer(text):
        marks, end = match.group(), match.end()
        if transcript and _PAUSE.search(marks) and _SMALL_LETTER.match(text, end):
            continue
        if marks[0] == "." and _is_short_for_something(text, end):
            continue
        yield end


def split_sentences(text: str, *, transcript: bool = False) -> list[str]:
    """Return the sentences of a text, each with its closing punctuation, without outer spaces."""
    sentences, rest = take_sentences(text, transcript=transcript)
    return [*sentences, rest.strip()] if _WORD.search(rest) else sentences


def take_sentences(text: str, *, transcript: bool = False) -> tuple[list[str], str]:
    """Return the finished sentences at the start of a growing text, and what is not finished yet.

    A sentence is finished when a space or a line's end follows its closing punctuation.
    """
    found: list[str] = []
    start = looked = 0
    has_word = False
    for end in sentence_ends(text, transcript=transcript):
        has_word = has_word or _WORD.search(text, looked, end) is not None
        looked = end
        if has_word:
            found.append(text[start:end].strip())
            start, has_word = end, False
    return found, text[start:]


def count_sentences(text: str) -> int:
    """Return how many sentences a text has."""
    return len(split_sentences(text))


def count_questions(text: str) -> int:
    """Return how many sentences of a text end as a question."""
    return sum("?" in sentence for sentence in split_sentences(text))


def last_question(text: str) -> str | None:
    """Return the last sentence that asks something, or null if none does."""
    return next((s for s in reversed(split_sentences(text)) if "?" in s), None)


def _is_short_for_something(text: str, end: int) -> bool:
    """Return whether the full stop at a place belongs to an abbreviation; in doubt it may."""
    before = text[max(0, end - _LONGEST_LAST_WORD) : end].split()
    last_word = before[-1].lower().lstrip("(\"'“") if before else ""
    if last_word in _NEVER_LAST:
        return True
    goes_on = _GO_ON_BEFORE.get(last_word)
    return goes_on is not None and (bool(goes_on.match(text, end)) or not text[end:].strip())
