"""What a candidate said they do or did, as clauses that can be said back before a follow-up."""

import re
from collections.abc import Iterator

from language.en.stories.anchors import ENDS
from language.en.text.lexicon import listed
from language.en.text.sentences import split_sentences
from language.en.text.vocabulary import COMMON_STEMS, content_stems
from language.observed import Statement

STATEMENT_WORDS = (4, 14)
OWN_STEMS = 2
"""A clause with fewer words of content than this names nothing."""

_CLAUSE_END = re.compile(
    r"\s*[,;:()—–…]\s*|\s+-\s+|[.!?]+(?=\s|$)|\s+(?:and|but|so)\s+(?=(?:i|we)\b)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"\b(?:[Ii]|[Ww]e)(?='d|'ll|'ve| )")
_OPENERS = listed(
    """
    and but so because then first second third next later finally afterwards after that today now
    therefore again also um uh well okay yes eventually instead there
    """
)
"""What may stand before the subject of a clause of its own."""
_HELPERS = listed("would will 'd 'll 've have had did do didn't don't wouldn't won't not never")
_ADVERBS = listed("then first also just always usually only even still really probably later")
_SAYS_NO_DEED = listed(
    """
    think believe guess know knew mean feel felt hope say said suppose wish doubt agree remember see
    saw understand understood am was were be been being can could may might must should like liked
    love want wanted need needed try tried told mentioned explained thought found got get going
    wanna have had do did done prefer a an the my our your some any no one two three four five six
    to it i we
    """
)
"""Words after the subject that make a clause an opinion, a state or nothing."""
_NEEDS_THE_REST = listed(
    """
    i we me us mine ours myself ourselves you your yours yourself he him his she her hers it its
    itself they them their theirs themselves this these those there here such i'm i'd i'll i've
    we're we'd we'll we've it's that's they're he's she's someone somebody something thing things
    stuff um uh erm hmm
    """
)
"""Words whose meaning is outside the clause, or changes when it is said back."""
_POINTS_BACK = re.compile(
    r"(?<!believe )(?<!saw )(?<!noticed )(?<!found )(?<!realized )(?<!learned )"
    r"(?<!decided )(?<!agreed )\bthat\b|\b(?:same|other|others|another|both|one|ones)$",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\s+and (?:ask|asked|see|saw|find out|found out|check|checked|decide|decided) (?:\w+ )?"
    r"(?:how|what|when|where|why|who|which)\s.*",
    re.IGNORECASE,
)
"""A second deed that is a question: said back it would sound like one."""
_LEFT_OVER = re.compile(r"\s+and \S+$")
"""A last deed whose object was cut off."""
_CUT = re.compile(
    r"\s+(?:because|so|but|although|which|who|until|whereas|while|and (?:i|we|then|it|they|so)\b)"
    r"(?:\s.*|$)",
    re.IGNORECASE,
)


def find_statements(text: str) -> tuple[Statement, ...]:
    """Return the clauses that make sense after "you said", in the order they were told.

    Each begins with its own subject, says what was or would be done, and needs nothing else of the
    answer to be understood.
    """
    straight = text.replace("’", "'")
    clauses = (one for sentence in split_sentences(straight) for one in _clauses(sentence))
    return tuple(
        Statement(clause, stems)
        for clause in dict.fromkeys(clauses)
        if len(stems := content_stems(clause) - COMMON_STEMS) >= OWN_STEMS
    )


def _clauses(sentence: str) -> Iterator[str]:
    begin = 0
    ends = [(match.start(), match.end()) for match in _CLAUSE_END.finditer(sentence)]
    for end, following in [*ends, (len(sentence), len(sentence))]:
        clause = _from_subject(sentence[begin:end])
        if clause and _says_a_deed(clause):
            yield clause
        begin = following


def _from_subject(part: str) -> str | None:
    """Return a part of a sentence from its subject on, without what carries on after it."""
    subject = _SUBJECT.search(part)
    if subject is None or not _OPENERS.issuperset(part[: subject.start()].lower().split()):
        return None
    whole = _ASKED.sub("", part[subject.start() :].strip())
    cut = _CUT.sub("", whole)
    if cut != whole:
        cut = _LEFT_OVER.sub("", cut)
    complete = len(cut.split()) >= STATEMENT_WORDS[0] and not _breaks_off(cut)
    return _shortened(cut if complete else whole)


def _shortened(clause: str) -> str:
    """Return a clause that is too long without its last deed, where it names several."""
    deeds, joined, _ = clause.rpartition(" and ")
    too_long = len(clause.split()) > STATEMENT_WORDS[1]
    return deeds if joined and too_long and " between " not in clause else clause


def _breaks_off(clause: str) -> bool:
    *_, before, last = clause.lower().split()
    return last in ENDS or before == "to"


def _says_a_deed(clause: str) -> bool:
    spoken = re.sub(r"'(d|ll|ve)\b", r" '\1", clause.lower()).split()
    if not STATEMENT_WORDS[0] <= len(clause.split()) <= STATEMENT_WORDS[1]:
        return False
    rest = spoken[1:]
    while rest and (rest[0] in _HELPERS or rest[0] in _ADVERBS):
        rest = rest[1:]
    if len(rest) < 2 or rest[0] in _SAYS_NO_DEED or rest[0][:1].isdigit():
        return False
    if _breaks_off(clause) or _POINTS_BACK.search(clause):
        return False
    return not _NEEDS_THE_REST.intersection(rest)
