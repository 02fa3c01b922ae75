"""STAR, leadership and teamwork by rules (`scoring.md` 2.7 and 2.9)."""

from core.plan import QuestionKind
from language.en.stories.star import (
    RESPONSE_TYPE_CAPS,
    ResponseType,
    StarMarks,
    mark_situational,
    mark_star,
    star_score,
)
from language.en.text.lexicon import listed
from language.en.text.tokens import sentences, stem
from scoring.dimensions.basic_content import Scored

STAR_CAP = 80.0
LADDER = (25.0, 40.0, 55.0, 70.0)

_LEADERSHIP = listed(
    """
    lead initiated organised organized delegated mentored coached trained hired convinced
    persuaded aligned prioritised prioritized motivated proposed assigned escalated championed
    drive launched founded guided supervised chaired onboarded negotiated coordinated
    facilitated decided empowered introduced presented owned
    """
)
_TEAMWORK = listed(
    """
    helped supported paired collaborated shared listened asked discussed agreed compromised
    thanked credited involved included apologised apologized mediated reviewed offered invited
    consulted explained teach welcomed joined partnered acknowledged adapted covered resolved
    reached talked sit
    """
)
_LEADERSHIP_STEMS = frozenset(stem(word) for word in _LEADERSHIP)
_TEAMWORK_STEMS = frozenset(stem(word) for word in _TEAMWORK)
_LEMMAS = {"led": "lead", "drove": "drive", "taught": "teach", "sat": "sit"}
_OTHER_SUBJECTS = listed("he she they we who which everyone everybody")
_REACH = 8


def star(text: str, kind: QuestionKind | None) -> Scored:
    """Return the STAR score, at most 80, with its marks, its type and the sentences behind them."""
    situational = kind is QuestionKind.SITUATIONAL
    marks = story_marks(text, kind)
    score = star_score(marks, situational=situational, cap=STAR_CAP)
    parts = {
        "situation": marks.situation,
        "task": marks.task,
        "action": marks.action,
        "result": marks.result,
    }
    cap = 100.0 if situational else RESPONSE_TYPE_CAPS[marks.response_type]
    return (
        score,
        [part.quote for part in parts.values() if part.mark],
        {
            **{name: part.mark for name, part in parts.items()},
            "response_type": marks.response_type.value,
            "response_type_cap": cap,
            "missing": ", ".join(marks.missing()) or None,
        },
    )


def story_marks(text: str, kind: QuestionKind | None) -> StarMarks:
    """Return the marks of a story, or of an answer to "what would you do"."""
    return mark_situational(text) if kind is QuestionKind.SITUATIONAL else mark_star(text)


def ask_for_an_event(text: str, relevance: Scored) -> Scored:
    """Return the relevance to "tell me about a time": half where no event is told at all.

    An opinion or a self-description takes up the topic and answers another question.
    """
    score, rests_on, measures = relevance
    response_type = mark_star(text).response_type
    if response_type in (ResponseType.OPINION, ResponseType.SELF_DESCRIPTION):
        score /= 2
    return score, rests_on, {**measures, "response_type": response_type.value}


def leadership(text: str) -> Scored:
    """Return 25, 40, 55 or 70 for 0, 1, 2 or more different things leaders do, done by "I"."""
    return _by_lexicon(text, _LEADERSHIP_STEMS)


def teamwork(text: str) -> Scored:
    """Return 25, 40, 55 or 70 for 0, 1, 2 or more different things teammates do, done by "I"."""
    return _by_lexicon(text, _TEAMWORK_STEMS)


def _by_lexicon(text: str, lexicon: frozenset[str]) -> Scored:
    shown: dict[str, tuple[str, str]] = {}
    for sentence in sentences(text):
        reach = 0
        for token in sentence.tokens:
            word = token.word
            if word == "i" or word.startswith("i'"):
                reach = _REACH
            elif word in _OTHER_SUBJECTS:
                reach = 0
            elif word in ("and", "then") and reach > 0:
                reach = _REACH
            elif reach > 0:
                lemma = _LEMMAS.get(word) or stem(word)
                if lemma in lexicon:
                    shown.setdefault(lemma, (word, sentence.text))
                reach -= 1
    return (
        LADDER[min(3, len(shown))],
        [sentence for _, sentence in shown.values()],
        {
            "shown": ", ".join(word for word, _ in shown.values()) or None,
            "different_actions": len(shown),
        },
    )
