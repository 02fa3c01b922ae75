"""What the interviewer does next, decided by code and then worded."""

from enum import StrEnum

from pydantic import Field

from core.plan import Frozen, ProbeAspect


class MoveKind(StrEnum):
    """Every move an interviewer can make."""

    GREET = "greet"
    ASK = "ask"
    PROBE = "probe"
    CLARIFY = "clarify"
    REPEAT = "repeat"
    REPHRASE = "rephrase"
    HINT = "hint"
    GIVE_TIME = "give_time"
    ANSWER_QUESTION = "answer_question"
    REDIRECT = "redirect"
    CHALLENGE = "challenge"
    BRIDGE = "bridge"
    WRAP_UP = "wrap_up"
    CLOSE = "close"
    NUDGE = "nudge"
    RESUME = "resume"


class WordedBy(StrEnum):
    """Who found the words of an utterance."""

    TEMPLATE = "template"
    MODEL = "model"
    TEMPLATE_AFTER_MODEL_LATE = "template_after_model_late"
    TEMPLATE_AFTER_MODEL_FAILED = "template_after_model_failed"
    TEMPLATE_AFTER_MODEL_REFUSED = "template_after_model_refused"


class Move(Frozen):
    """One decision. `question_number` counts from 1; 0: none is open (yet, or any more).

    `question_id` names the planned question that is open after this move. `anchor` holds the
    candidate's own words that a probe or challenge picks up. `ends` is true only for the close.
    """

    kind: MoveKind
    question_number: int = Field(default=0, ge=0)
    question_id: str | None = None
    aspect: ProbeAspect | None = None
    anchor: str | None = None
    level: int | None = Field(default=None, ge=1, le=2)
    reason: str = ""

    @property
    def ends(self) -> bool:
        """Whether the interview is over once this has been spoken."""
        return self.kind is MoveKind.CLOSE
