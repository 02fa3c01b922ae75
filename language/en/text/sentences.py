"""Where a sentence ends, for text that is written to be spoken."""

import re

_ABBREVIATIONS = frozenset(
    {
        "e.g.",
        "i.e.",
        "etc.",
        "vs.",
        "mr.",
        "mrs.",
        "ms.",
        "dr.",
        "st.",
        "no.",
        "approx.",
        "a.m.",
        "p.m.",
    }
)
# a run of marks is looked at once: whoever types ten thousand dots holds nobody up
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’)\]]*+(?=\s)")
_LONGEST_LAST_WORD = 40
_WORD = re.compile(r"[^\W_]")


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a text, each with its closing punctuation, without outer spaces."""
    sentences, rest = take_sentences(text)
    return [*sentences, rest.strip()] if _WORD.search(rest) else sentences


def take_sentences(text: str) -> tuple[list[str], str]:
    """Return the finished sentences at the start of a growing text, and what is not finished yet.

    A sentence is finished when a space or a line's end follows its closing punctuation.
    """
    found: list[str] = []
    start = looked = 0
    has_word = False
    for match in _END.finditer(text):
        end = match.end()
        has_word = has_word or _WORD.search(text, looked, end) is not None
        looked = end
        if not has_word:
            continue
        last_word = text[max(start, end - _LONGEST_LAST_WORD) : end].split()[-1].lower()
        if last_word.lstrip("(\"'“") in _ABBREVIATIONS:
            continue
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
