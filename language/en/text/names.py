"""Names inside a sentence, as capitals show them."""

import re

_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w+#.]*[\w+#]")
_UNREMARKABLE = frozenset(["I", "I'm", "I'd", "I'll", "I've", "OK", "Okay"])


def names_within(text: str) -> list[str]:
    """Return the words with a capital that no sentence's beginning explains."""
    return _NAME.findall(text)


def remarkable_names(text: str) -> list[str]:
    """Return the names in a text without what is always written with a capital."""
    return [name for name in names_within(text) if name not in _UNREMARKABLE]
