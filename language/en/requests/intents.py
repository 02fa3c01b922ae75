"""What the candidate wants, by phrase. Requests are short: in a long answer they are content."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from core.errors import PromptError
from language.en.text.sentences import split_sentences
from language.en.text.vocabulary import COMMON_STEMS, content_stems
from language.observed import Intent
from prompts.loader import load_yaml

REQUEST_WORDS = 30
"""Up to this length a matching utterance is the request itself."""
TRAILING_WORDS = 40
"""After at most this many words a request in the last sentence still counts."""
QUESTION_LEAD_WORDS = 12
"""After at most this many words a question to the interviewer is the point of an utterance."""
FLAGGED_ANSWER_WORDS = 40
"""An injection attempt inside an answer of this length is flagged, and the answer stands."""
GUESS_STEMS = 2
"""With this many words of content after "I don't know, but", an utterance is an answer."""

_PATH = "interviewer/intents.yaml"
_UNORDERED = frozenset({Intent.INJECTION, Intent.PERSONAL, Intent.HOSTILE})
_LONGEST: Mapping[Intent, int] = {
    Intent.OTHER_LANGUAGE: 16,
    Intent.DONT_KNOW: 16,
    Intent.HAS_QUESTION: 14,
    Intent.PAUSE: 20,
    Intent.NEEDS_TIME: 20,
    Intent.HINT: 22,
    Intent.SMALL_TALK: 15,
    Intent.AFFIRM: 8,
    Intent.ACKNOWLEDGE: 8,
    Intent.FINISHED: 10,
    Intent.STOP: 25,
}
"""Past this many words an utterance that sounds like the request goes on with an answer."""
_MAY_GO_ON = frozenset({Intent.DONT_KNOW, Intent.NEEDS_TIME})
_TRAILING = frozenset({Intent.REPEAT, Intent.REPHRASE, Intent.HINT, Intent.SKIP, Intent.STOP})
_FILLERS = re.compile(
    r"\b(?:u+[hm]+|e+r+m*|hm+|mm+|ah+|oh|well|so|okay|ok|(?<!would )(?<!'d )like|you know"
    r"|i mean|sorry|please|actually|just|yeah|yes|hey|hello|hi|thanks|thank you)\b[,.]?\s*",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\b(?:but|however|although|though|maybe|i would(?! like)|i'd(?! like)|i guess|i think"
    r"|perhaps|probably|instead|so i|and i|then i)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"^(?:(?:and|but|or|wait)\W+)*(?:what|how|why|when|where|who|whom|whose|which|is|are|am|was|were"
    r"|do|does|did|can|could|will|would|shall|should|may|might|must|have|has|had|any|anything|isn't"
    r"|aren't|wasn't|don't|doesn't|didn't|can't|couldn't|won't|wouldn't|shouldn't)\b"
    r"|\b(?:what|how|why|when|where|who|which)\b[^,]{0,40}\?|,? (?:right|isn't it|wasn't it)\?",
    re.IGNORECASE,
)
_SAYS = re.compile(r"\w")
_RUN = re.compile(r"([^\w\s])\1{3,}")
"""Marks that are typed over and over say no more than three of them."""
LONGEST_WORD = 30
"""More letters in a row are not one word."""


@dataclass(frozen=True, slots=True)
class Intents:
    """The phrases by intent, compiled, in file order."""

    patterns: Mapping[Intent, re.Pattern[str]]
    question: re.Pattern[str]

    def attempts_injection(self, text: str) -> bool:
        """Return whether the text addresses the program's instructions instead of the question."""
        return bool(self.patterns[Intent.INJECTION].search(_straight(text)))

    def without_injection(self, text: str) -> str:
        """Return the sentences of a text that do not address the program's instructions."""
        return " ".join(one for one in split_sentences(text) if not self.attempts_injection(one))

    def asks(self, sentence: str) -> bool:
        """Return whether a sentence asks something."""
        return "?" in sentence or bool(self.question.search(_bare(_straight(sentence))))

    def is_question(self, sentence: str) -> bool:
        """Return whether a sentence has the form of a question and not only its tone."""
        return "?" in sentence and bool(_ASKING.search(_bare(_straight(sentence))))

    def request_in(self, utterance: str) -> Intent | None:
        """Return what the candidate asks for, or null when it is none of the known requests.

        A short utterance is matched as a whole; of a longer one the last sentence, when little
        else was said before it.
        """
        text = _RUN.sub(r"\1\1\1", _straight(utterance))
        # without spaces a text is as long as its letters
        spoken = max(len(text.split()), len(text) // LONGEST_WORD)
        for intent in (Intent.INJECTION, Intent.PERSONAL, Intent.HOSTILE):
            if spoken < FLAGGED_ANSWER_WORDS and self.patterns[intent].search(text):
                return intent
        sentences = split_sentences(text)
        last = sentences[-1] if sentences else text
        before = spoken - len(last.split())
        if spoken <= REQUEST_WORDS and (found := self._match(text, spoken)):
            return found
        if before <= QUESTION_LEAD_WORDS and self.asks(last) and (found := self._asked(last)):
            return found
        if sentences[:-1] and before <= TRAILING_WORDS:
            found = self._match(last, len(last.split()))
            return found if found in _TRAILING else None
        return None

    def _match(self, text: str, spoken: int) -> Intent | None:
        bare = _bare(text)
        for intent, pattern in self.patterns.items():
            if intent in _UNORDERED or intent.startswith("ask_"):
                continue
            if spoken > _LONGEST.get(intent, REQUEST_WORDS):
                continue
            if intent in _MAY_GO_ON and guesses(text):
                continue
            if pattern.search(text) or (bare and pattern.search(bare)):
                return intent
        only_fillers = _SAYS.search(text) and not _SAYS.search(bare)
        return Intent.NEEDS_TIME if only_fillers else None

    def _asked(self, sentence: str) -> Intent | None:
        return next(
            (
                intent
                for intent, pattern in self.patterns.items()
                if intent.startswith("ask_") and pattern.search(sentence)
            ),
            None,
        )


def load_intents() -> Intents:
    """Return the phrases of `prompts/interviewer/intents.yaml`.

    Raises `PromptError` when an intent is unknown or a pattern is not a regular expression.
    """
    content = load_yaml(_PATH)
    if not isinstance(content, dict) or "question" not in content:
        raise PromptError(f"prompts/{_PATH}: must map intents to patterns, and question")
    compiled = {name: _compiled(name, patterns) for name, patterns in content.items()}
    question = compiled.pop("question")
    if unknown := compiled.keys() - set(Intent):
        raise PromptError(f"prompts/{_PATH}: unknown intents {', '.join(sorted(unknown))}")
    if missing := _UNORDERED - compiled.keys():
        raise PromptError(f"prompts/{_PATH}: no patterns for {', '.join(sorted(missing))}")
    return Intents({Intent(name): pattern for name, pattern in compiled.items()}, question)


def _compiled(name: str, patterns: object) -> re.Pattern[str]:
    if not isinstance(patterns, list) or not patterns:
        raise PromptError(f"prompts/{_PATH}: {name}: must list patterns")
    try:
        return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
    except re.error as error:
        raise PromptError(f"prompts/{_PATH}: {name}: {error}") from error


def guesses(text: str) -> bool:
    """Return whether a text names something after a "but", a "maybe" or an "I would"."""
    said = _straight(text)
    goes_on = _GOES_ON.search(said)
    if goes_on is None:
        return False
    return len(content_stems(said[goes_on.end() :]) - COMMON_STEMS) >= GUESS_STEMS


def _straight(text: str) -> str:
    return text.strip().replace("’", "'")


def _bare(text: str) -> str:
    return _FILLERS.sub("", text).strip()
