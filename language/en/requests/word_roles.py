"""What a word does in an utterance, whatever word it is, and how the roles follow each other.

Requests in unseen words keep the order of their roles: "could you …", "what was …", "I … again".
"""

from collections.abc import Iterator, Mapping, Sequence

from language.en.requests.tuned import REQUESTS
from language.en.stories.actions import is_past_action
from language.en.text.lexicon import STOP_WORDS, listed

_ROLES = {
    word: role
    for role, words in {
        "I": "i i'm i've i'd i'll me my myself mine",
        "WE": "we we're we've us our let's",
        "YOU": "you you're you've you'll your yours",
        "THEY": "he she they him her them his their our he's she's they're somebody someone"
        " everybody people nobody anyone it's",
        "IT": "it this that these those there that's there's here",
        "ASK": "what how why when where who which what's how's who's where's",
        "MODAL": "can could would will may might shall should must",
        "NOT": "can't couldn't won't wouldn't don't didn't doesn't isn't wasn't haven't hasn't not"
        " never cannot no none nothing",
        "BE": "is are was were am be been being",
        "DO": "do does did have has had done",
        "A": "a an the some any another one",
        "TO": "to of in on at with for from by about into over after before up out off down back"
        " away",
        "AND": "and or but so",
        "SINCE": "because if when until while since than though unless once as",
        "ADVERB": "just again then now first always usually still already maybe probably please yet"
        " only even",
        "YES": "yes yeah yep sure okay ok alright right fine thanks thank hello hi hey good sorry"
        " bye",
        "SAY": "said say says told tell asked ask asks called shouted",
    }.items()
    for word in words.split()
}
_PEOPLE = ("I", "WE", "YOU", "THEY")
_PAST = listed("was were had did said told went came felt knew got thought became began wanted")


def roles(
    said: Sequence[str], familiar: frozenset[str], acts: frozenset[str], kinds: Mapping[str, str]
) -> list[str]:
    """Return the role of each word; `acts` and `kinds` are the verbs and topics of requests."""
    return [_role(word, familiar, acts, kinds) for word in said]


def role_features(of_words: Sequence[str], core: Sequence[str], asks: bool) -> Iterator[str]:
    """Yield the features of an utterance's roles.

    `core` are the roles without what leads in; `asks` says whether a question mark ends it.
    """
    ends = ["^", *of_words, "$"]
    for size in range(2, REQUESTS.run + 1):
        for at in range(len(ends) - size + 1):
            yield "r " + " ".join(ends[at : at + size])
    for size in range(1, REQUESTS.run + 2):
        yield "r^ " + " ".join(core[:size])
    if len(core) <= REQUESTS.short:
        yield "r= " + " ".join(core)
    mark = "?" if asks else "."
    yield f"begins {core[0]} {mark}"
    yield f"ends {of_words[-1]} {mark}"
    yield "people " + " ".join(role for role in _PEOPLE if role in of_words)


def _role(
    word: str, familiar: frozenset[str], acts: frozenset[str], kinds: Mapping[str, str]
) -> str:
    if word in _ROLES:
        return _ROLES[word]
    if word in _PAST or is_past_action(word):
        return "PAST"
    if word in acts:
        return "ACT"
    if word in kinds:
        return kinds[word]
    if word.isdigit():
        return "NUMBER"
    if word.endswith("ing"):
        return "ING" if word in familiar else "*ING"
    if word in familiar:
        return "OF REQUESTS"
    return "SMALL" if word in STOP_WORDS else "*"
