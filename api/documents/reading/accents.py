"""Accents that a file sets as glyphs of their own over a letter, as LaTeX's oldest fonts do."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from api.documents.reading.lines import Glyph

_COMBINING = {
    "\u00b4": "\u0301", "`": "\u0300", "\u02cb": "\u0300", "\u00a8": "\u0308", "\u02c6": "\u0302",
    "^": "\u0302", "\u02dc": "\u0303", "~": "\u0303", "\u02da": "\u030a", "\u02c7": "\u030c",
    "\u02d8": "\u0306", "\u02d9": "\u0307", "\u02dd": "\u030b", "\u00b8": "\u0327",
    "\u02db": "\u0328", "\u00af": "\u0304",
}  # fmt: skip
_DOTLESS = {"\u0131": "i", "\u0237": "j"}


def composed(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return a line's glyphs with each accent put on the letter in whose width it stands.

    What stands over no letter, or makes no letter that there is, stays as it is.
    """
    found = list(glyphs)
    for accent in [glyph for glyph in glyphs if glyph.text in _COMBINING]:
        middle = (accent.left + accent.right) / 2
        for place, letter in enumerate(found):
            if not letter.text.isalpha() or not letter.left <= middle <= letter.right:
                continue
            base = _DOTLESS.get(letter.text, letter.text)
            whole = unicodedata.normalize("NFC", base + _COMBINING[accent.text])
            if len(whole) == 1:
                found[place] = replace(letter, text=whole)
                found = [glyph for glyph in found if glyph is not accent]
                break
    return found
