"""Roles and companies as they can be spoken: plain short names, with their article."""

import re

from language.en.speech.speakable import sounds_like_vowel, speakable
from language.en.text.sentences import split_sentences

NAME_WORDS = 6
LONGEST_NAME = 20
"""A longer first name, in letters, is not spoken: it is likelier something else."""
_GREETING = re.compile(r"(Hello|Hi|Welcome)([,.] | (?=and\b))")
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


def first_name(full_name: str | None) -> str | None:
    """Return what to call somebody by, or null where the name they gave holds none.

    A title is passed over; what is no name ("x", "42", an address) is not spoken.
    """
    parts = [part for part in (full_name or "").split() if not part.endswith(".")]
    found = parts[0] if parts and "," not in parts[0] else ""
    plain = found.replace("-", "").replace("'", "").replace("’", "")
    if not (plain.isalpha() and 1 < len(found) <= LONGEST_NAME):
        return None
    return found.title() if found.islower() or (found.isupper() and len(found) > 2) else found


def greeted(name: str | None, opener: str) -> str:
    """Return an opener that greets somebody by name, where it has a place for one."""
    found = _GREETING.match(opener)
    if name is None or found is None:
        return opener
    greeting, goes_on = found.groups()
    joined = f"{greeting}, {name}" if goes_on.startswith(".") else f"{greeting} {name}"
    goes_on = f",{goes_on}" if goes_on.startswith(" ") else goes_on
    return joined + goes_on + opener[found.end() :]
