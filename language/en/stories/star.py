"""Situation, task, action, result: which parts of a story were told, and how strong a story it is.

Marks are 0, 0.5 or 1 by rules over wording (`docs/formulas.md#star`); response types after
Bangerter et al. 2014 (10.1007/s10869-014-9350-0) cap what a part-by-part count may earn.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from language.en.stories import star_wording as wording
from language.en.stories.actions import Action, actions_in
from language.en.stories.around_acts import aftermath, scene_before
from language.en.text.tokens import Sentence, clean, sentences

_KEPT_TEXTS = 64  # a story is read for STAR, for relevance and for what is said about it


class ResponseType(StrEnum):
    """What an answer to an interview question is, from a story down to a self-description."""

    STORY = "story"
    PSEUDO_STORY = "pseudo_story"
    EXAMPLE_LIST = "example_list"
    OPINION = "opinion"
    SELF_DESCRIPTION = "self_description"


RESPONSE_TYPE_CAPS = {
    ResponseType.STORY: 100.0,
    ResponseType.PSEUDO_STORY: 65.0,
    ResponseType.EXAMPLE_LIST: 50.0,
    ResponseType.OPINION: 30.0,
    ResponseType.SELF_DESCRIPTION: 25.0,
}

WEIGHTS = {"situation": 0.20, "task": 0.15, "action": 0.40, "result": 0.25}


@dataclass(frozen=True, slots=True)
class StarMark:
    """One part's mark (0, 0.5 or 1) and the sentence it rests on, empty when the mark is 0."""

    mark: float = 0.0
    quote: str = ""


@dataclass(frozen=True, slots=True)
class StarMarks:
    """The four marks of an answer and what kind of answer it is."""

    situation: StarMark
    task: StarMark
    action: StarMark
    result: StarMark
    response_type: ResponseType

    def missing(self) -> tuple[str, ...]:
        """Return the names of the parts that were not told, in the order of a story."""
        return tuple(name for name in WEIGHTS if getattr(self, name).mark == 0)


@lru_cache(maxsize=_KEPT_TEXTS)
def mark_star(text: str) -> StarMarks:
    """Return the marks for situation, task, action and result, each with the quote it rests on."""
    spoken = sentences(clean(text))
    actions = [(at, action) for at, s in enumerate(spoken) for action in actions_in(s)]
    return StarMarks(
        situation=_mark_situation(spoken, actions),
        task=_graded(spoken, wording.OWN_TASK, wording.SHARED_TASK),
        action=_mark_action([action for _, action in actions]),
        result=_mark_result(spoken, actions),
        response_type=_response_type(spoken, [action for _, action in actions]),
    )


def star_score(marks: StarMarks, *, situational: bool = False, cap: float = 100.0) -> float:
    """Return the STAR score in 0-100, capped by response type and by `cap`.

    star_raw = 100*(0.20*S + 0.15*T + 0.40*A + 0.25*R). A situational question ("what would you
    do") is not capped for being hypothetical; pass its own marks from `mark_situational`.
    """
    raw = 100 * sum(weight * float(getattr(marks, name).mark) for name, weight in WEIGHTS.items())
    type_cap = 100.0 if situational else RESPONSE_TYPE_CAPS[marks.response_type]
    return min(raw, type_cap, cap)


def mark_situational(text: str) -> StarMarks:
    """Return the marks of an answer to "what would you do".

    Situation and task are how far the given situation was understood (its questions, its
    constraints); actions and results may be conditional.
    """
    spoken = sentences(clean(text))
    past = [action for s in spoken for action in actions_in(s)]
    planned = [s for s in spoken for _ in wording.PLANNED_ACTION.findall(s.text)]
    understood = _graded(spoken, wording.UNDERSTOOD, wording.PARTLY_UNDERSTOOD)
    steps = len(planned) + sum(action.subject == "i" for action in past)
    first = planned[0].text if planned else (past[0].sentence if past else "")
    return StarMarks(
        situation=understood,
        task=understood,
        action=StarMark(1.0 if steps >= 2 else 0.5, first) if steps else StarMark(),
        result=_graded(spoken, wording.EXPECTED_RESULT, wording.HOPED_RESULT),
        response_type=_response_type(spoken, past),
    )


def _graded(spoken: Sequence[Sentence], full: re.Pattern[str], half: re.Pattern[str]) -> StarMark:
    for mark, pattern in ((1.0, full), (0.5, half)):
        for sentence in spoken:
            if pattern.search(sentence.text):
                return StarMark(mark, sentence.text)
    return StarMark()


def _mark_situation(spoken: Sequence[Sentence], actions: Sequence[tuple[int, Action]]) -> StarMark:
    """Grade the scene: half also for how things stood, told before one's own first action."""
    marked = _graded(spoken, wording.PLACED, wording.VAGUELY_PLACED)
    stood = "" if marked.mark else scene_before(spoken, _own(actions))
    return StarMark(0.5, stood) if stood else marked


def _own(actions: Sequence[tuple[int, Action]]) -> list[int]:
    """Return the places of the sentences with acts of the speaker's own."""
    return [at for at, action in actions if action.subject == "i"]


def _mark_action(actions: Sequence[Action]) -> StarMark:
    own = [action for action in actions if action.subject == "i"]
    distinct = {action.verb for action in own}
    if len(distinct) >= 2:
        return StarMark(1.0, own[0].sentence)
    if actions:
        return StarMark(0.5, (own or list(actions))[0].sentence)
    return StarMark()


def _mark_result(spoken: Sequence[Sentence], actions: Sequence[tuple[int, Action]]) -> StarMark:
    """Grade the outcome: full only where it can follow from an action already told.

    Half also for what happened after one's own acts in no set phrase.
    """
    first_action = min((at for at, _ in actions), default=None)
    after = () if first_action is None else spoken[first_action:]
    told = next(
        (
            StarMark(mark, sentence.text)
            for mark, pattern, where in (
                (1.0, wording.OUTCOME, after),
                (0.5, wording.PLAIN_RESULT, after),
                (0.5, wording.OUTCOME, spoken),
            )
            for sentence in where
            if pattern.search(sentence.text)
        ),
        StarMark(),
    )
    if told.mark:
        return told
    happened = aftermath(spoken, _own(actions))
    return StarMark(0.5, happened) if happened else told


def _response_type(spoken: Sequence[Sentence], actions: Sequence[Action]) -> ResponseType:
    text = " ".join(sentence.text for sentence in spoken)
    habits = len(wording.HABITUAL.findall(text))
    opinions = len(wording.HYPOTHETICAL.findall(text))
    told = len(actions)
    placed = any(
        wording.PLACED.search(s.text) or wording.VAGUELY_PLACED.search(s.text) for s in spoken
    )
    if told and len(wording.ANOTHER_EXAMPLE.findall(text)) >= 2:
        return ResponseType.EXAMPLE_LIST
    if told >= 2 and told > habits and placed:
        return ResponseType.STORY
    if told and told >= opinions:
        return ResponseType.PSEUDO_STORY
    if wording.SELF.search(text) and not opinions:
        return ResponseType.SELF_DESCRIPTION
    return ResponseType.OPINION
