"""Words as the interviewer compares them: by stem, without those that carry no content."""

from functools import lru_cache

from language.en.text.lexicon import STOP_WORDS, listed
from language.en.text.tokens import stem, words

TEXTS_REMEMBERED = 2048

COMMON = STOP_WORDS | listed(
    """
    not no yes think know make made work worked use used get got go went need want say said see
    time people thing things way good new first last would use after before when where how why
    using because without between during then lot better bad much many always never usually
    different important tried try help helped hard easy difficult able find found look looked
    started start end generally follow best practice practices sure everything fine kind sort
    somehow quite challenging situation approach example right balance really believe feel
    """
)
"""Words that are in every answer and tell nothing about its subject."""
COMMON_STEMS = frozenset(stem(word) for word in COMMON)
EVERYDAY = frozenset(
    stem(word)
    for word in listed(
        """
        morning evening night weekend monday sunday today left little small big old near empty love
        lovely warm cold home house family friend
        """
    )
)
"""Stems that a question may have by chance: alone they do not make an utterance an answer to it."""
WORKING_LIFE = frozenset(
    stem(word)
    for word in listed(
        """
        work job project team company customer client user product code system service data
        database server manager colleague engineer developer design build test deploy release bug
        problem solution decision plan goal deadline meeting feedback process experience role
        responsibility career skill learn lead report result improve measure cost revenue market
        business requirement feature review support training document budget stakeholder sprint
        ticket incident software application performance quality risk priority conflict quarter
        strategy growth price profit sales competitor cache queue network memory api request
        latency traffic scale storage index query table algorithm function class model metric
        monitor alert log backup cluster partition replica consistency transaction schema
        cto ceo boss coworker vendor supplier contractor startup agency office employer employee
        launch cloud script microservice framework app website payment invoice contract hire
        intern internship patient nurse shift warehouse factory delivery supply
        """
    )
)


@lru_cache(maxsize=TEXTS_REMEMBERED)
def content_stems(text: str) -> frozenset[str]:
    """Return the stems of a text's words that carry content."""
    return frozenset(stem(word) for word in words(text) if word not in STOP_WORDS)
