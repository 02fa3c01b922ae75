"""What a speaker asserts: a text without what is asked, not known, announced, denied, withdrawn.

Naming a thing in such a sentence says nothing about it. The rules read the structure of a clause
(who speaks, what its verb takes, what follows) and no subject matter. Past tense is told and not
disclaimed: "I didn't know why it was slow, so I ran a profiler" stands.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from language.en.stories.frames import framed
from language.en.stories.retractions import takes_all_back
from language.en.text.lexicon import listed
from language.en.text.tokens import Sentence, sentences, words

_I_PRESENT = r"\bi (?:(?:really|honestly|also|just|still|actually|simply|kind of|sort of) )*"
_UNKNOWN = re.compile(
    _I_PRESENT + r"(?:(?:don't|do not|wouldn't|would not|couldn't|could not) "
    r"(?:really |actually |even |exactly |quite |fully )?"
    r"(?:know|remember|recall|understand|get|tell you|explain|say)\b"
    r"|can(?:'t|not| not) (?:really |actually |even )?"
    r"(?:remember|recall|explain|tell|say|think of)\b"
    r"|(?:have|'ve got) (?:absolutely )?no (?:idea|clue)\b|forg[eo]t(?:ten)?\b"
    r"|never (?:really )?(?:heard of|learned|learnt|understood)\b)"
    r"|\bi(?:'m| am) (?:not|un) ?(?:really |too |quite |entirely |very )?"
    r"(?:sure|certain|familiar)\b"
    r"|\bi(?:'ve| have) (?:no (?:idea|clue)|never (?:really )?(?:heard|learned|learnt|understood)"
    r"|forgotten)\b|\bno (?:idea|clue) (?:what|how|why|if|whether)\b",
    re.IGNORECASE,
)
_TELLING = (
    r"(?:explain(?:ing)?|describ(?:e|ing)|mention|discuss|cover|define|outline|list|present|name|"
    r"elaborate on|"
    r"talk (?:about|through)|speak about|go (?:over|into|through)|touch on|dive into|get into|"
    r"walk you through|tell you (?:about|what|how|why)|say something about|give an? "
    r"(?:overview|explanation|definition|description|summary) of|start with|begin with)"
)
_TO_SOMEBODY = (
    r"(?! (?:[\w'-]+ ){0,4}?to (?:my|our|him|her|them|everyone|everybody|people|customers"
    r"|(?:the|an?) (?:\w+ )?(?:team|board|staff|management|leads?|\w+(?:er|or|ist|ant|ent)s?))\b)"
)
_WOULD = (
    r"(?:'d| would|'ll| will| can| could| should| might| may| must|'m going to| am going to"
    r"| wants? to| need to|'d like to| would like to| have to)"
)
_FIRST = (
    r"(?: (?:first|then|also|next|now|maybe|just|quickly|briefly|finally|probably|certainly|surely"
    r"|happily|have to|need to|want to|like to|love to|try to|start by|begin by|be able to))* "
)
_OTHERS = (
    r"(?:you|one|they|people|somebody|someone|everybody|everyone|"
    r"(?:an?|the|any|every|some|good|most) (?:\w+ )?\w+)"
)
_I_ANNOUNCE = (
    rf"(?:(?:i|we){_WOULD}|let me|let's){_FIRST}{_TELLING}\b(?! (?:that|it like this)\b|:)"
)
_ANNOUNCED = re.compile(
    rf"\b(?:{_I_ANNOUNCE}{_TO_SOMEBODY}|{_OTHERS}{_WOULD}{_FIRST}"
    rf"(?:ask (?:me|us) (?:about|for|what|how|why)|{_TELLING})\b(?! that\b|:))",
    re.IGNORECASE,
)
_FRAME = re.compile(
    rf"^(?:(?:and|then|also|next|so|well|finally|plus|or|now|first|second|third),? )*{_I_ANNOUNCE}",
    re.IGNORECASE,
)
"""The beginning of an announcement, whoever may be told."""
_NOT_SO = re.compile(
    r"\b(?:it(?:'s| is|'d be| would be)|it) (?:just |simply |really |plain )?"
    r"(?:not|isn't|n't|never|wrong|false|untrue|a myth|a lie|nonsense|incorrect|mistaken)"
    r"(?: (?:really|even))?(?: (?:true|right|correct|the case|so|like))?"
    r"(?: to (?:say|think|believe|claim|assume))? that\b"
    r"|\bi (?:don't|do not|wouldn't|would never|never|can't|cannot) "
    r"(?:really |actually )?(?:think|believe|say|agree|claim|accept|buy)(?: it| so)?(?: that)\b"
    r"|\b(?:nobody|no one|no \w+) (?:\w+ )?(?:thinks?|believes?|says?|claims?|would say)"
    r"(?: that)?\b",
    re.IGNORECASE,
)
_MOCKED = re.compile(
    r"^(?:(?:oh|yeah|yes|well|ha|haha|sure|right|of course|great|and),? )*"
    r"(?:(?:yeah|yes|oh|sure),? (?:right|sure)\b|as if\b|sure,? because\b|of course,? because\b"
    r"|because (?:obviously|of course)\b|tell me another)",
    re.IGNORECASE,
)
_NAMES_FRAME = re.compile(
    r"^(?:(?:and|then|also|next|so|well|finally|plus|or|now|first|second|third),? )*"
    r"(?:there(?:'s| is| are| would be| was)(?: also)?"
    r"|(?:it|this|that)(?:'s| is| involves| includes)"
    r"(?: (?:all|also|just|really|mostly))?(?: about)?|(?:we|you|i)(?:'ve got| have| need| got)"
    r"|(?:the )?(?:key ?words?|(?:key )?terms?|topics?|concepts?|(?:key )?points?|buzzwords?)"
    r"(?: here)? (?:is|are|include))\b(.*)$",
    re.IGNORECASE,
)
_NAMES_PREDICATE = re.compile(
    r"^(?:(?:and|then|also|next|so|well|finally|plus|or|now),? )*(.*?) "
    r"(?:(?:is|are|was|would be)(?: (?:also|very|really|quite|so|all|just|always|super))* "
    r"(?:important|key|relevant|crucial|essential|vital|needed|necessary|involved|interesting|useful"
    r"|good|great|an?(?: \w+)? (?:thing|topic|factor|point|part|concept|term|keyword|matter))"
    r"|(?:also )?(?:matters?|plays? an?(?: \w+)? (?:role|part)|comes? (?:in|up|into play)"
    r"|counts?|exists?|helps?))(?: (?:too|here|as well|a lot|in this|for this))?[.!,;]*$",
    re.IGNORECASE,
)
_RELATES = listed(
    """
    that which who whose where when while if unless because so since as than whether how why what
    to from by with without for into onto over under between through before after until against
    per via at on is are was were be been has have had can could will would should must may might
    does do did not no never but only instead about
    """
)
"""Words that relate one thing to another: a text without any of these names things."""
_LIST_OF_NAMES = 3
_KEPT_TEXTS = 64
_SHORT_NAME = 5
_AT_THE_BEGINNING = 12
_REPORTED = re.compile(
    r"\b(?:(?:some|many|most|other|a lot of|lots of|certain) (?:\w+ )?"
    r"(?:people|folks|colleagues|developers|engineers|managers|candidates|books|blogs|articles)"
    r"|some|many|others|people|they|somebody|someone|everybody|everyone|my (?:\w+ )?\w+)"
    r" (?:\w+ )?(?:says?|said|thinks?|thought|believes?|believed|claims?|claimed|argues?|argued"
    r"|insists?|insisted|suggests?|tells? (?:me|you)|told me)\b"
    r"|\bi (?:used to (?:think|believe)|once (?:thought|believed)|(?:have |'ve )?"
    r"(?:heard|read)(?: (?:somewhere|once))?)\b|\bit is (?:often |sometimes )?(?:said|claimed)\b"
    r"|\bthe (?:common |usual )?(?:myth|misconception|rumou?r|idea) (?:is|goes)\b",
    re.IGNORECASE,
)
_FALSE = (
    r"(?:wrong|false|untrue|incorrect|nonsense|rubbish|mistaken|a myth|a lie|made up|invented|"
    r"not (?:true|right|correct|the case|so|how it works|accurate))"
)
_DENIED = re.compile(
    rf"\b(?:that|this|it|which|they|those)(?:'s| is|'re| are) (?:\w+ ){{0,2}}?{_FALSE}\b"
    r"(?! (?:for|when|if|in|with|until|unless|on|at)\b)"
    rf"|\bthat isn't (?:true|right|correct|the case|so)\b(?! (?:for|when|if|in|with)\b)"
    r"|\bi (?:\w+ )?(?:disagree|don't (?:agree|believe|buy|think (?:so|that's))"
    r"|doubt (?:it|that))\b"
    r"|\bnot (?:in my view|true at all|at all)\b",
    re.IGNORECASE,
)
_ALL = (
    r"(?:that|this|it|those|what i (?:just |have |'ve )?(?:said|told you|claimed)|"
    r"everything i (?:just )?said|the above)"
)
_TAKES_ALL_BACK = re.compile(
    rf"\b(?:none of {_ALL} (?:is|was|were|are|holds|happened|applies)\b"
    r"(?! (?:\w+ )?(?:easy|cheap))"
    rf"|all of {_ALL} (?:is|was) (?:\w+ )?{_FALSE}"
    r"|(?:everything|all) (?:that )?i(?:'ve| have)? (?:just )?(?:said|told you|claimed) "
    rf"(?:is|was) (?:\w+ )?{_FALSE}"
    r"|(?:forget|ignore|scratch|disregard|strike) (?:all|everything|what) (?:of (?:that|it|this)|"
    r"(?:that )?i(?:'ve| have)? (?:just )?said)"
    r"|i (?:take|took) (?:all of (?:that|it)|everything|it all|all that) back"
    r"|i(?:'ve| have)? (?:just |simply )?made (?:all of |all )?(?:that|this|it|everything)"
    r"(?: all)? up"
    r"|i(?:'ve| have)? (?:just |simply )?(?:invented|made up) "
    r"(?:all|everything|the whole|that|this)"
    r"|the (?:exact |very )?(?:opposite|reverse|contrary) (?:is|was) (?:the case|true|so)"
    r"|(?:that|it|this) never (?:really |actually )?happened|i was (?:just )?(?:lying|joking))\b",
    re.IGNORECASE,
)
_TAKES_LAST_BACK = re.compile(
    rf"^(?:(?:no|wait|sorry|actually|hmm|oh|or|well|but|hang on|hold on),? )*"
    rf"(?:i (?:take|took) (?:that|it) back|(?:scratch|strike|forget) that"
    rf"|(?:no|actually|sorry|wait),? (?:that|it)(?:'s| is| was) {_FALSE}"
    rf"|(?:that|it)(?:'s| is) {_FALSE})(?: (?:actually|though|sorry|i think))?[.!]*$",
    re.IGNORECASE,
)
_TAG_QUESTION = re.compile(
    r"[,.] (?:right|you know|yes|yeah|okay|ok|no|see|correct|don't you think"
    r"|(?:is|isn't|does|doesn't|do|don't|can|can't|was|wasn't)(?: not)? (?:it|they|he|she|you))\?$",
    re.IGNORECASE,
)
_TURNS = re.compile(
    r"(?:^|[,;:—–]\s*|\s)(?:but\b,?|although\b|though\b)|[,;:—–]\s*(?:yet|however),?\b",
    re.IGNORECASE,
)
_BUT_REALLY = re.compile(
    r"(?:^|[,;:—–]\s*|\s)but\b,?|[,;:—–]\s*(?:yet|however|rather|instead|in fact|actually),?\b",
    re.IGNORECASE,
)
"""What corrects what is not so: "although" and "though" go on with it."""
_GOES_ON = re.compile(r"[,;:—–]\s*(?:so|and i|and then i|then i|which is why)\b", re.IGNORECASE)


@lru_cache(maxsize=_KEPT_TEXTS)
def asserted(text: str, *, questions: bool = False) -> str:
    """Return what a text asserts, sentence by sentence; `questions` keeps what it asks.

    Left out are questions (tags such as ", right?" aside), what the speaker says not to know, what
    is only announced ("I would explain X", unless somebody other than the listener is told), what
    is denied or mocked, what others say and the speaker then denies, what a later sentence takes
    back, and sentences that only name things or differ in one place only, from three of them on.
    """
    kept: list[str] = []
    rows = _Rows()
    reported = False
    empty = framed(text)
    for sentence in (one for one in sentences(text) if one.text not in empty):
        said = sentence.text.replace("’", "'")
        if _TAKES_ALL_BACK.search(said) or takes_all_back(sentence):
            kept.clear()
            reported = False
            continue
        if _TAKES_LAST_BACK.search(said) or (reported and _denies(sentence)):
            del kept[-1:]
            said = _after_turn(said, 0)
        elif _MOCKED.search(said):
            said = ""
        elif _is_question(said):
            said = said if questions else ""
        elif (report := _REPORTED.search(said)) and (denied := _DENIED.search(said, report.end())):
            said = said[: report.start()] + said[denied.end() :]
        reported = bool(said) and bool(_REPORTED.search(said))
        whole, said = said, _without_empty(said)
        if len(words(said)) > 1 or said == sentence.text:
            kept.append(said)
        rows.take(whole, said, kept)
    names = [one for one in kept if _only_names(one)]
    return " ".join(kept if len(names) < _LIST_OF_NAMES else [k for k in kept if k not in names])


class _Rows:
    """Rows of sentences that begin by announcing, or by "it is not true that".

    Where three of a row say nothing, neither do the others in it, though they read as if somebody
    were told or as if they turned: "I would explain lying to customers" is one more heading.
    """

    def __init__(self) -> None:
        self._left: list[str] = []
        self._empty = 0

    def take(self, whole: str, said: str, kept: list[str]) -> None:
        """Take in the next sentence and what was left of it, which is the last of `kept`."""
        denied = _NOT_SO.search(whole)
        if not (_FRAME.match(whole) or (denied and denied.start() < _AT_THE_BEGINNING)):
            self._left, self._empty = [], 0
            return
        self._empty += said != whole
        if said in kept[-1:]:
            self._left.append(said)
        if self._empty >= _LIST_OF_NAMES:
            kept[:] = [one for one in kept if one not in self._left]


def _only_names(said: str) -> bool:
    """Return whether a sentence says no more of things than that they are there, or matter."""
    frame = _NAMES_FRAME.match(said) or _NAMES_PREDICATE.match(said)
    if frame is None:
        return False
    named = words(frame[1])
    return len(named) <= _SHORT_NAME or _RELATES.isdisjoint(named)


def _is_question(said: str) -> bool:
    return said.rstrip("\"'”’) ").endswith("?") and not _TAG_QUESTION.search(said)


def _denies(sentence: Sentence) -> bool:
    denied = _DENIED.search(sentence.text)
    return denied is not None and denied.start() < 20


def _without_empty(said: str) -> str:
    """Return a sentence without what is not known or only announced in it."""
    cuts = list(_empty(said))
    for start, end in reversed(cuts):
        said = f"{said[:start].rstrip(' ,;')} {said[end:].lstrip(' ,;')}".strip()
    return said


def _empty(said: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where a sentence says nothing: from such a verb to a turn, or its end."""
    at = 0
    while True:
        found = [m for p in (_UNKNOWN, _ANNOUNCED, _NOT_SO) if (m := p.search(said, at))]
        if not found:
            return
        first = min(found, key=lambda match: match.start())
        ends = (_BUT_REALLY,) if first.re is _NOT_SO else (_TURNS, _GOES_ON)
        turns = [m for p in ends if (m := p.search(said, first.end()))]
        end = min((turn.start() for turn in turns), default=len(said))
        yield first.start(), end
        at = end


def _after_turn(said: str, at: int) -> str:
    """Return what a sentence goes on with after "but", or nothing."""
    turn = _TURNS.search(said, at)
    return said[turn.end() :].strip() if turn else ""
