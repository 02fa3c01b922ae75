"""Whether a rewritten answer says only what the candidate said.

A stronger version may order, cut and sharpen. It may not add a fact: every number and every name
in it must occur in the answer, at most half of a sentence's words may be new, and what is missing
stands in brackets, such as [your number].

Formula: `docs/formulas.md#rewritten-answers`.
"""

import re

from language.en.text.lexicon import STOP_WORDS
from language.en.text.tokens import clean, sentences, stem, words
from scoring.answers import content_words

_BRACKET = re.compile(r"\[[^\[\]]{1,100}\]")
_NEW_SHARE = 0.5
_LEAST_STEMS = 4
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NUMBER_WORDS = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety|hundred|thousand|million|billion|half|twice|double|doubled|"
    r"third|quarter|dozen)\b"
)
_NAME = re.compile(r"(?<![.!?…]\s)(?<!^)\b[A-Z][\w&'’-]*")
_BEGINS_SENTENCES = re.compile(
    r"[A-Z][a-z]+(?:ly|ing|ed)|First|Second|Third|Next|Then|Later|After(?:wards)?|Before|When|"
    r"While|Once|Since|During|Until|Though|Although|However|Therefore|Instead|Together|Still|Yet|"
    r"Today|Now|Meanwhile|Besides|Even|Without|Within|Between|Through|Back|Not|No|How|Why|Let"
)
_CLAIMS = re.compile(
    r"\b(?:led|managed|promoted|awarded|award|won|saved|increased|reduced|doubled|halved|cut|"
    r"improved|grew|certified|degree|patent|published|founded|hired|fired|budget|revenue)\b"
)


def unsaid_in(rewrite: str, answer: str) -> tuple[str, ...]:
    """Return the numbers, names and claims of a rewrite that the answer does not hold, in order.

    A sentence that is mostly new is a claim as a whole. An empty result means that the rewrite may
    be shown.
    """
    shown = _BRACKET.sub(" … ", clean(rewrite))
    said_text = clean(answer)
    said_numbers = _numbers(said_text)
    said_words = {word.replace(",", "") for word in words(said_text)}
    said_stems = {stem(word) for word in said_words}
    unsaid: dict[str, None] = {}
    for number in _NUMBER.findall(shown):
        plain = number.replace(",", "")
        if plain not in said_numbers and stem(plain) not in said_stems:
            unsaid[number] = None
    for pattern in (_NUMBER_WORDS, _CLAIMS):
        for word in pattern.findall(shown.lower()):
            if stem(word) not in said_stems:
                unsaid[word] = None
    for name in _names(shown):
        parts = words(name)
        if not all(part in said_words or stem(part) in said_stems for part in parts):
            unsaid[name] = None
    for number in (n for bracket in brackets(rewrite) for n in _NUMBER.findall(bracket)):
        if number.replace(",", "") not in said_numbers:
            unsaid[number] = None
    for sentence in sentences(shown):
        stems = [stem(word) for word in content_words(sentence.text)]
        new = sum(found not in said_stems for found in stems)
        if len(stems) >= _LEAST_STEMS and new > _NEW_SHARE * len(stems):
            unsaid[sentence.text] = None
    return tuple(unsaid)


def brackets(text: str) -> tuple[str, ...]:
    """Return the places that a candidate has to fill, each once, in order."""
    return tuple(dict.fromkeys(_BRACKET.findall(text)))


def _numbers(text: str) -> set[str]:
    return {number.replace(",", "") for number in _NUMBER.findall(text)}


def _names(text: str) -> list[str]:
    """Return the capitalised words, of those that begin a sentence only what may be a name."""
    found = _NAME.findall(text)
    for sentence in sentences(text):
        first = sentence.text.split(" ", 1)[0].strip("\"'“”‘’(,;:")
        if first[:1].isupper() and not _BEGINS_SENTENCES.fullmatch(first):
            found.append(first)
    return [name for name in found if words(name) and words(name)[0] not in STOP_WORDS]
