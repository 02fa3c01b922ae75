"""The candidate's own words that a follow-up can pick up: figures and decisions."""

import re

from language.en.stories.actions import is_past_action
from language.en.text.figures import find_change, find_figure
from language.en.text.lexicon import STOP_WORDS, listed
from language.observed import Anchors

ANCHOR_WORDS = 5

_DECISION = re.compile(
    r"\b(?:i|we)(?:'ve| have| had)? (?:then |finally |eventually |therefore )?"
    r"(?:chose|picked|selected"
    r"|went with|settled on|opted for|decided on|decided to use|decided for|switched to|moved to"
    r"|migrated to|replaced it with|introduced|adopted|would use|would choose|would go with)\s+",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z0-9][\w+#./'-]*")
_DETERMINERS = listed("a an the our my two three four five several some new")
_NOT_PICKED_UP = listed(
    """
    i we you he she they it me us them him her this that these those there everything something
    anything nothing everyone someone things thing stuff way lot bit myself ourselves best better
    same part rest job all
    """
)
_SAYS_NOTHING = listed(
    """
    work works first second third next last step steps time times problem problems issue issues
    thing things question questions people person team teams day days week weeks month months year
    years hour hours minute minutes result results example examples answer start end side fact idea
    ideas reason reasons case cases point points number numbers something nobody everybody care part
    parts place kind sort look rest change changes move moves mistake mistakes today back front
    data code system systems
    """
)
"""Words that name nothing a follow-up could be about."""
_PREPOSITIONS = listed(
    """
    aboard about above across after against along alongside amid among around as at before behind
    below beneath beside besides between beyond by concerning despite down during except for from
    in inside into like near of off on onto out outside over past per regarding round since than
    through throughout till to toward towards under underneath until unto up upon versus via with
    within without
    """
)
ENDS = (STOP_WORDS | _PREPOSITIONS) - {"a", "an", "the"}
"""Words that no name ends with."""


def find_anchors(text: str, heard: frozenset[str] = frozenset()) -> Anchors:
    """Return a change, a figure and a decision named in an answer.

    Of several figures the last that tells a change is taken: results come after beginnings. A
    figure whose words are all among the stems `heard` in the question is the interviewer's own.
    """
    straight = text.replace("’", "'")
    return Anchors(
        change=find_change(straight),
        figure=find_figure(straight, heard),
        decision=_after(_DECISION, straight),
    )


def _after(pattern: re.Pattern[str], text: str) -> str | None:
    for match in pattern.finditer(text):
        if phrase := _noun_phrase(text[match.end() :]):
            return phrase
    return None


def _noun_phrase(rest: str) -> str | None:
    """Return the few words at the start of `rest` that name a thing, exactly as they were said.

    A name that goes on for more words than a follow-up can pick up is none: it is never cut.
    """
    end = 0
    kept: list[str] = []
    for match in _WORD.finditer(rest):
        gap = rest[end : match.start()]
        word = match.group().rstrip(".,'")
        lowered = word.lower()
        if gap.strip():
            break
        if lowered in _NOT_PICKED_UP or lowered.endswith("n't"):
            break
        if lowered in _DETERMINERS:
            if kept:
                break
        elif lowered in ENDS or is_past_action(lowered) or lowered.endswith("ly"):
            break
        if len(kept) == ANCHOR_WORDS:
            return None
        kept.append(word)
        end = match.start() + len(word)
        if len(word) < len(match.group()):
            break
    names = [word for word in kept if word.lower() not in _DETERMINERS]
    if not names or names[0][0].isdigit() or max(map(len, names)) < 4:
        return None
    if _SAYS_NOTHING.issuperset(name.lower() for name in names):
        return None
    return rest[:end].strip()
