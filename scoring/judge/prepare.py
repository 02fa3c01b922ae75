"""What a judge gets to read: the words that matter, without what must not matter.

Fillers and restarts go, since delivery is measured elsewhere; names of people, employers, schools
and places go, since they must not move a level (`docs/formulas.md#what-a-judge-reads`).
"""

import json
from typing import Final

from language.en.answers.redaction import redacted
from language.en.speech.restarts import cased, without_restarts
from language.en.text.tokens import clean

LONGEST_ANSWER: Final = 12_000
"""Characters of an answer that a judge reads: about 3 000 tokens, a quarter of an hour of talk."""
CUT = "[…]"


def prepare(text: str) -> str:
    """Return the text as a judge reads it: no fillers, no restarts, no names, sentences cased."""
    return cased(without_restarts(redacted(clean(text))))


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
