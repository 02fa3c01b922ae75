"""Numbers as words: the one table by which they are read and written."""

from collections.abc import Mapping

from num2words import num2words  # type: ignore[import-untyped]

LARGEST_WRITTEN = 20
"""A larger number stays in figures."""

NUMBERS: Mapping[str, int] = {
    **{num2words(n): n for n in (*range(20), *range(20, 100, 10))},
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
}
"""What each word of a number stands for, alone."""

COUNTS = "|".join(word for word, n in NUMBERS.items() if n > 1)
"""A regular expression for every word of a number but "zero" and "one", which is a pronoun too."""


def counted(number: int) -> str:
    """Return a number as the interviewer says it: a small one in words, a larger one in figures."""
    return str(num2words(number)) if 0 <= number <= LARGEST_WRITTEN else str(number)


def value_of(word: str) -> int | None:
    """Return what a figure or a word of a number stands for, or null if it is neither."""
    return int(word) if word.isdecimal() else NUMBERS.get(word.lower())
