"""What must hold in every interview, whoever the candidate is and whoever finds the words."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from agent.interviewer.wordings.gate import load_gate, shingles
from core.move import MoveKind, Reason
from core.turn import Role
from harness.simulation.holding import TURN_LIMIT, Talk, Turn
from language.en.speech.speakable import speakable
from language.en.text.sentences import (
    count_questions,
    count_sentences,
    last_question,
    split_sentences,
)
from language.en.text.tokens import words
from scoring.answers import collect_answers

_GATE = load_gate()
_ASKS = {MoveKind.GREET, MoveKind.ASK, MoveKind.BRIDGE}
_MAY_REPEAT = {
    MoveKind.REPEAT, MoveKind.REDIRECT, MoveKind.RESUME, MoveKind.ANSWER_QUESTION,
    MoveKind.REPHRASE, MoveKind.NUDGE, MoveKind.CLARIFY, MoveKind.WRAP_UP, MoveKind.GIVE_TIME,
}  # fmt: skip
_LEAVES_THE_FLOOR = {MoveKind.GIVE_TIME, MoveKind.HINT, MoveKind.NUDGE, MoveKind.CLOSE}
_SECRET = re.compile(
    r"\b(?:rubric|key points?|system prompt|scor(?:e|ed|ing)|instructions|language model)\b", re.I
)
_PERSONAL = re.compile(
    r"\b(?:religio\w+|pregnan\w+|married|your age|how old are|husband|your children|ethnic\w*)\b",
    re.I,
)
_INVITES = re.compile(
    r"\b(?:tell me|explain|describe|walk me|take me|talk me|assum\w+|say it|give me|imagine|suppose"
    r"|design|i'd like to hear|please)\b",
    re.I,
)
SHORT_MINUTES = 12
ANSWERING = ("excellent", "average", "rambling", "non-native", "changes the answer")

Check = Callable[[Talk], Iterator[str]]

_speakable = lru_cache(maxsize=8192)(speakable)


@lru_cache(maxsize=8192)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    """Return the runs of words of a text by which it would be recognised."""
    return frozenset(shingles(words(text)))


def no_question_twice(talk: Talk) -> Iterator[str]:
    opened = [t.move.question_id for t in talk.said if t.move and t.move.kind in _ASKS]
    if len(opened) != len(set(opened)) and talk.candidate != "takes the stop back":
        yield f"a planned question was opened twice: {opened}"
    heard: set[str] = set()
    for turn in talk.said:
        asked = last_question(turn.text)
        planned = talk.session.plan.question(turn.move.question_id) if turn.move else None
        if planned and turn.move and turn.move.kind in _ASKS:
            asked = planned.text
        if asked and turn.move and turn.move.kind not in _MAY_REPEAT:
            if asked.lower() in heard and turn.move.reason is not Reason.BRIDGE_CONTINUE:
                yield f"asked again: {turn.text}"
            heard.add(asked.lower())


def one_question_each(talk: Talk) -> Iterator[str]:
    yield from (f"two questions: {t.text}" for t in talk.said if count_questions(t.text) > 1)


def three_sentences_at_most(talk: Talk) -> Iterator[str]:
    yield from (f"too long: {t.text}" for t in talk.said if count_sentences(t.text) > 3)


def anchors_were_said(talk: Talk) -> Iterator[str]:
    spoken = ""
    for turn in talk.turns:
        if turn.role is Role.USER:
            spoken = turn.text
        elif (
            turn.move
            and turn.move.anchor
            and turn.move.anchor.lower() not in spoken.lower().replace("’", "'")
        ):
            yield f"anchor {turn.move.anchor!r} was not said"


def follows_up(talk: Talk) -> Iterator[str]:
    if talk.candidate not in ANSWERING or talk.session.request.duration_minutes < SHORT_MINUTES:
        return
    questions = sum(bool(t.move and t.move.kind in _ASKS) for t in talk.said)
    probes = sum(bool(t.move and t.move.kind is MoveKind.PROBE) for t in talk.said)
    if not 0.3 <= probes / questions <= 3:
        yield f"{probes} follow-ups on {questions} questions"


def few_probes_and_hints(talk: Talk) -> Iterator[str]:
    counts: dict[tuple[str | None, MoveKind], int] = {}
    for turn in talk.said:
        if turn.move and turn.move.kind in (MoveKind.PROBE, MoveKind.HINT):
            key = (turn.move.question_id, turn.move.kind)
            counts[key] = counts.get(key, 0) + 1
            if counts[key] > 3:
                yield f"more than three of {turn.move.kind} on one question"


def ends_in_time(talk: Talk) -> Iterator[str]:
    limit = 60.0 * talk.session.request.duration_minutes
    before_last = [turn for turn in talk.turns if turn.role is Role.USER]
    slack = max((len(t.text.split()) / 2.5 for t in before_last), default=0) + 30
    if talk.turns[-1].at_seconds > limit + slack:
        yield f"ended {talk.turns[-1].at_seconds - limit:.0f} s late"


def ends_with_a_close(talk: Talk) -> Iterator[str]:
    kinds = [t.move.kind for t in talk.said if t.move]
    if kinds[-1] is not MoveKind.CLOSE or not talk.said[-1].text:
        yield f"no close after {len(talk.turns)} turns"
    elif MoveKind.WRAP_UP not in kinds:
        yield "closed without a wrap-up"


def nothing_secret(talk: Talk) -> Iterator[str]:
    said_by_candidate = " ".join(t.text for t in talk.turns if t.role is Role.USER)
    allowed = set(shingles(words(said_by_candidate)))
    questions = {q.id: q for q in (*talk.session.plan.questions, *talk.session.plan.reserves)}
    asked: set[str] = set()
    for turn in talk.said:
        if turn.move and turn.move.question_id:
            asked.add(turn.move.question_id)
            asked_now = questions[turn.move.question_id]
            for text in (asked_now.text, *asked_now.probes.values()):
                allowed |= _runs(text)
        told = _runs(turn.text) - allowed
        for question in questions.values():
            hidden = [question.outline, *(point.text for point in question.key_points)]
            if question.id not in asked:
                hidden.append(question.text)
            if not (turn.move and turn.move.kind is MoveKind.HINT):
                hidden += question.hints
            if told and any(told & _runs(text) for text in hidden):
                yield f"gave away: {turn.text}"
        questions_text = " ".join(question.text for question in questions.values())
        for match in _SECRET.finditer(turn.text):
            if match.group().lower() not in questions_text.lower():
                yield f"spoke of {match.group()}: {turn.text}"


def no_praise(talk: Talk) -> Iterator[str]:
    plan = talk.session.plan
    texts = {
        _speakable(text)
        for question in (*plan.questions, *plan.reserves)
        for text in (question.text, *question.probes.values(), *question.hints)
    }
    for turn in talk.said:
        rest = turn.text
        for text in texts:
            rest = rest.replace(text, "")
        for sentence in split_sentences(rest):
            if _GATE.praises(sentence):
                yield f"praise: {sentence}"


def nothing_personal(talk: Talk) -> Iterator[str]:
    yield from (f"personal: {t.text}" for t in talk.said if _PERSONAL.search(t.text))


def fit_for_a_voice(talk: Talk) -> Iterator[str]:
    for turn in talk.said:
        if turn.text != _speakable(turn.text) or "{" in turn.text or "  " in turn.text:
            yield f"not speakable: {turn.text}"
        if not turn.text.strip():
            yield "said nothing"


def no_dead_end(talk: Talk) -> Iterator[str]:
    for turn in talk.said:
        if turn.move is None or turn.move.kind in _LEAVES_THE_FLOOR or "?" in turn.text:
            continue
        question = talk.session.plan.question(turn.move.question_id)
        asks_anyway = question is not None and _speakable(question.text) in turn.text
        if not asks_anyway and not _INVITES.search(turn.text):
            yield f"leaves nothing to answer: {turn.text}"


def varied(talk: Talk) -> Iterator[str]:
    before: Turn | None = None
    for turn in talk.said:
        if before and turn.lead_in and turn.lead_in == before.lead_in:
            yield f"the same lead-in twice in a row: {turn.lead_in}"
        if (
            before
            and turn.text == before.text
            and turn.move
            and turn.move.kind is not MoveKind.REPEAT
        ):
            yield f"the same words twice in a row: {turn.text}"
        before = turn


def numbers_run(talk: Talk) -> Iterator[str]:
    number = 0
    for turn in talk.said:
        if turn.move and turn.move.kind in _ASKS:
            taken_up_again = turn.move.reason is Reason.BRIDGE_CONTINUE
            if taken_up_again and turn.move.question_number == number:
                continue
            if turn.move.question_number != number + 1:
                yield f"question {turn.move.question_number} after {number}"
            number = turn.move.question_number


def no_turn_dropped(talk: Talk) -> Iterator[str]:
    """Yield what the candidate said that is no answer, not set aside and not after the questions:
    of those the assessment tells, and of nothing else."""
    found = collect_answers(talk.history, talk.session.plan)
    told = [turn for one in found.answers for turn in (*one.parts, *one.set_aside)]
    accounted = {turn.item_id for turn in (*told, *found.after_questions)}
    for turn in talk.history:
        says_something = any(letter.isalnum() for letter in turn.content)
        if turn.role is Role.USER and says_something and turn.item_id not in accounted:
            yield f"dropped {turn.content!r}"


def events_in_order(talk: Talk) -> Iterator[str]:
    if not talk.events_in_order:
        yield "events did not come as decided, tokens, worded"
    if len(talk.turns) >= TURN_LIMIT:
        yield "never ended"


CHECKS: dict[str, Check] = {
    check.__name__.replace("_", " "): check
    for check in (
        no_question_twice, one_question_each, three_sentences_at_most, anchors_were_said,
        follows_up, few_probes_and_hints, ends_in_time, ends_with_a_close, nothing_secret,
        no_praise, nothing_personal, fit_for_a_voice, no_dead_end, varied, numbers_run,
        events_in_order, no_turn_dropped,
    )
}  # fmt: skip


def violations(talk: Talk) -> dict[str, list[str]]:
    """Return what was violated, by check."""
    found = {name: list(check(talk)) for name, check in CHECKS.items()}
    return {name: items for name, items in found.items() if items}
