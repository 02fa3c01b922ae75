"""What in a text states a fact: figures in words, names, and words that claim an achievement."""

import re

from language.en.text.lexicon import STOP_WORDS
from language.en.text.number_words import COUNTS
from language.en.text.tokens import sentences, words

_NUMBER_WORDS = re.compile(rf"\b(?:{COUNTS}|half|twice|doubled?|third|quarter|dozen)\b")
_CLAIMS = re.compile(
    r"\b(?:led|managed|promoted|awarded|award|won|saved|increased|reduced|doubled|halved|cut|"
    r"improved|grew|certified|degree|patent|published|founded|hired|fired|budget|revenue)\b"
)
_NAME = re.compile(r"(?<![.!?…]\s)(?<!^)\b[A-Z][\w&'’-]*")
_BEGINS_SENTENCES = re.compile(
    r"[A-Z][a-z]+(?:ly|ing|ed)|First|Second|Third|Next|Then|Later|After(?:wards)?|Before|When|"
    r"While|Once|Since|During|Until|Though|Although|However|Therefore|Instead|Together|Still|Yet|"
    r"Today|Now|Meanwhile|Besides|Even|Without|Within|Between|Through|Back|Not|No|How|Why|Let"
)


def claims_in(text: str) -> list[str]:
    """Return the number words of a text, then its words of achievement, in lower case."""
    lowered = text.lower()
    return [*_NUMBER_WORDS.findall(lowered), *_CLAIMS.findall(lowered)]


def names_in(text: str) -> list[str]:
    """Return the capitalised words, of those that begin a sentence only what may be a name."""
    found = _NAME.findall(text)
    for sentence in sentences(text):
        first = sentence.text.split(" ", 1)[0].strip("\"'“”‘’(,;:")
        if first[:1].isupper() and not _BEGINS_SENTENCES.fullmatch(first):
            found.append(first)
    return [name for name in found if words(name) and words(name)[0] not in STOP_WORDS]
