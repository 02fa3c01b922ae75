"""Whether words stand in a text: whole, in order, however the page has broken its lines."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from api.documents.tuned import POSITIONS

MOST_CHARACTERS: Final = 2_000
"""A longer value is none of a resume's."""


class StandingText:
    """A text that values are looked up in; upper and lower case are the same."""

    def __init__(self, text: str) -> None:
        self._text = text

    def holds(self, value: str | None) -> bool:
        """Return whether the value stands in the text, not as a part of a longer word."""
        return next(self._places(value), None) is not None

    def as_written(self, value: str | None, longest: int) -> str | None:
        """Return the value as the text writes it, in one line; null where it does not stand there.

        A bio that is too long is cut; `longest` is in characters.
        """
        found = next(self._places(value), None)
        return " ".join(found.group().split())[:longest] if found else None

    def standing(self, values: Iterable[str], most: int, longest: int) -> tuple[str, ...]:
        """Return the first `most` values that stand in the text, as it writes them, once each."""
        found: dict[str, str] = {}
        for value in values:
            written = self.as_written(value, MOST_CHARACTERS)
            if written and len(written) <= longest:
                found.setdefault(written.lower(), written)
        return tuple(found.values())[:most]

    def line_of(self, value: str | None) -> str:
        """Return the line in which the value begins, empty where it stands nowhere."""
        found = next(self._places(value), None)
        if found is None:
            return ""
        begin = self._text.rfind("\n", 0, found.start()) + 1
        end = self._text.find("\n", found.start())
        return " ".join(self._text[begin : end if end >= 0 else None].split())

    def near(self, value: str, other: str) -> bool:
        """Return whether both stand in the text, close to each other in some place."""
        places = [found.start() for found in self._places(other)]
        return any(
            abs(found.start() - place) <= POSITIONS.near_characters
            for found in self._places(value)
            for place in places
        )

    def _places(self, value: str | None) -> Iterator[re.Match[str]]:
        words = (value or "").split()
        if not words or len(value or "") > MOST_CHARACTERS:
            return
        pattern = r"\s+".join(map(re.escape, words))
        before = r"(?<![\w-])" if words[0][0].isalnum() else ""
        # `C` is not what `C#` and `C++` name
        after = r"(?![\w#+])" if words[-1][-1].isalnum() else ""
        yield from re.finditer(f"{before}{pattern}{after}", self._text, re.IGNORECASE)
