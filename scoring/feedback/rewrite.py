"""Whether a rewritten answer says only what the candidate said.

A stronger version may order, cut and sharpen. It may not add a fact: every number and every name
in it must occur in the answer, at most half of a sentence's words may be new, and what is missing
stands in brackets, such as [your number].

Formula: `docs/formulas.md#rewritten-answers`.
"""

import re

from language.en.answers.stated_facts import claims_in, names_in
from language.en.speech.content_words import content_words
from language.en.text.tokens import clean, sentences, stem, words
from scoring.feedback.tuned import FEEDBACK

_BRACKET = re.compile(r"\[[^\[\]]{1,100}\]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


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
    for word in claims_in(shown):
        if stem(word) not in said_stems:
            unsaid[word] = None
    for name in names_in(shown):
        parts = words(name)
        if not all(part in said_words or stem(part) in said_stems for part in parts):
            unsaid[name] = None
    for number in (n for bracket in brackets(rewrite) for n in _NUMBER.findall(bracket)):
        if number.replace(",", "") not in said_numbers:
            unsaid[number] = None
    for sentence in sentences(shown):
        stems = [stem(word) for word in content_words(sentence.text)]
        new = sum(found not in said_stems for found in stems)
        if len(stems) >= FEEDBACK.least_stems and new > FEEDBACK.new_share * len(stems):
            unsaid[sentence.text] = None
    return tuple(unsaid)


def brackets(text: str) -> tuple[str, ...]:
    """Return the places that a candidate has to fill, each once, in order."""
    return tuple(dict.fromkeys(_BRACKET.findall(text)))


def _numbers(text: str) -> set[str]:
    return {number.replace(",", "") for number in _NUMBER.findall(text)}
