"""Letters as a document holds them become the letters a person reads, once and for all readers."""

import re
import unicodedata

_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\ufe63\uff0d"), "-") | {0x2212: "\u2013"}
_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe0e\ufe0f\ufeff]"
)
_BLANKS = re.compile(r"[^\S\n\t]")
_BULLETS = re.compile(
    r"^([ \t]*)[\uf000-\uf0ff\u2023\u2043\u204c\u25a0-\u25ff\u2605\u2606\u2713\u2714\u2794"
    r"\u27a4\u2b25]+(?=\s)",
    re.MULTILINE,
)
_PRIVATE = re.compile(r"[\ue000-\uf8ff\ufffc]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_BROKEN_WORD = re.compile(r"(?<=\w)(?:\u00ad|\ufffe)[ \t]*\n[ \t]*(?=\w)")
_MANY_BREAKS = re.compile(r"\n{4,}")
_LIGATURES = re.compile(r"[\ufb00-\ufb06\u0132\u0133]")
_WIDE = re.compile(r"[\uff01-\uff5e\u3000]")


def normalised(text: str) -> str:
    """Return a text with composed letters and no character that nobody sees.

    Ligatures come apart, every hyphen is the one of the keyboard, every blank a space, list marks
    of symbol fonts a bullet. What stands high or low (\u00b2, \u2122) stays: apart it would mean
    something else. Applying it twice changes nothing more.
    """
    text = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n\n")
    )
    text = _BROKEN_WORD.sub("", text)
    text = _LIGATURES.sub(lambda m: unicodedata.normalize("NFKC", m.group()), text)
    text = _WIDE.sub(lambda m: unicodedata.normalize("NFKC", m.group()), text)
    text = unicodedata.normalize("NFC", text).translate(_HYPHENS)
    text = _BULLETS.sub(r"\1•", text)
    text = _BLANKS.sub(" ", _CONTROL.sub(" ", _PRIVATE.sub(" ", _INVISIBLE.sub("", text))))
    lines = (line.rstrip() for line in text.split("\n"))
    return _MANY_BREAKS.sub("\n\n\n", "\n".join(lines)).strip()
