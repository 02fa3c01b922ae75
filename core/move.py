"""What the interviewer does next, decided by code and then worded."""

from enum import StrEnum

from pydantic import Field, field_validator

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


class Reason(StrEnum):
    """Every reason a move can have.

    What follows from each (what it is worded from, whether a model may word it, what it leaves
    open) is one row of `agent.interviewer.wordings.reasons`.
    """

    NONE = ""
    """An aside, or a move of a build that knew other reasons."""

    GREET_PLAIN = "greet_plain"
    GREET_ROLE = "greet_role"
    GREET_ROLE_COMPANY = "greet_role_company"
    GREET_BACKGROUND = "greet_background"
    OPENER = "opener"

    ASK = "ask"
    ASK_LAST = "ask_last"

    BRIDGE_UNKNOWN = "bridge_unknown"
    BRIDGE_SKIP = "bridge_skip"
    BRIDGE_STUCK = "bridge_stuck"
    BRIDGE_CONTINUE = "bridge_continue"

    WE_ONLY = "we_only"
    VAGUE = "vague"
    ACTION_MISSING = "action_missing"
    RESULT_MISSING = "result_missing"
    SITUATION_MISSING = "situation_missing"
    MORE_TO_SAY = "more_to_say"
    CHANGE = "change"
    FIGURE = "figure"
    DECISION = "decision"

    CHALLENGE_YEARS = "challenge_years"
    CHALLENGE_SKILL = "challenge_skill"
    CHALLENGE_LED_PEOPLE = "challenge_led_people"

    CLARIFY_UNHEARD = "clarify_unheard"
    CLARIFY_ECHO = "clarify_echo"
    CLARIFY_LANGUAGE = "clarify_language"
    CONFIRM_STOP = "confirm_stop"
    CONFIRM_SKIP = "confirm_skip"

    REPEAT = "repeat"
    REPEAT_LINE = "repeat_line"
    CARRY_ON = "carry_on"
    REPHRASE_PAST = "rephrase_past"
    REPHRASE_GENERAL = "rephrase_general"
    HINT_FIRST = "hint_first"
    HINT_SECOND = "hint_second"
    HINT_NONE_LEFT = "hint_none_left"

    GIVE_TIME = "give_time"
    GIVE_FLOOR = "give_floor"
    GIVE_PAUSE = "give_pause"

    ANSWER_SCOPE = "answer_scope"
    ANSWER_ROLE = "answer_role"
    ANSWER_TOLD = "answer_told"
    ANSWER_UNKNOWN = "answer_unknown"
    ANSWER_PROCESS = "answer_process"
    ANSWER_PROGRESS = "answer_progress"
    ANSWER_AFTER = "answer_after"
    ANSWER_PRIVACY = "answer_privacy"
    ANSWER_IDENTITY = "answer_identity"
    ANSWER_PRESENT = "answer_present"

    REDIRECT_OFF_TOPIC = "redirect_off_topic"
    REDIRECT_ELSEWHERE = "redirect_elsewhere"
    REDIRECT_INJECTION = "redirect_injection"
    REDIRECT_FEEDBACK = "redirect_feedback"
    REDIRECT_PERSONAL = "redirect_personal"
    REDIRECT_HOSTILE = "redirect_hostile"
    REDIRECT_SMALL_TALK = "redirect_small_talk"

    WRAP_UP_DONE = "wrap_up_done"
    WRAP_UP_TIME = "wrap_up_time"
    WRAP_UP_STOP = "wrap_up_stop"
    CLOSE = "close"
    CLOSED = "closed"
    ASKED_TO_END = "asked_to_end"
    COMPLETED_OVER_HTTP = "completed_over_http"
    ENDED_ELSEWHERE = "ended_elsewhere"
    OVERTIME = "overtime"

    NUDGE_FIRST = "nudge_first"
    NUDGE_SECOND = "nudge_second"
    NUDGE_PAUSE = "nudge_pause"
    RESUME = "resume"
    RESUME_WRAP_UP = "resume_wrap_up"


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
    reason: Reason = Reason.NONE

    @field_validator("reason", mode="before")
    @classmethod
    def _known(cls, value: object) -> object:
        """Read a reason that this build does not know as none: a log outlives its build."""
        return value if value in frozenset(Reason) else Reason.NONE

    @property
    def ends(self) -> bool:
        """Whether the interview is over once this has been spoken."""
        return self.kind is MoveKind.CLOSE
