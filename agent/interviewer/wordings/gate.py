"""Whether a sentence a model wrote may be spoken. Each is checked before anyone hears it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from agent.interviewer.wordings.lead_in import load_lead_ins
from agent.interviewer.wordings.templates import load_templates
from core.errors import PromptError
from core.plan import KeyPoint
from language.en.requests.foreign import Languages, load_languages
from language.en.requests.invitations import asks_too_much
from language.en.requests.verdicts import is_somebodys
from language.en.text.figures import spelled_figures
from language.en.text.key_points import phrasings_said
from language.en.text.lexicon import STOP_WORDS
from language.en.text.names import remarkable_names
from language.en.text.number_words import value_of
from language.en.text.tokens import stem, words
from prompts.loader import load_yaml

SENTENCE_WORDS: Final = 45
TEXTS_REMEMBERED: Final = 4096
SHINGLE_WORDS: Final = 6
"""This many words in the order of a text that must stay secret are a leak of it."""

_PATH = "interviewer/forbidden.yaml"
_DROPPED = ("praise", "verdict")
"""What only costs the sentence, as `praise`; everything else costs the reply."""
_REASONS = frozenset([*_DROPPED, "secret", "promise", "personal", "refusal", "unsafe", "stage"])
_MARKUP = re.compile(r"(?m)^\s*(?:[-*•#>]|\d+[.)](?:\s|$))|\n|```|\*\*|\||__|\s•\s")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Secrets:
    """What must not be said: key points not reached yet, and texts of the plan."""

    key_points: tuple[KeyPoint, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Material:
    """What may be spoken about: everything the candidate or the open question has said already."""

    text: str

    def look_through(self) -> None:
        """Find words, runs and figures now; of a long text that takes too long while one speaks."""
        _ = self.stems, self.shingles, self.numbers

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all its words."""
        return frozenset(stem(word) for word in words(self.text))

    def mentions(self, text: str) -> bool:
        """Return whether all words of a text are in it."""
        return self.stems.issuperset(stem(word) for word in words(text))

    @cached_property
    def shingles(self) -> set[tuple[str, ...]]:
        """All runs of `SHINGLE_WORDS` words in it."""
        return shingles(words(self.text))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """All figures in it, as written."""
        return frozenset(_NUMBER.findall(self.text))


class SpeechGate:
    """Checks sentences against the authored list and against what was said so far."""

    def __init__(
        self,
        forbidden: Mapping[str, re.Pattern[str]],
        ordinary: frozenset[str],
        languages: Languages,
    ) -> None:
        self._forbidden = forbidden
        self._ordinary = ordinary
        self._languages = languages

    def praises(self, sentence: str) -> bool:
        """Return whether a sentence praises or judges an answer."""
        verdicts = self._forbidden["verdict"].finditer(sentence)
        return bool(self._forbidden["praise"].search(sentence)) or any(
            not is_somebodys(sentence, verdict) for verdict in verdicts
        )

    def forbids(self, text: str) -> bool:
        """Return whether a text has anything in it that may not be said at all, praise aside."""
        return any(
            pattern.search(text)
            for reason, pattern in self._forbidden.items()
            if reason not in _DROPPED
        )

    def refusal(self, sentence: str, material: Material, secrets: Secrets) -> str | None:
        """Return why a sentence may not be spoken, as a stable word, or null when it may."""
        if reason := self._unfit(sentence) or self._forbidden_in(sentence, material.mentions):
            return reason
        if _leaks(sentence, words(sentence), material, secrets, self._ordinary):
            return "leak"
        return "invented" if _invents(sentence, material) else None

    def refuses_to_ask(self, sentence: str, material: Material) -> str | None:
        """Return why a sentence may not be part of a planned question, or null when it may.

        A question may be about grading or instructions: before the talk there is nothing to keep.
        """
        if reason := self._unfit(sentence) or self._forbidden_in(sentence, lambda said: True):
            return reason
        return "invented" if _invents(sentence, material) else None

    def _unfit(self, sentence: str) -> str | None:
        spoken = words(sentence)
        if not spoken or _MARKUP.search(sentence):
            return "markup"
        if len(spoken) > SENTENCE_WORDS:
            return "too_long"
        if asks_too_much(sentence):
            return "two_questions"
        return None if self._languages.speaks(sentence) else "language"

    def _forbidden_in(self, sentence: str, may_be_told: Callable[[str], bool]) -> str | None:
        """Return the first reason that forbids a sentence, praise last.

        What is secret is forbidden unless `may_be_told` says otherwise of its words.
        """
        for reason, pattern in self._forbidden.items():
            if reason in _DROPPED:
                continue
            for match in pattern.finditer(sentence):
                if reason != "secret" or not may_be_told(match.group()):
                    return reason
        return "praise" if self.praises(sentence) else None


def load_gate() -> SpeechGate:
    """Return the gate with the patterns of `prompts/interviewer/forbidden.yaml`.

    Single words that the authored wordings use themselves reveal nothing.
    Raises `PromptError` when a reason is missing or unknown, or a pattern is wrong.
    """
    content = load_yaml(_PATH)
    if not isinstance(content, dict) or content.keys() != _REASONS:
        raise PromptError(f"prompts/{_PATH}: must hold {', '.join(sorted(_REASONS))}")
    wordings = (one.text for group in load_templates().wordings.values() for one in group)
    ordinary = frozenset(
        stem(word) for text in (*load_lead_ins().all(), *wordings) for word in words(text)
    )
    try:
        forbidden = {
            reason: re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)
            for reason, patterns in content.items()
        }
    except re.error as error:
        raise PromptError(f"prompts/{_PATH}: {error}") from error
    return SpeechGate(forbidden, ordinary, load_languages())


def shingles(spoken: Sequence[str]) -> set[tuple[str, ...]]:
    """Return all runs of `SHINGLE_WORDS` words."""
    return {tuple(spoken[at : at + SHINGLE_WORDS]) for at in range(len(spoken) - SHINGLE_WORDS + 1)}


@lru_cache(maxsize=TEXTS_REMEMBERED)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(shingles(words(text)))


def _leaks(
    sentence: str,
    spoken: Sequence[str],
    material: Material,
    secrets: Secrets,
    ordinary: frozenset[str],
) -> bool:
    for point in secrets.key_points:
        telling = [
            phrasing
            for phrasing in phrasings_said(sentence, [point])
            if len(wanted := _content(phrasing)) > 1 or not ordinary.issuperset(wanted)
        ]
        if telling and not any(
            material.stems.issuperset(_content(phrasing)) for phrasing in point.phrasings
        ):
            return True
    said = shingles(spoken) - material.shingles
    return bool(said) and any(said & _runs(text) for text in secrets.texts)


def _mentioned(figure: str, material: Material) -> bool:
    """Return whether a figure in words was mentioned, in words or in digits."""
    return str(value_of(figure.split()[0])) in material.numbers or material.mentions(figure)


def _content(phrasing: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(phrasing) if word not in STOP_WORDS)


def _invents(sentence: str, material: Material) -> bool:
    """Return whether a sentence names a figure or a name that nobody has mentioned."""
    if not material.numbers.issuperset(_NUMBER.findall(sentence)):
        return True
    if not all(_mentioned(figure, material) for figure in spelled_figures(sentence)):
        return True
    return not all(material.mentions(name) for name in remarkable_names(sentence))
