"""The words of speech that carry content."""

from language.en.speech.fillers import is_filled_pause
from language.en.text.lexicon import STOP_WORDS
from language.en.text.tokens import words


def content_words(text: str) -> list[str]:
    """Return the words of a text that carry content: no stop words, no hesitation sounds."""
    return [w for w in words(text) if w not in STOP_WORDS and not is_filled_pause(w)]
