"""Roles and companies as they can be spoken: plain short names, with their article."""

import re

from language.en.speech.speakable import sounds_like_vowel, speakable
from language.en.text.sentences import split_sentences

NAME_WORDS = 6
_NAME = re.compile(r"\.?[^\W\d_][\w&+#/.' -]*", re.UNICODE)


def spoken_name(text: str | None) -> str | None:
    """Return a role or company as it may be spoken back, or null if it is not a plain short name.

    The candidate wrote it: anything that is longer or reads like a sentence is left unsaid.
    """
    name = " ".join((text or "").split()).strip(" ,;:!?\"'").rstrip(".")
    if not name or len(name.split()) > NAME_WORDS or len(split_sentences(name)) > 1:
        return None
    return speakable(name) if _NAME.fullmatch(name) else None


def with_article(name: str) -> str:
    """Return a name with the "a" or "an" that is spoken before it."""
    first = name.split(maxsplit=1)[0]
    return f"an {name}" if sounds_like_vowel(first) else f"a {name}"


def without_role_word(role: str) -> str:
    """Return a role name without a trailing "role", "position" or "job"."""
    return re.sub(r"\s+(?:role|position|job)$", "", role, flags=re.IGNORECASE)
