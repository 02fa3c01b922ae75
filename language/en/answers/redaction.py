"""An answer without who somebody is: names of people, employers, schools and places."""

import re

_CAPITAL = "[" + "".join(filter(str.isupper, map(chr, range(0x1F00)))) + "]"
_NAME = rf"((?:{_CAPITAL}[\w&'-]*\s?){{1,3}})"
_REDACTIONS = tuple(
    (re.compile(pattern + _NAME), placeholder)
    for pattern, placeholder in (
        (r"(\b[Mm]y name is\s|\b(?:I'm|I am) called\s|\b[Cc]all me\s)", "[name]"),
        (
            r"(\b(?:worked|working|work|employed|interned|hired|started|joined|left|manager|"
            r"engineer|developer|analyst|job|role|position)\s(?:at|by|for)\s)",
            "[employer]",
        ),
        (r"(\b(?:joined|joining)\s)", "[employer]"),
        (
            r"(\b(?:studied|graduated|degree|student|master's|bachelor's|school)\s"
            r"(?:at|from|in\s\w+\s(?:at|from))\s|\b[Uu]niversity of\s)",
            "[school]",
        ),
        (
            r"(\b(?:I|family|parents)(?:'m|'ve)?\s(?:\w+\s){0,2}(?:lived?|living|based|born|"
            r"grew up|moved|come|came)\s(?:in|to|from)\s|\bI(?:'m| am)(?: originally)? from\s)",
            "[place]",
        ),
    )
)
PLACEHOLDER = re.compile(r"\[(?:name|employer|school|place)\]")
"""What stands in the place of a name."""


def redacted(text: str) -> str:
    """Return a clean text with a placeholder for each name that its wording gives away."""
    for pattern, placeholder in _REDACTIONS:
        text = pattern.sub(lambda m, p=placeholder: f"{m[1]}{p} ", text)  # type: ignore[misc]
    return text
