"""Capitals: of "I", and of what begins a sentence or stands inside one."""

import re


def with_capital_i(text: str) -> str:
    """Return words in lower case as they are written: "I think", not "i think"."""
    return re.sub(r"\bi\b", "I", text)


def within_a_sentence(text: str) -> str:
    """Return a phrase as it stands inside a sentence: small but for "I" and what has capitals."""
    first, gap, rest = text.partition(" ")
    plain = first == "A" or (first[:1].isupper() and first[1:].islower() and first[:2] != "I'")
    return f"{first.lower() if plain else first}{gap}{rest}"
