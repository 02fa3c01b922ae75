"""What can be noticed about an utterance in any language: what it wants, and words to pick up."""

from dataclasses import dataclass, replace
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
class Meaning:
    """What an utterance is taken for, and why.

    `intent` is null for an answer. `confidence` (0-1) is how likely that is right, where answers
    and requests are equally frequent. `perhaps` is a stop or a skip that it may be and that is
    asked about before anything is done; `reasons` tell what decided, strongest first. `doubt` is
    any other request that it may be, whichever way it was decided, where that was close.
    """

    intent: Intent | None
    confidence: float
    perhaps: Intent | None = None
    reasons: tuple[str, ...] = ()
    doubt: Intent | None = None

    def settled(self, found: Intent) -> "Meaning":
        """Return what is meant once somebody has found out; without doubt it stays as it is."""
        if self.doubt is None:
            return self
        return replace(self, intent=None if found is Intent.ANSWER else found, doubt=None)


class Completeness(StrEnum):
    """How finished a stretch of speech sounds."""

    HOLD = "hold"
    DANGLING = "dangling"
    OPEN = "open"
    DOUBTFUL = "doubtful"
    COMPLETE = "complete"
    REQUEST = "request"


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


@dataclass(frozen=True, slots=True)
class StoryMarks:
    """How far the four parts of a story are told: 0, 0.5 or 1 each."""

    situation: float = 0.0
    task: float = 0.0
    action: float = 0.0
    result: float = 0.0


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words that tell nothing about the subject of an answer, or only that it is about work.

    `common` are in every answer; of the others, and of those once more, the stems are listed:
    `everyday` words a question may have by chance, `working_life` is what interviews are about,
    and `about_the_role` are in every question about a job.
    """

    common: frozenset[str] = frozenset()
    common_stems: frozenset[str] = frozenset()
    everyday: frozenset[str] = frozenset()
    working_life: frozenset[str] = frozenset()
    about_the_role: frozenset[str] = frozenset()
