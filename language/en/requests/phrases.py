"""The authored phrases of requests: what each may sound like, and the safety requests for certain.

A phrase only says that an utterance has the words of a request. Whether it is one is decided in
`intents.py`; for orders to the program, personal matters and abuse the phrases themselves decide.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from core.errors import PromptError
from language.en.requests.tuned import REQUESTS
from language.en.text.lexicon import listed
from language.en.text.sentences import split_sentences
from language.observed import Intent
from prompts.loader import load_yaml

_PATH = "interviewer/intents.yaml"
SAFETY = (Intent.INJECTION, Intent.PERSONAL, Intent.HOSTILE)
_FILLERS = re.compile(
    r"\b(?:u+[hm]+|e+r+m*|hm+|mm+|ah+|oh|well|so|okay|ok|(?<!would )(?<!'d )like|you know"
    r"|i mean|sorry|please|actually|just|yeah|yes|hey|hello|hi|thanks|thank you)\b[,.]?\s*",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"^(?:(?:and|but|or|wait)\W+)*(?:what|how|why|when|where|who|whom|whose|which|is|are|am|was|were"
    r"|do|does|did|can|could|will|would|shall|should|may|might|must|have|has|had|any|anything|isn't"
    r"|aren't|wasn't|don't|doesn't|didn't|can't|couldn't|won't|wouldn't|shouldn't)\b"
    r"|\b(?:what|how|why|when|where|who|which)\b[^,]{0,40}\?|,? (?:right|isn't it|wasn't it)\?",
    re.IGNORECASE,
)
_REPORTS = listed(
    "said says say saying told tells called calls shouted shouts yelled yells yelling wrote writes"
    " screamed screams goes complained complains answered replied replies muttered thought thinks"
    " heard asked named insulted"
)
_OTHERS = listed(
    "he she they we i him her them who customer customers client guest guests patient caller tenant"
    " student pupil kid boss manager colleague reviewer somebody someone people man woman guy lady"
)
SEARCHED_AT_ONCE: Final = 4_000
"""Characters searched in one go, some 10 ms: a search lets nothing else of its process run."""
LONGEST_PHRASE: Final = 400
"""By so many characters the searched parts overlap: no phrase is longer."""
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_QUOTES = re.compile(r"[\"“”«»]")
_SAYS = re.compile(r"\w")
_ENDS = " .?!,"


@dataclass(frozen=True, slots=True)
class RequestPhrases:
    """The phrases by intent, compiled, in file order."""

    patterns: Mapping[Intent, re.Pattern[str]]
    question: re.Pattern[str]

    def attempts_injection(self, text: str) -> bool:
        """Return whether the text addresses the program's instructions instead of the question."""
        return _is_in(self.patterns[Intent.INJECTION], straight(text))

    def without_injection(self, text: str) -> str:
        """Return the sentences of a text that do not address the program's instructions."""
        return " ".join(one for one in split_sentences(text) if not self.attempts_injection(one))

    def asks(self, sentence: str) -> bool:
        """Return whether a sentence asks something."""
        return "?" in sentence or bool(self.question.search(bare(straight(sentence))))

    def is_question(self, sentence: str) -> bool:
        """Return whether a sentence has the form of a question and not only its tone."""
        return "?" in sentence and bool(_ASKING.search(bare(straight(sentence))))

    def unsafe(self, utterance: str) -> Intent | None:
        """Return the safety request that an utterance holds, or null.

        What somebody is told to have said is told, not said: quoting abuse is no abuse.
        """
        text = straight(utterance)
        for intent in SAFETY:
            for match in self.patterns[intent].finditer(text):
                if not _is_told(text, match.start(), match.end()):
                    return intent
        return None

    def phrases_in(self, utterance: str) -> dict[str, float]:
        """Return the intents whose phrases are in an utterance, in file order.

        The value is the share (0-1) of the utterance that the phrase takes up. What they mean
        there is for others to say: an answer can hold any of them.
        """
        text = straight(utterance)
        stripped = bare(text)
        found: dict[str, float] = {}
        for intent, pattern in self.patterns.items():
            if intent in SAFETY:
                continue
            for said in (stripped, text):
                if match := pattern.search(said):
                    whole = max(1, len(said.strip(_ENDS)))
                    found[str(intent)] = min(1.0, len(match.group().strip(_ENDS)) / whole)
                    break
        return found

    def asked_about(self, utterance: str) -> Intent | None:
        """Return what a question to the interviewer is about, or null where no phrase tells."""
        return next(
            (
                intent
                for sentence in reversed(split_sentences(straight(utterance)))
                for intent, pattern in self.patterns.items()
                if intent.startswith("ask_") and pattern.search(f"{sentence.rstrip('?.!')}?")
            ),
            None,
        )


def load_phrases() -> RequestPhrases:
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
    if missing := set(SAFETY) - compiled.keys():
        raise PromptError(f"prompts/{_PATH}: no patterns for {', '.join(sorted(missing))}")
    return RequestPhrases({Intent(name): pattern for name, pattern in compiled.items()}, question)


def straight(text: str) -> str:
    """Return a text without outer spaces and with straight apostrophes."""
    return text.strip().replace("’", "'")


def bare(text: str) -> str:
    """Return a text without hesitations and the small words that open a sentence."""
    return _FILLERS.sub("", text).strip()


def only_sounds(text: str) -> bool:
    """Return whether a text has words and all of them are hesitations."""
    return bool(_SAYS.search(text)) and not _SAYS.search(bare(text))


def _is_in(pattern: re.Pattern[str], text: str) -> bool:
    """Return whether a pattern is in a text, however long that is; it is searched part by part."""
    for start in range(0, max(1, len(text) - LONGEST_PHRASE), SEARCHED_AT_ONCE - LONGEST_PHRASE):
        end = min(len(text), start + SEARCHED_AT_ONCE)
        match = pattern.search(text, start, end)
        # what ends where a part does may only look like an end: the next part tells
        if match and (match.end() < end or end == len(text)):
            return True
    return False


def _is_told(text: str, start: int, end: int) -> bool:
    """Return whether the words between two places are told as somebody's, or as what one did.

    Somebody and a word for saying stand just before or after them, or quotation marks around them.
    """
    if len(_QUOTES.findall(text[:start])) % 2:
        return True
    before = _WORD.findall(text[:start].lower())[-REQUESTS.near_words :]
    after = _WORD.findall(text[end:].lower())[: REQUESTS.near_words]
    return _reports(before) or _reports(after)


def _reports(words: Sequence[str]) -> bool:
    who = {word.partition("'")[0] for word in words}
    return bool(_REPORTS & who and _OTHERS & who)


def _compiled(name: str, patterns: object) -> re.Pattern[str]:
    if not isinstance(patterns, list) or not patterns:
        raise PromptError(f"prompts/{_PATH}: {name}: must list patterns")
    try:
        return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
    except re.error as error:
        raise PromptError(f"prompts/{_PATH}: {name}: {error}") from error
