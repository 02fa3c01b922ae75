"""Expected fillers: filled pauses, and the few words that rules can tell from their other uses.

Rules and probabilities of `docs/formulas.md#filler-probabilities`: a filler is counted by how
likely it is one, measured against natural telephone speech with gold disfluency marks. Words
without a rule that is good enough (so, actually, basically …) are counted as style and never
scored.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from language.en.text.lexicon import listed
from language.en.text.spoken_figures import spoken_length
from language.spoken import Filler, SpokenWord

FILLED_PAUSE = r"(?:u+h*m+|u+h+|e+r+m*|e+h+m*|h+m+|m{2,}|a+h+)"
"""A regular expression for a hesitation sound, however it was spelled."""

_FILLED_PAUSE = re.compile(rf"{FILLED_PAUSE}$")
_AH = re.compile(r"a+h+$")
_SET_OFF_SECONDS = 0.15

_YES_SOUNDS = frozenset(
    {("uh", "huh"), ("uhh", "huh"), ("um", "hum"), ("um", "hmm")}
    | {("mm", sound) for sound in ("hm", "hmm", "hmmm", "mm", "huh")}
    | {("hm", "mm"), ("hmm", "mm")}
)
STYLE_WORDS = listed("so actually basically literally right well okay")

_LIKE_AFTER_VERB = listed(
    "would 'd to do does did don't doesn't didn't might may will not really also particularly "
    "personally"
)
_PEOPLE = listed("i you we they he she people everyone everybody users customers")
_OBJECT_BEGINS = listed(
    "a an the this that these those my your his her its our their some any to it him them me us "
    "you what who where when why how which"
)
_COMPARED = listed(
    "look looks looked looking sound sounds sounded sounding feel feels felt feeling seem seems "
    "seemed seeming act acts acted acting taste tastes tasted tasting smell smells smelled "
    "smelling more much just as something anything nothing things stuff somewhere someone what"
)
_POINTS_AT = listed("that this those these me him her us them")
_BE = listed("be been being")
_NO_PLURAL = listed("was is this always as us yes its his has does perhaps")
_SAID = listed("said say mentioned")
_KNOW_IS_VERB_AFTER = listed("do did as let would don't didn't should must if")
_QUESTION_WORDS = listed("what who where which whether how why about that")
_MEAN_IS_VERB_AFTER = listed("what that do which thing")


@lru_cache(maxsize=10_000)
def is_filled_pause(word: str) -> bool:
    """Return whether a word in lower case is a hesitation sound, however it was spelled."""
    return bool(_FILLED_PAUSE.match(word))


def is_hesitation(spoken: Sequence[SpokenWord], at: int) -> bool:
    """Return whether a word of a turn is a hesitation sound and not only spelled like one.

    No hesitations are names in capitals (ER, HMM), the verb "to err", millimetres, and the sounds
    that say yes ("uh-huh", "mm-hmm").
    """
    here, previous, following = spoken[at], _word(spoken, at - 1), _word(spoken, at + 1)
    if not is_filled_pause(here.word):
        return False
    if (
        here.written.isupper()
        and len(here.written) > 1
        and any(w.written.islower() for w in spoken)
    ):
        return False
    if here.word == "err":
        return _set_off(spoken, at)
    if here.word == "mm" and previous[:1].isdigit():
        return False
    return (here.word, following) not in _YES_SOUNDS and (previous, here.word) not in _YES_SOUNDS


def find_fillers(spoken: Sequence[SpokenWord]) -> list[Filler]:
    """Return the fillers of a turn in order, without those of probability 0."""
    found: list[Filler] = []
    for at, here in enumerate(spoken):
        following = spoken[at + 1].word if at + 1 < len(spoken) else ""
        if is_hesitation(spoken, at):
            if not _AH.match(here.word) or _set_off(spoken, at):
                found.append(Filler(_spelled(here.word), 1.0, here.start_seconds))
        elif here.word == "like":
            found.append(Filler("like", _like(spoken, at), here.start_seconds))
        elif here.word == "you" and following == "know":
            found.append(Filler("you know", _you_know(spoken, at), here.start_seconds))
        elif here.word == "i" and following == "mean":
            found.append(Filler("i mean", _i_mean(spoken, at), here.start_seconds))
    return [filler for filler in found if filler.probability > 0]


def count_style_words(spoken: Sequence[SpokenWord]) -> dict[str, int]:
    """Return how often each style word was used; for information, never for a score."""
    return dict(Counter(w.word for w in spoken if w.word in STYLE_WORDS))


def lexical_word_count(spoken: Sequence[SpokenWord]) -> int:
    """Return N_lex: words without filled pauses and without immediate repetitions.

    A figure counts as the words it is spoken in.

    Formula: `docs/formulas.md#pace`.
    """
    said = [w.word for at, w in enumerate(spoken) if not is_hesitation(spoken, at)]
    return sum(spoken_length(w) for at, w in enumerate(said) if not at or w != said[at - 1])


def _spelled(word: str) -> str:
    """Return one spelling for each hesitation sound: "ummm" and "um" are the same filler."""
    return re.sub(r"(.)\1+", r"\1", word) if word not in ("mm", "hmm") else word


def _word(spoken: Sequence[SpokenWord], at: int) -> str:
    return spoken[at].word if 0 <= at < len(spoken) else ""


def _like(spoken: Sequence[SpokenWord], at: int) -> float:
    previous, following = _word(spoken, at - 1), _word(spoken, at + 1)
    beside_pause = is_filled_pause(previous) or is_filled_pause(following)
    before_pause = is_filled_pause(following)
    if (
        not following
        or previous in _LIKE_AFTER_VERB
        or previous.endswith("'d")
        or (previous in _PEOPLE and following in _OBJECT_BEGINS)
        or previous in _COMPARED
        or (previous == "of" and _word(spoken, at - 2) in ("kind", "sort"))
        or (following in ("i", "you", "we") and _word(spoken, at + 2) in _SAID)
        or following in _POINTS_AT
        or (("'" in previous or previous in _BE) and not before_pause)
        or (_is_plural(previous) and not before_pause)
        or (_is_name(spoken[at + 1]) and not spoken[at].closes)
    ):
        return 0.0
    return 0.8 if beside_pause or _set_off(spoken, at) else 0.5


def _you_know(spoken: Sequence[SpokenWord], at: int) -> float:
    if _word(spoken, at - 1) in _KNOW_IS_VERB_AFTER:
        return 0.0
    if spoken[at].opens and _word(spoken, at + 2) in _QUESTION_WORDS:
        return 0.0
    return 0.95


def _i_mean(spoken: Sequence[SpokenWord], at: int) -> float:
    if _word(spoken, at - 1) in _MEAN_IS_VERB_AFTER or _word(spoken, at + 2) in ("that", "by"):
        return 0.0
    return 0.95


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and word[-2] != "s" and word not in _NO_PLURAL


def _is_name(word: SpokenWord) -> bool:
    return word.written[:1].isupper() and word.word != "i" and not word.word.startswith("i'")


def _set_off(spoken: Sequence[SpokenWord], at: int) -> bool:
    """Return whether a word stands apart on both sides, by punctuation or by a short silence."""
    here = spoken[at]
    before = spoken[at - 1] if at else None
    after = spoken[at + 1] if at + 1 < len(spoken) else None
    return (here.cut_before or _gap(before, here)) and (here.cut_after or _gap(here, after))


def _gap(first: SpokenWord | None, second: SpokenWord | None) -> bool:
    if first is None or second is None:
        return True
    if first.end_seconds is None or second.start_seconds is None:
        return False
    return second.start_seconds - first.end_seconds >= _SET_OFF_SECONDS
