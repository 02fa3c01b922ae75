"""Figures worth asking about: what changed by how much, in the candidate's own clause."""

import re
from collections.abc import Iterator, Sequence

from language.en.text.lexicon import STOP_WORDS, listed
from language.en.text.number_words import COUNTS, NUMBERS
from language.en.text.sentences import split_sentences
from language.en.text.vocabulary import content_stems

CLAUSE_WORDS = (3, 14)

_BEGINS_A_NUMBER = "|".join(word for word, n in NUMBERS.items() if 1 < n < 100)
_NUMBER = (
    r"(?:\d+(?:[.,]\d+)*|(?:a|one) (?:hundred|thousand|million|billion)|half|one"
    rf"|(?:{_BEGINS_A_NUMBER})(?:[ -](?:one|{COUNTS}))*)"
)
_DURATION = r" ?(?:seconds?|minutes?|hours?|days?|weeks?|months?)\b"
_UNIT = (
    r"(?: ?%| percent\b| per cent\b| times (?:faster|slower|more|less|fewer|as)\b| ?x\b"
    r"| ?(?:ms|milliseconds?)\b| hours? a (?:day|week)\b"
    r"|(?: thousand| million)? (?:requests|queries|transactions|messages|events|orders|users"
    r"|updates|customers|visitors|dollars|euros|pounds)\b(?: (?:per|a|each) (?:second|minute|hour"
    r"|day|week|month|year))?)"
)
_FIGURE = re.compile(rf"\b{_NUMBER}{_UNIT}", re.IGNORECASE)
_MEASURED = re.compile(
    rf"\b{_NUMBER}(?:{_UNIT}|{_DURATION})(?: (?:per|a|each) (?:second|minute|hour|day|week|month)"
    r"\b)?",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(r" of (?:(?:all|the|our|my|their) )*(?P<what>[a-z]+)\b", re.IGNORECASE)
_UP_TO_TEN = "|".join(word for word, n in NUMBERS.items() if 0 < n <= 10)
_FEW = re.compile(rf"(?:half|{_UP_TO_TEN}|\d) [a-z]+$", re.IGNORECASE)
"""So few customers or orders are no figure worth asking about, unless in a time."""
_CHANGE = re.compile(r"%|percent|per cent|times|x$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_BOUNDARY = re.compile(
    r"(?:,(?!\d)|[;:—–])\s*|\b(?:and|so|because|which|that|but|where|while|after|before|until|since"
    r"|when|as if|although|if)\b ?",
    re.IGNORECASE,
)
_OPENER = re.compile(
    r"^(?:as a result|in the end|at the end|finally|eventually|afterwards?|after that|today|now"
    r"|then|overall|in total|altogether|um|uh|well|there)\b ?",
    re.IGNORECASE,
)
_CHANGED = listed(
    """
    went dropped fell rose grew decreased increased improved reduced cut halved doubled tripled came
    took handled saved reached declined shrank lowered raised brought sped lost gained won
    """
)
_MOVED = _CHANGED - listed("went came took handled saved reached brought lost gained won")
_WHO = re.compile(r"^(?:i|we) ", re.IGNORECASE)
_UNCLEAR = listed(
    """
    i we us me myself ourselves you your he him she it they them this these those there what who
    didn't don't not never wasn't weren't isn't aren't would could should might if
    """
)


def find_figure(text: str, heard: frozenset[str] = frozenset()) -> str | None:
    """Return the last figure with a unit that was named; one that tells a change goes first.

    One whose words are all among the stems `heard` before is not the speaker's own.
    """
    return _last([figure for figure in _figures(text) if not content_stems(figure) <= heard])


def count_figures(text: str) -> int:
    """Return how many figures a text names, in digits or in words with a unit."""
    return len(_DIGITS.findall(text)) + len(spelled_figures(text))


def spelled_figures(text: str) -> list[str]:
    """Return the figures with a unit that a text has in words, as they were written."""
    found = (match.group() for match in _MEASURED.finditer(text))
    return [figure for figure in found if not _DIGITS.search(figure)]


def _figures(text: str) -> Iterator[str]:
    for match in _FIGURE.finditer(text):
        figure, end = match.group().strip(), match.end()
        of_what = _OF_WHAT.match(text, end) if _CHANGE.search(figure) else None
        if of_what and of_what["what"].lower() not in STOP_WORDS:
            yield figure + of_what.group()
        elif not _FEW.fullmatch(figure):
            yield figure


def find_change(text: str) -> str | None:
    """Return the last clause that says what a figure came to, exactly as it was said, or null.

    It makes sense after "you said": it begins with its own subject, with "I" or with "we", holds no
    other pronoun that would need the rest of the answer, and no capital that only began a sentence.
    """
    return _last([clause for sentence in split_sentences(text) for clause in _clauses(sentence)])


def _moved(spoken: Sequence[str], figures: Sequence[re.Match[str]]) -> bool:
    """Return whether a clause tells that a figure moved, and not how long or how often it was.

    Somebody who went or came is gone for a time; a figure that did moved by a share, or to another.
    """
    if _MOVED.intersection(spoken):
        return True
    if not _CHANGED.intersection(spoken):
        return False
    return len(figures) > 1 or bool(_CHANGE.search(figures[-1].group()))


def _last(found: Sequence[str]) -> str | None:
    """Return the last that tells a change, else the last of all."""
    changes = [one for one in found if _CHANGE.search(one)]
    return next(iter([*changes[-1:], *found[-1:]]), None)


def _clauses(sentence: str) -> Iterator[str]:
    starts = [0, *(match.end() for match in _BOUNDARY.finditer(sentence))]
    for begin, end in zip(starts, [*starts[1:], len(sentence)], strict=True):
        figures = list(_MEASURED.finditer(sentence, begin, end))
        if not figures:
            continue
        clause = sentence[begin : figures[-1].end()].strip()
        while opener := _OPENER.match(clause):
            clause = clause[opener.end() :].lstrip(" ,")
        spoken = clause.lower().split()
        rest = spoken[1:] if _WHO.match(clause) else spoken
        begins = not begin and clause[:1].isupper() and spoken[0] not in STOP_WORDS
        if (
            CLAUSE_WORDS[0] <= len(spoken) <= CLAUSE_WORDS[1]
            and not begins
            and _moved(spoken[1:], figures)
            and not _UNCLEAR.intersection(word.strip(".,'") for word in rest)
        ):
            yield clause
