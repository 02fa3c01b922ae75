"""What code noticed about one utterance, before anything is decided."""

from dataclasses import dataclass, field
from enum import StrEnum


class Intent(StrEnum):
    """What the candidate is doing with an utterance."""

    ANSWER = "answer"
    NOTHING = "nothing"
    ASK_ROLE = "ask_role"
    ASK_SCOPE = "ask_scope"
    ASK_PROCESS = "ask_process"
    ASK_IDENTITY = "ask_identity"
    ASK_FEEDBACK = "ask_feedback"
    REPEAT = "repeat"
    REPHRASE = "rephrase"
    HINT = "hint"
    SKIP = "skip"
    DONT_KNOW = "dont_know"
    NEEDS_TIME = "needs_time"
    STOP = "stop"
    CONTINUE = "continue"
    FINISHED = "finished"
    ACKNOWLEDGE = "acknowledge"
    SMALL_TALK = "small_talk"
    OFF_TOPIC = "off_topic"
    INJECTION = "injection"
    PERSONAL = "personal"
    HOSTILE = "hostile"
    ECHO = "echo"
    UNINTELLIGIBLE = "unintelligible"


@dataclass(frozen=True, slots=True)
class Anchors:
    """The candidate's own words that a follow-up can pick up, by what they are; null if none."""

    figure: str | None = None
    decision: str | None = None
    action: str | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A claim made before the talk that an utterance speaks against.

    `claim` is the stated value, `said` the candidate's words now.
    """

    kind: str
    claim: str
    source: str
    said: str


@dataclass(frozen=True, slots=True)
class Observation:
    """One utterance as code sees it.

    `key_points` holds one flag per key point of the open question; `situation`, `task`, `action`
    and `result` are STAR marks (0, 0.5 or 1); `specifics` counts what makes an answer concrete
    (figures, names, own past actions).
    """

    intent: Intent
    word_count: int = 0
    key_points: tuple[bool, ...] = ()
    situation: float = 0.0
    task: float = 0.0
    action: float = 0.0
    result: float = 0.0
    specifics: int = 0
    we_only: bool = False
    flagged: bool = False
    anchors: Anchors = field(default_factory=Anchors)
    contradiction: Contradiction | None = None
