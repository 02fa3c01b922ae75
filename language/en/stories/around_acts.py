"""How things stood before the speaker's own acts, and what came of them, however it is worded."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from language.en.stories.actions import is_past_action
from language.en.text.lexicon import listed, one_of
from language.en.text.tokens import Sentence

_HAPPENED = listed("went came fell rose stayed happened agreed succeeded became")
"""Past forms that name no act of a person's, and tell what came of one."""
_NO_VERB_AFTER = listed(
    """
    was were is are be been being had has have get gets got the a an my our their his her its your
    of in at with very some no any
    """
)
"""After these a word in -ed is a participle: something stood so, it did not happen."""
_STOOD = listed(
    """
    was were wasn't weren't had hadn't didn't couldn't got hit knew said cost owned needed wanted
    belonged existed lacked struggled
    """
)
"""Past forms that tell how things were."""
_SUPPOSES = listed("would should i'd think believe guess if")
_NEW_CLAUSE = listed("and but so because then")
_NEW_SCENE = _NEW_CLAUSE | listed("who when where while")
_SELF = listed("i i'm i've i'd i'll")
_SPEAKER = _SELF | listed("we we're we've we'd we'll")

_STANDS = re.compile(
    r"\b"
    + one_of(
        r"(?:now|today|these days|nowadays|ever since|no longer|any ?more|no more)\b",
        r"(?<!was )(?<!were )still\b",
        r"(?:was|were|been|are|is|'s|'re) back\b",
        r"without (?:a|an|any|losing|further)\b",
        r"(?:nobody|no one|none of) (?:\w+ ){0,5}(?:quit|left|lost|hurt)\b",
        r"(?:lost|broke|missed) (?:no|nothing|only)\b|only (?:lost|missed)\b",
        r"only (?:\w+ ){1,3}(?:was|were) lost\b",
        r"(?:up|down) (?:by|to|from)\b|half (?:of|as)\b|by the end of\b",
    ),
    re.IGNORECASE,
)
_WE = re.compile(
    r"\bwe (?:\w+ )?(?:launched|delivered|shipped|released|finished|sold|signed|won|got through"
    r"|came (?:first|second|third)|made it|lost|ended up)\b",
    re.IGNORECASE,
)


def scene_before(spoken: Sequence[Sentence], own: Sequence[int]) -> str:
    """Return the first sentence that tells how things stood before one's `own` acts, or nothing.

    `own` are the places of the sentences with such acts, the first of which may begin with the
    scene; what is only supposed is none.
    """
    if not own:
        return ""
    scenes = ((one.text, _clauses(one, _NEW_SCENE)) for one in spoken[: min(own)])
    first = spoken[min(own)]
    begins = takewhile(lambda clause: not _SELF.intersection(clause), _clauses(first, _NEW_SCENE))
    told = (text for text, clauses in [*scenes, (first.text, begins)] if _stood(clauses))
    return next(told, "")


def aftermath(spoken: Sequence[Sentence], own: Sequence[int]) -> str:
    """Return the first sentence after the last of one's `own` acts that tells what came of them.

    `own` are the places of the sentences with such acts. Something happened, or stands differently
    since; how things were, or what the speaker thinks, is nothing that came of it. Empty if none.
    """
    after = spoken[max(own) + 1 :] if own else ()
    return next((one.text for one in after if _happened(one) or _stands(one)), "")


def _stands(sentence: Sentence) -> bool:
    if _WE.search(sentence.text):
        return True
    speaks_of_self = any(token.word in _SELF for token in sentence.tokens)
    return not speaks_of_self and bool(_STANDS.search(sentence.text))


def _stood(clauses: Iterable[Sequence[str]]) -> bool:
    told = [clause for clause in clauses if clause]
    if any(_SUPPOSES.intersection(clause) for clause in told):
        return False
    return any(
        word in _STOOD | _HAPPENED or is_past_action(word)
        for clause in told
        for at, word in enumerate(clause)
        if at > 0 and clause[0] not in _SELF and clause[at - 1] not in _NO_VERB_AFTER
    )


def _happened(sentence: Sentence) -> bool:
    return any(
        (is_past_action(word) or word in _HAPPENED)
        and clause[at - 1] not in _NO_VERB_AFTER
        and not _SPEAKER.intersection(clause[:at])
        for clause in _clauses(sentence, _NEW_CLAUSE)
        for at, word in enumerate(clause)
        if at > 0
    )


def _clauses(sentence: Sentence, openers: frozenset[str]) -> Iterator[list[str]]:
    clause: list[str] = []
    for at, token in enumerate(sentence.tokens):
        if at in sentence.cuts or token.word in openers:
            yield clause
            clause = []
        clause.append(token.word)
    yield clause
