"""Whether an utterance is in another language than English, by its smallest words."""

import re
import unicodedata
from dataclasses import dataclass

from core.errors import PromptError
from language.en.text.lexicon import STOP_WORDS
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
        if not utterance.isascii() and _other_script(utterance):
            return True
        spoken = [word.lower() for word in _WORD.findall(utterance)]
        found = sum(word in self.words for word in spoken)
        english = sum(word in STOP_WORDS and word not in self.words for word in spoken)
        return found > max(1, english) or (found == 1 and not english and len(spoken) <= 3)


def _other_script(utterance: str) -> bool:
    letters = [char for char in utterance if char.isalpha()]
    other = sum(_LATIN not in unicodedata.name(char, _LATIN) for char in letters)
    return 2 * other > len(letters)


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
