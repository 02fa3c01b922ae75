"""The shape of an utterance: what tells a request from an answer that has the same words in it.

A feature is a name; most are true or false and a few are counts. Words that were never heard in a
request are no features of their own: they count as matter, which requests have little of.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from language.en.requests.tuned import REQUESTS
from language.en.requests.word_roles import role_features, roles
from language.en.stories.actions import is_past_action
from language.en.text.lexicon import STOP_WORDS, listed

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SENTENCE = re.compile(r"[.!?…]+(?=\s|$)")
_QUOTE = re.compile(r"[\"“”:]|(?<!\w)'\w|\w'(?!\w)")
_SOUND = re.compile(r"(?:u+[hm]+|e+r+m*|h+m+|m{2,}|a+h+)$")
_LEADS = listed(
    "well so okay ok oh yeah yes sorry hey hi hello thanks and but actually honestly like then now"
    " alright right just please no wait i'm"
)
_MODALS = listed("can could would will may might shall should do does did are is am was were")
_PEOPLE = listed("he she they we him her them his their our us somebody someone everybody people")
_INVITES = _MODALS | {"let"}
_SAID = listed(
    "said says say saying told tell telling tells asked ask asks asking shouted yelled wrote called"
    " goes replied answered explained screamed wanted thought complained decided heard calls write"
)
_JOINS = listed(
    "because since so if when until while which who whose after before although unless than"
    " then though whenever where"
)
_PAST = listed("was were had did said told went came felt knew got thought became began wanted")
_ACTS = listed(
    "skip skipped skipping stop stopped stopping repeat repeated repeating pass passed passing move"
    " moved moving leave left leaving end ended ending finish finished continue continued quit"
    " pause paused wait waited help helped hear heard say said ask asked give gave explain need"
    " take have get go slow break come rephrase clarify start answer want talk hold let read"
)
_OF_THE_TALK = listed(
    "this that it one question questions here now again please interview call session me you"
    " answer moment second minute sec bit hint example conversation time"
)
_FREE = listed("on to with for the a an from at up off back another next my your another some any")
_GENERIC_YOU = listed("if when that because where so the like then but tell before once")
_KINDS = {
    word: kind
    for kind, words in {
        "time": "second sec seconds moment minute minutes bit while hour time",
        "sound": "mic microphone audio sound volume voice connection line internet wifi video"
        " signal speaker headset",
        "broken": "breaking cutting cut dropped drops froze frozen lagging choppy unstable poor"
        " crackles distorted muffled robotic noisy bad gone low quiet dead disconnected lost",
        "again": "again once twice",
        "repeat": "repeat reread restate replay repeating remind",
        "reword": "rephrase reword clarify simplify paraphrase explain differently simpler simple"
        " easier elaborate clearer specific",
        "help": "hint hints clue clues pointer pointers nudge tip tips help guidance assist",
        "skip": "skip pass next different else",
        "end": "stop end finish quit terminate cancel leave exit bye goodbye reschedule",
        "mind": "know remember recall idea clue dunno sure blank",
        "heard": "hear heard catch understand follow audible listening",
        "pause": "pause wait hold hang break",
        "talk": "question questions interview call session conversation answer answers",
    }.items()
    for word in words.split()
}
"""Words that stand for each other in a request."""
_LENGTHS = (2, 4, 7, 10, 14, 20, 30, 45)
_MOST: Final = 4


def spoken(text: str) -> list[str]:
    """Return the words of a text in lower case, hesitation sounds left out."""
    found = _WORD.findall(text.lower().replace("’", "'"))
    return [word for word in found if not _SOUND.match(word)]


def features(
    text: str, familiar: frozenset[str], sounds_like: Mapping[str, float] | None = None
) -> dict[str, float]:
    """Return the features of an utterance by name.

    `familiar` are the content words that requests are made of; all others are matter.
    `sounds_like` gives for the requests whose authored phrases are in it the share (0-1) of the
    utterance that the phrase takes up.
    """
    said = spoken(text)
    found: dict[str, float] = {"bias": 1.0}
    if not said:
        return found | {"only sounds": 1.0}
    kept = [word if word in familiar or word in STOP_WORDS else "*" for word in said]
    kinds = [_KINDS.get(word, word) for word in kept]
    done = roles(said, familiar, _ACTS, _KINDS)
    names = (
        *_words(kept),
        *_words(kinds),
        *_edges(kinds),
        *_address(said),
        *_objects(said),
        *role_features(done, done[_leads(said) :], text.rstrip().endswith("?")),
    )
    for name in names:
        found[name] = 1.0
    found |= _amounts(text, said, kept)
    plain = not any(found[name] for name in ("any past", "any others", "any joins", "quotes"))
    found["plain"] = float(plain)
    for intent, share in (sounds_like or {}).items():
        found[f"phrase {intent}"] = 1.0
        found[f"phrase {intent}, {'plain' if plain else 'told'}"] = share
        found[f"phrase, {'plain' if plain else 'told'}"] = max(share, found.get("phrase", 0.0))
    return found


def _words(kept: Sequence[str]) -> Iterator[str]:
    for word in kept:
        yield f"w {word}"
    for first, second in pairwise(kept):
        yield f"b {first} {second}"


def _edges(kept: Sequence[str]) -> Iterator[str]:
    core = kept[_leads(kept) :]
    for size in range(1, REQUESTS.edge + 1):
        yield "^ " + " ".join(core[:size])
        yield "$ " + " ".join(kept[-size:])
    if len(kept) <= REQUESTS.edge:
        yield "= " + " ".join(kept)


def _leads(words: Sequence[str]) -> int:
    """Return how many words lead in, never all of them."""
    start = 0
    while start < len(words) - 1 and words[start] in _LEADS:
        start += 1
    return start


def _address(said: Sequence[str]) -> Iterator[str]:
    """Yield who is addressed, and how it begins."""
    core = [word for word in said if word not in _LEADS] or list(said)
    first, second = core[0], core[1] if len(core) > 1 else ""
    if first in _MODALS:
        yield f"begins by asking {second if second in ('you', 'i', 'we') else 'other'}"
    if first in ("i", "i'd", "i'll", "i've", "we", "we'd"):
        yield "begins with oneself"
        if is_past_action(second) or second in _PAST:
            yield "begins with what one did"
    if first in _ACTS:
        yield "begins with an order"
    if first in _PEOPLE:
        yield "begins with others"
    for before, word in pairwise(("", *said)):
        if word in ("you", "your"):
            yield "you in general" if before in _GENERIC_YOU else "you"


def _objects(said: Sequence[str]) -> Iterator[str]:
    """Yield what the verbs that a request could have are about: the talk, nothing, or matter."""
    for at, word in enumerate(said):
        if word not in _ACTS:
            continue
        rest = [w for w in said[at + 1 : at + 5] if w not in _FREE]
        if not rest:
            yield f"act alone {at == 0}"
        elif rest[0] in _OF_THE_TALK:
            yield "act on the talk"
        elif rest[0] not in STOP_WORDS:
            yield "act on matter"
        if is_past_action(word):
            yield "act in the past"
        if at and said[at - 1] in ("would", "i'd", "we'd", "to", "not", "never", "always"):
            yield f"act after {said[at - 1]}"


def _amounts(text: str, said: Sequence[str], kept: Sequence[str]) -> dict[str, float]:
    matter = kept.count("*")
    past = sum(is_past_action(word) or word in _PAST for word in said)
    others = sum(
        word in _PEOPLE and not (word in ("we", "us") and before in _INVITES)
        for before, word in pairwise(("", *said))
    )
    reports = sum(word in _SAID for word in said)
    joins = sum(word in _JOINS for word in said[1:])
    ends = len(_SENTENCE.findall(text))
    return {
        "matter": min(matter, _MOST) / _MOST,
        f"matter {min(matter, _MOST)}": 1.0,
        "share of matter": matter / len(said),
        "past": min(past, _MOST) / _MOST,
        "any past": float(past > 0),
        "others": min(others, _MOST) / _MOST,
        "any others": float(others > 0),
        "reports": min(reports, 2) / 2,
        "joins": min(joins, _MOST) / _MOST,
        "any joins": float(joins > 0),
        "sentences": min(ends, _MOST) / _MOST,
        "asks": float(text.rstrip().endswith("?")),
        "asks within": float("?" in text.rstrip()[:-1]),
        "quotes": float(bool(_QUOTE.search(text))),
        f"length {sum(len(said) > limit for limit in _LENGTHS)}": 1.0,
        "reported by others": float(others > 0 and reports > 0),
    }
