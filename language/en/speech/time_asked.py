"""Whether somebody who falls silent has asked for time to think."""

from collections.abc import Sequence

from language.en.text.lexicon import listed

LOOKED_AT_WORDS = 12
_ASKS_FOR_TIME = (
    "let me think", "let me see", "let me consider", "give me a second", "give me a moment",
    "give me a minute", "one second", "one moment", "just a second", "just a moment",
)  # fmt: skip
_TRAILING = listed("um uh er about it this that for a second moment minute so okay well please")


def asks_for_time(spoken: Sequence[str]) -> bool:
    """Return whether the last of some lower-case words ask for time, whatever trails after."""
    said = list(spoken[-LOOKED_AT_WORDS:])
    while said and said[-1] in _TRAILING and not _ends_asking(said):
        said.pop()
    return _ends_asking(said)


def _ends_asking(said: Sequence[str]) -> bool:
    text = " ".join(said)
    return any(text == phrase or text.endswith(f" {phrase}") for phrase in _ASKS_FOR_TIME)
