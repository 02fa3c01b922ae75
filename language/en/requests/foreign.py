"""Whether something was said in another language than English: one detector for all who ask.

It reads the smallest words of a language, which carry no subject: names, code and lists of
keywords have few of any language and count as English, as what they are.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from core.errors import PromptError
from language.en.requests.tuned import REQUESTS
from language.en.text.lexicon import STOP_WORDS
from language.en.text.tokens import words as words_of
from prompts.loader import load_yaml

_PATH = "interviewer/languages.yaml"
_LATIN = "LATIN"
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Languages:
    """The small words of other languages that are no English words."""

    words: frozenset[str]

    def foreign(self, utterance: str) -> bool:
        """Return whether an utterance is in another script, or has more foreign than English words.

        One word decides nothing unless it is all that was said but for names.
        """
        if _other_script(utterance) > 0.5:
            return True
        spoken = [word.lower() for word in _WORD.findall(utterance)]
        found = sum(word in self.words for word in spoken)
        english = sum(word in STOP_WORDS and word not in self.words for word in spoken)
        return found > max(1, english) or (found == 1 and not english and len(spoken) <= 3)

    def speaks(self, sentence: str) -> bool:
        """Return whether a sentence may be said in an English interview; in doubt it may not be.

        It is what a model wrote, so it has letters of English and, of five words and more, one of
        the smallest.
        """
        letters = [char for char in sentence if char.isalpha()]
        if sum(not char.isascii() for char in letters) > REQUESTS.spoken_script_share * len(
            letters
        ):
            return False
        spoken = words_of(sentence)
        short = len(spoken) < REQUESTS.spoken_words
        return (short or not STOP_WORDS.isdisjoint(spoken)) and not self.foreign(sentence)

    def is_another(self, text: str) -> bool:
        """Return whether a text, as a whole, is clearly not English; English when in doubt."""
        if _other_script(text) > REQUESTS.other_script_share:
            return True
        spoken = words_of(text)
        if len(spoken) < REQUESTS.enough_words:
            return False
        foreign = sum(word in self.words for word in spoken)
        english = sum(word in STOP_WORDS for word in spoken)
        return foreign >= REQUESTS.foreign_share * len(spoken) and foreign > english


def is_another_language(text: str) -> bool:
    """Return whether a text is clearly not English, by the words of the installation."""
    return load_languages().is_another(text)


def _other_script(text: str) -> float:
    """Return the share (0 to 1) of a text's letters that are not of the Latin script."""
    if text.isascii():
        return 0.0
    letters = [char for char in text if char.isalpha()]
    other = sum(_LATIN not in unicodedata.name(char, _LATIN) for char in letters)
    return other / len(letters) if letters else 0.0


@cache
def load_languages() -> Languages:
    """Return the words of `prompts/interviewer/languages.yaml`.

    Raises `PromptError` unless it maps languages to words, none of which is a small English word.
    """
    content = load_yaml(_PATH)
    if not isinstance(content, dict) or not content:
        raise PromptError(f"prompts/{_PATH}: must map languages to words")
    words: set[str] = set()
    for language, text in content.items():
        listed = frozenset(str(text).split())
        if not listed or (english := listed & STOP_WORDS):
            wrong = f"also English: {', '.join(sorted(english))}" if listed else "has no words"
            raise PromptError(f"prompts/{_PATH}: {language}: {wrong}")
        words |= listed
    return Languages(frozenset(words))
