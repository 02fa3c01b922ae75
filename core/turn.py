"""One stored turn (the contract's *interaction*) and what was measured of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from core.delivery import Delivery
from core.move import Move, MoveKind, WordedBy
from core.plan import Frozen

CUT_OFF = "cut off: the interviewer was lost while this was said, and the rest did not arrive"
"""The fault of an answer of which only the beginning is stored."""

LONGEST_ANSWER = 20_000
"""So many characters an answer in writing may have, wherever it is given."""

LONGEST_ARTIFACT = 50_000
"""So many characters may stand in the pane: a thousand lines and more."""


class Role(StrEnum):
    """Who spoke, in the contract's words."""

    USER = "user"
    ASSISTANT = "assistant"


class TimingBasis(StrEnum):
    """What the times of a turn rest on."""

    WORDS_AND_VOICE_ACTIVITY = "words_and_voice_activity"
    VOICE_ACTIVITY = "voice_activity"
    DECLARED_DURATION = "declared_duration"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised word; times are seconds from the interview's start."""

    text: str
    start_seconds: float
    end_seconds: float
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class SpeechSegment:
    """A stretch in which voice activity was detected; seconds from the interview's start."""

    start_seconds: float
    end_seconds: float


@dataclass(frozen=True, slots=True)
class TypingSegment:
    """A stretch in which keys were pressed in the pane; seconds from the interview's start."""

    start_seconds: float
    end_seconds: float


class ArtifactKind(StrEnum):
    """What the candidate makes beside the talk."""

    CODE = "code"
    BOARD = "board"
    SCRATCHPAD = "scratchpad"


def _plain_text(content: str) -> str:
    """Refuse what is no text: control characters other than tab, line ends and form feed."""
    odd = next((sign for sign in content if sign < " " and sign not in "\t\n\r\f"), None)
    if odd is not None or "\x7f" in content:
        raise ValueError("must be text: it holds control characters")
    if any("\ud800" <= sign <= "\udfff" for sign in content):
        raise ValueError("must be text: it holds half a character")
    return content


class Artifact(Frozen):
    """What stands in the pane beside the talk: a whole snapshot of code, a board or a calculation.

    It is the candidate's own text, untrusted and kept to the letter; `content` of a board is its
    graph as text. `language` is that of code, in small letters (`python`, `c++`).
    """

    kind: ArtifactKind
    content: Annotated[str, AfterValidator(_plain_text)] = Field(max_length=LONGEST_ARTIFACT)
    language: str | None = Field(default=None, pattern=r"^[a-z][a-z0-9+#.-]{0,29}$")


@dataclass(frozen=True, slots=True)
class Interaction:
    """One spoken or written turn, stored once.

    `item_id` makes storing idempotent within a session. `question_number` is the planned question
    that was open when this was said (0: none yet). `not_measured` maps a field to the reason it is
    null. `latency` holds seconds by name; `faults` what went wrong while this turn was made.
    `retry_of` is the answer that this one, given after the interview, tries to better.
    `heard` is what the recogniser wrote, where the candidate has put that right in `content`;
    words, times and delivery stay those of the recogniser.
    `artifact` is what stood in the pane at the end of this turn, null where nothing had changed in
    it since the turn before; `typing` is when keys were pressed there since then.
    """

    session_id: int
    item_id: str
    role: Role
    content: str
    created_at: datetime
    id: int | None = None
    offset_seconds: float | None = None
    duration_seconds: float | None = None
    response_time_seconds: float | None = None
    timing_basis: TimingBasis = TimingBasis.NONE
    words: tuple[Word, ...] = ()
    speech_segments: tuple[SpeechSegment, ...] = ()
    asr_verbatim: bool = False
    interrupted: bool = False
    move: Move | None = None
    question_number: int = 0
    question_id: str | None = None
    worded_by: WordedBy | None = None
    delivery: Delivery | None = None
    audio_s3_key: str | None = None
    tool_results: tuple[dict[str, Any], ...] = ()
    latency: dict[str, float] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    not_measured: dict[str, str] = field(default_factory=dict)
    retry_of: int | None = None
    heard: str | None = None
    artifact: Artifact | None = None
    typing: tuple[TypingSegment, ...] = ()

    @property
    def is_gap(self) -> bool:
        """Whether the candidate spoke here and nothing could be recognised: it answers nothing."""
        return self.role is Role.USER and not self.content

    @property
    def is_cut_off(self) -> bool:
        """Whether this is the beginning of an answer whose rest did not arrive."""
        return CUT_OFF in self.faults

    @property
    def doubted(self) -> frozenset[str]:
        """The words, in small letters, that the recogniser of this turn was not sure of."""
        return frozenset(word for told in self.tool_results for word in told.get("doubted", ()))


def latest_artifact(history: Sequence[Interaction]) -> Artifact | None:
    """Return what stood in the pane after these turns, null if nothing ever did."""
    return next((turn.artifact for turn in reversed(history) if turn.artifact), None)


def as_held(history: Iterable[Interaction]) -> tuple[Interaction, ...]:
    """Return the turns of the interview itself, without answers given again after its end."""
    return tuple(turn for turn in history if turn.retry_of is None)


_AT_THE_CLOSE = frozenset({MoveKind.WRAP_UP, MoveKind.CLOSE})
_ASKS = frozenset({MoveKind.GREET, MoveKind.ASK, MoveKind.BRIDGE})


def at_the_close(history: Sequence[Interaction]) -> bool:
    """Return whether all questions have been put and only the candidate's own ones are left."""
    kinds = (turn.move.kind for turn in reversed(history) if turn.move is not None)
    return next((kind for kind in kinds if kind in _AT_THE_CLOSE | _ASKS), None) in _AT_THE_CLOSE
