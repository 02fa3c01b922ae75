"""A spoken sentence as it would be written down: without openings and phrases that say nothing."""

import re

from language.en.speech.restarts import without_restarts

_PHRASES = r"you know|i mean|i guess|basically|literally|or something(?: like that)?|and stuff"
_PARENTHETICAL = re.compile(
    rf"(?:,\s*|^)(?:{_PHRASES}|like|actually|sort of|kind of)\s*(?=,|[.!?])", re.IGNORECASE
)
_EMPTY = re.compile(rf"(?<=\s)(?:{_PHRASES})[,\s]+(?=[a-z])", re.IGNORECASE)
_OPENING = re.compile(
    r"^(?:(?:so|well|okay|ok|right|yeah|yes|now|and|like|um)(?:,\s*|\s+(?=so\b|yeah\b|well\b)))+",
    re.IGNORECASE,
)
_LEANS_BACK = re.compile(
    r"^(?:it|that|this|these|those|they|he|she|and|but|or|so|then|because|which|also|after|"
    r"finally|next|second|third|in the end|another|instead|therefore)\b",
    re.IGNORECASE,
)


def tightened(sentence: str) -> str:
    """Return one sentence without what carries nothing, with its capital and its end."""
    text = _OPENING.sub("", without_restarts(sentence))
    text = _EMPTY.sub("", _PARENTHETICAL.sub("", text))
    text = re.sub(r"\s+([,.!?])", r"\1", re.sub(r",(?:\s*,)+", ",", text)).strip(" ,")
    text = text[:1].upper() + text[1:]
    return text if not text or text[-1] in ".!?…" else f"{text}."


def leans_back(sentence: str) -> bool:
    """Return whether a sentence needs the one before it: it begins with "it", "then", "but" …"""
    return bool(_LEANS_BACK.match(sentence))
