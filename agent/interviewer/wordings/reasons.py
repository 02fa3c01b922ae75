"""One table: what follows from the reason of a move, for all who act on reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.move import Reason

_NEW = frozenset({"question"})
_OPEN = frozenset({"open"})
_TAIL = frozenset({"tail"})
_NOTES = frozenset({"notes", "tail"})


@dataclass(frozen=True, slots=True)
class Manner:
    """How a move with some reason is said, and what it leaves.

    `needs` are the placeholders that each of its authored wordings has (`may_have`: that it may
    have); null where its words stand elsewhere: a follow-up's under its aspect, a goodbye's with
    whoever says it. `lead_in` names a group of lead-ins where that of the move's kind would not
    fit. `by_model` tells whether a model may find the words, and `told_model` what it is told of
    the reason. `takes_up`: a follow-up of the question's own, which may begin with words of the
    candidate. `gives_up`: the question before is left without an answer.
    """

    needs: frozenset[str] | None = None
    may_have: frozenset[str] = frozenset()
    lead_in: str | None = None
    by_model: bool = False
    told_model: str = ""
    takes_up: bool = False
    gives_up: bool = False


_AUTHORED = Manner(frozenset())
_ASKS_AGAIN = Manner(_OPEN)
_ANSWERS = Manner(_TAIL)
_FOLLOWS_UP = Manner(by_model=True, takes_up=True)
_GOODBYE = Manner()

MANNERS: Final[Mapping[Reason, Manner]] = {
    Reason.NONE: Manner(),
    Reason.OPENER: Manner(),
    Reason.GREET_PLAIN: Manner(_NEW),
    Reason.GREET_ROLE: Manner(_NEW | {"role"}),
    Reason.GREET_ROLE_COMPANY: Manner(_NEW | {"role", "company"}),
    Reason.GREET_BACKGROUND: Manner(_NEW | {"role", "background"}),
    Reason.ASK: Manner(_NEW, by_model=True),
    Reason.ASK_LAST: Manner(_NEW, by_model=True),
    Reason.BRIDGE_UNKNOWN: Manner(_NEW, by_model=True, gives_up=True),
    Reason.BRIDGE_SKIP: Manner(_NEW, by_model=True, gives_up=True),
    Reason.BRIDGE_STUCK: Manner(_NEW, lead_in="plain", by_model=True, gives_up=True),
    Reason.BRIDGE_CONTINUE: Manner(_NEW, lead_in="obliging", by_model=True),
    Reason.WE_ONLY: _FOLLOWS_UP,
    Reason.VAGUE: _FOLLOWS_UP,
    Reason.ACTION_MISSING: _FOLLOWS_UP,
    Reason.RESULT_MISSING: _FOLLOWS_UP,
    Reason.SITUATION_MISSING: _FOLLOWS_UP,
    Reason.MORE_TO_SAY: _FOLLOWS_UP,
    Reason.CHANGE: Manner(by_model=True),
    Reason.FIGURE: Manner(by_model=True),
    Reason.DECISION: Manner(by_model=True),
    Reason.CHALLENGE_YEARS: Manner(frozenset({"source", "claim", "anchor"}), by_model=True),
    Reason.CHALLENGE_SKILL: Manner(frozenset({"source", "claim", "anchor"}), by_model=True),
    Reason.CHALLENGE_LED_PEOPLE: Manner(
        frozenset({"claim", "anchor"}), frozenset({"source"}), by_model=True
    ),
    Reason.CLARIFY_UNHEARD: Manner(frozenset(), by_model=True),
    Reason.CLARIFY_ECHO: _AUTHORED,
    Reason.CLARIFY_LANGUAGE: _ASKS_AGAIN,
    Reason.CONFIRM_STOP: _AUTHORED,
    Reason.CONFIRM_SKIP: _AUTHORED,
    Reason.REPEAT: _ASKS_AGAIN,
    Reason.REPEAT_LINE: _ASKS_AGAIN,
    Reason.CARRY_ON: _ASKS_AGAIN,
    Reason.REPHRASE_PAST: Manner(frozenset({"topic"}), by_model=True),
    Reason.REPHRASE_GENERAL: Manner(_OPEN | {"topic"}, by_model=True),
    Reason.HINT_FIRST: Manner(frozenset({"hint"})),
    Reason.HINT_SECOND: Manner(frozenset({"hint"})),
    Reason.HINT_NONE_LEFT: _AUTHORED,
    Reason.GIVE_TIME: _AUTHORED,
    Reason.GIVE_FLOOR: Manner(frozenset(), lead_in="obliging"),
    Reason.GIVE_PAUSE: Manner(frozenset(), lead_in="obliging"),
    Reason.ANSWER_SCOPE: _AUTHORED,
    Reason.ANSWER_ROLE: Manner(_NOTES, by_model=True),
    Reason.ANSWER_TOLD: Manner(_NOTES),
    Reason.ANSWER_UNKNOWN: _ANSWERS,
    Reason.ANSWER_PROCESS: _ANSWERS,
    Reason.ANSWER_PROGRESS: Manner(_TAIL | {"progress"}),
    Reason.ANSWER_AFTER: _ANSWERS,
    Reason.ANSWER_PRIVACY: _ANSWERS,
    Reason.ANSWER_IDENTITY: _ANSWERS,
    Reason.ANSWER_PRESENT: _ANSWERS,
    Reason.REDIRECT_OFF_TOPIC: Manner(_OPEN, by_model=True),
    Reason.REDIRECT_ELSEWHERE: Manner(_OPEN | {"theirs", "topic"}, by_model=True),
    Reason.REDIRECT_INJECTION: _ASKS_AGAIN,
    Reason.REDIRECT_FEEDBACK: _ASKS_AGAIN,
    Reason.REDIRECT_PERSONAL: _ASKS_AGAIN,
    Reason.REDIRECT_HOSTILE: _ASKS_AGAIN,
    Reason.REDIRECT_SMALL_TALK: _ASKS_AGAIN,
    Reason.WRAP_UP_DONE: Manner(
        frozenset(), by_model=True, told_model="all questions have been asked"
    ),
    Reason.WRAP_UP_TIME: Manner(frozenset(), by_model=True, told_model="the time is nearly over"),
    Reason.WRAP_UP_STOP: Manner(
        frozenset(), lead_in="obliging", by_model=True, told_model="the candidate wants to stop"
    ),
    Reason.CLOSE: _AUTHORED,
    Reason.CLOSED: _AUTHORED,
    Reason.ASKED_TO_END: _GOODBYE,
    Reason.COMPLETED_OVER_HTTP: _GOODBYE,
    Reason.ENDED_ELSEWHERE: _GOODBYE,
    Reason.OVERTIME: _GOODBYE,
    Reason.NUDGE_FIRST: _AUTHORED,
    Reason.NUDGE_SECOND: _AUTHORED,
    Reason.NUDGE_PAUSE: _AUTHORED,
    Reason.RESUME: _ASKS_AGAIN,
    Reason.RESUME_WRAP_UP: _AUTHORED,
}
"""Complete: a move whose reason had no row could not be said."""
