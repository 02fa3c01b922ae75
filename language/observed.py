"""What can be noticed about an utterance in any language: what it wants, and words to pick up."""

from dataclasses import dataclass
from enum import StrEnum


class Intent(StrEnum):
    """What the candidate is doing with an utterance."""

    ANSWER = "answer"
    NOTHING = "nothing"
    ASK_ROLE = "ask_role"
    ASK_SCOPE = "ask_scope"
    ASK_PROCESS = "ask_process"
    ASK_PROGRESS = "ask_progress"
    ASK_AFTER = "ask_after"
    ASK_PRIVACY = "ask_privacy"
    ASK_IDENTITY = "ask_identity"
    ASK_FEEDBACK = "ask_feedback"
    ASK_PRESENT = "ask_present"
    BAD_LINE = "bad_line"
    REPEAT = "repeat"
    REPHRASE = "rephrase"
    HINT = "hint"
    SKIP = "skip"
    DONT_KNOW = "dont_know"
    HAS_QUESTION = "has_question"
    PAUSE = "pause"
    NEEDS_TIME = "needs_time"
    STOP = "stop"
    CONTINUE = "continue"
    FINISHED = "finished"
    AFFIRM = "affirm"
    ACKNOWLEDGE = "acknowledge"
    SMALL_TALK = "small_talk"
    OFF_TOPIC = "off_topic"
    INJECTION = "injection"
    PERSONAL = "personal"
    HOSTILE = "hostile"
    ECHO = "echo"
    UNINTELLIGIBLE = "unintelligible"
    OTHER_LANGUAGE = "other_language"


ASKED_FOR = frozenset(
    {Intent.REPEAT, Intent.REPHRASE, Intent.HINT, Intent.NEEDS_TIME, Intent.STOP, Intent.CONTINUE}
)
"""What the interviewer can oblige with."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """The candidate's own words that a follow-up can pick up, by what they are; null if none.

    `change` is a clause that says what a figure came to, `figure` a figure with its unit alone.
    """

    change: str | None = None
    figure: str | None = None
    decision: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause with "I" or "we", exactly as it was said, and the stems that carry its content."""

    text: str
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A claim made before the talk that an utterance speaks against.

    `claim` is the stated value, `said` the candidate's words now.
    """

    kind: str
    claim: str
    source: str
    said: str
