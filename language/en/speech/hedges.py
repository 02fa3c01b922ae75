"""Weighted hedges: words that take back what is being said (`docs/formulas.md#assertive-wording`).

Text only. It describes wording, never what the speaker feels. Calibrated uncertainty is a virtue:
in technical and problem answers a hedge beside a number, a condition or a reason does not count.
"""

import re
from collections import Counter
from typing import NamedTuple

from core.plan import QuestionKind
from language.en.text.number_words import COUNTS
from language.en.text.tokens import sentences
from language.spoken import Hedges

_NO_DETERMINER = r"(?<!\ba )(?<!\bthe )(?<!\bthis )(?<!\bthat )(?<!\bwhat )(?<!\bsome )(?<!\bany )"


class _Hedge(NamedTuple):
    name: str
    weight: float
    wording: str
    pattern: re.Pattern[str]
    calibrated: bool = False


def _hedge(name: str, weight: float, wording: str, calibrated: bool = False) -> _Hedge:
    return _Hedge(name, weight, wording, _whole_words(wording), calibrated)


def _whole_words(wording: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'])(?:{wording})(?![\w'])")


_HEDGES = (
    _hedge("i'm not sure", 1.5, r"(?:i'm|i am|i was) not (?:really |too |quite )?(?:sure|certain)"),
    _hedge("i'm no expert", 1.5, r"(?:i'm|i am) no(?:t an)? expert"),
    _hedge("this might be wrong", 1.5, r"(?:this|that|it|i) (?:might|may|could) be wrong"),
    _hedge("i guess", 1.0, r"i guess"),
    _hedge("i suppose", 1.0, r"i suppose"),
    _hedge("maybe", 1.0, r"maybe"),
    _hedge("i don't know", 1.0, r"i (?:don't|do not) (?:really )?know"),
    _hedge("kind of", 1.0, rf"{_NO_DETERMINER}kind of"),
    _hedge("sort of", 1.0, rf"{_NO_DETERMINER}sort of"),
    _hedge("perhaps", 0.7, r"perhaps"),
    _hedge("somewhat", 0.7, r"somewhat"),
    _hedge("i feel like", 0.7, r"i feel like"),
    _hedge("or something", 0.7, r"or (?:something|whatever)"),
    _hedge("and stuff", 0.7, r"and (?:stuff|all that)"),
    _hedge("probably", 0.5, r"probably", calibrated=True),
    _hedge("hopefully", 0.5, r"hopefully"),
    _hedge("pretty much", 0.5, r"pretty much"),
    _hedge("i think", 0.3, r"i think", calibrated=True),
    _hedge("might", 0.3, r"might", calibrated=True),
    _hedge("possibly", 0.3, r"possibly", calibrated=True),
    _hedge("i would say", 0.3, r"(?:i would|i'd) say"),
)
_ANY_HEDGE = _whole_words("|".join(hedge.wording for hedge in _HEDGES))
_GROUNDED = re.compile(rf"\b(?:\d[\d.,]*%?|{COUNTS}|half|twice|if|unless|when|because)(?!\w)")
_CALIBRATED_KINDS = frozenset({QuestionKind.TECHNICAL, QuestionKind.PROBLEM})


def find_hedges(text: str, kind: QuestionKind | None = None) -> Hedges:
    """Return the weighted hedges of a text; a stretch of words counts for one hedge only."""
    counts: Counter[str] = Counter()
    weight = 0.0
    for sentence in sentences(text):
        said = " ".join(token.word for token in sentence.tokens)
        if not _ANY_HEDGE.search(said):
            continue
        grounded = kind in _CALIBRATED_KINDS and bool(_GROUNDED.search(said))
        for hedge in _HEDGES:
            said, found = hedge.pattern.subn("|", said)
            if found and not (hedge.calibrated and grounded):
                counts[hedge.name] += found
                weight += hedge.weight * found
    return Hedges(weight, dict(counts))
