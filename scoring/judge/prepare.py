"""What a judge gets to read: the words that matter, without what must not matter.

Fillers and restarts go, since delivery is measured elsewhere; names of people, employers, schools
and places go, since they must not move a level (`docs/formulas.md#what-a-judge-reads`).
"""

import json
import re

from language.en.speech.restarts import cased, without_restarts
from language.en.text.tokens import clean

LONGEST_ANSWER = 12_000
"""Characters of an answer that a judge reads: about 3 000 tokens, a quarter of an hour of talk."""
CUT = "[…]"
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


def prepare(text: str) -> str:
    """Return the text as a judge reads it: no fillers, no restarts, no names, sentences cased."""
    text = clean(text)
    for pattern, placeholder in _REDACTIONS:
        text = pattern.sub(lambda m, p=placeholder: f"{m[1]}{p} ", text)  # type: ignore[misc]
    return cased(without_restarts(text))


def readable(text: str) -> str:
    """Return the text, or of one that is too long its beginning and its end, by whole sentences.

    One call holds one answer, so this bounds every request, however long an interview is.
    """
    if len(text) <= LONGEST_ANSWER:
        return text
    head = text[: LONGEST_ANSWER * 3 // 4]
    tail = text[-(LONGEST_ANSWER // 4) :]
    head = head[: max(head.rfind(". "), head.rfind("? "), head.rfind("! ")) + 1] or head
    at = tail.find(". ")
    return f"{head} {CUT} {tail[at + 2 :] if at >= 0 else tail}"


def isolated(text: str, nonce: str) -> str:
    """Return the text as a JSON string between two lines with a mark nobody could know.

    Angle brackets and backquotes are escaped, so that no tag and no fence can be closed.
    """
    quoted = json.dumps(text.replace(nonce, ""), ensure_ascii=True)
    for char in "<>`":
        quoted = quoted.replace(char, f"\\u{ord(char):04x}")
    return f"{nonce}\n{quoted}\n{nonce}"
