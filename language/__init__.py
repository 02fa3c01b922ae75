"""Everything that knows a human language. `of` returns one; English is the only one there is."""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, cast

from core.errors import InvalidInputError

if TYPE_CHECKING:
    from language.port import Language

ENGLISH = "en"
_PLACES = {ENGLISH: "language.en.english"}
"""Where each language stands, which is loaded by who asks for it: the models of speech do not."""
LANGUAGES = tuple(_PLACES)
"""The codes (ISO 639-1) of the languages that an interview can be held in."""


@cache
def of(code: str) -> "Language":
    """Return a language by its code; `InvalidInputError` if it is none that is spoken here."""
    if code not in _PLACES:
        raise InvalidInputError(
            f"No interview is held in {code!r}, only in {', '.join(LANGUAGES)}."
        )
    return cast("Language", import_module(_PLACES[code]).ENGLISH)
