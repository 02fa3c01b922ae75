"""How many words a figure is spoken in: "300" takes two, "4.5%" four."""

import re
from functools import lru_cache

from num2words import num2words  # type: ignore[import-untyped]

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*%?")
_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_YEARS = range(1900, 2100)
LONGEST_DIGITS = 15
"""A longer row of digits is read out one by one."""


@lru_cache(maxsize=4096)
def spoken_length(word: str) -> int:
    """Return how many words a token is spoken in; a word that is no figure is one.

    "1,200" is a number with its thousands set off, "4,5" one with a decimal comma; four digits from
    1900 to 2099 are spoken as a year.
    """
    if not _FIGURE.fullmatch(word):
        return 1
    number = word.rstrip("%")
    number = number.replace(",", "") if _GROUPS.fullmatch(number) else number.replace(",", ".")
    return _words_of(number) + word.endswith("%")


def _words_of(number: str) -> int:
    digits = number.replace(".", "")
    if number.count(".") > 1 or len(digits) > LONGEST_DIGITS:
        return len(digits)
    is_year = number.isdigit() and len(number) == 4 and int(number) in _YEARS
    if is_year:
        spoken = num2words(int(number), to="year")
    else:
        spoken = num2words(float(number) if "." in number else int(number))
    return sum(word != "and" for word in re.findall(r"[a-z]+", spoken))
