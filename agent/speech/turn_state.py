"""Who has the floor: what listening, speaking and the interview tell each other during a turn."""

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from agent.speech.transcript import RecognisedTurn
from core.plan import QuestionKind


@dataclass(frozen=True, slots=True)
class LostAnswer:
    """An answer that nobody could recognise: when it began (Unix seconds), and what failed."""

    started_at: float
    seconds: float
    faults: tuple[str, ...]


class PendingReply(Enum):
    """How far the reply to a text is: not begun, being made, or with sound to be played."""

    NONE = "none"
    COMING = "coming"
    SOUNDING = "sounding"


@dataclass
class PreparedReply:
    """The reply to the latest text that one may be prepared for.

    Texts are numbered from 1 on; a reply that is still being made for an older one counts for
    nothing. `on_sounding` is called when the first sound of the latest reply is there.
    """

    text_number: int = 0
    on_sounding: Callable[[], None] = lambda: None
    _coming: int = 0
    _voicing: int = 0
    _sounding: int = 0

    def may_begin(self) -> None:
        """A new text is there."""
        self.text_number += 1

    def begins(self) -> int:
        """A reply to the latest text is being made; returns the text's number."""
        self._coming = self.text_number
        return self._coming

    def is_voiced(self) -> int:
        """The voice waits for the words of the reply; returns its text's number."""
        self._voicing = self._coming
        return self._voicing

    def worded(self, number: int) -> None:
        """All words are there: without a voice there is nothing else to wait for."""
        if self._voicing != number:
            self.sounds(number)

    def sounds(self, number: int) -> None:
        """The first sound is there, or it is sure that none will come."""
        self._sounding = max(self._sounding, number)
        if number == self.text_number:
            self.on_sounding()

    @property
    def state(self) -> PendingReply:
        """How far the reply to the latest text is."""
        if self._sounding == self.text_number:
            return PendingReply.SOUNDING
        return PendingReply.COMING if self._coming == self.text_number else PendingReply.NONE


@dataclass
class TurnState:
    """Shared by one interview's stream, behaviours and turn log; touched on one event loop only.

    `spoke_at` is when the interviewer's latest utterance began to be heard, in seconds of `clock`.
    `heard` holds spoken turns until they become messages, `spoken` those until the turn log takes
    them. `cut_in` asks for the floor at the next breath. `yielded` is true from the moment in which
    a reply that had hardly begun gave the floor back until the next one is heard; `may_yield` tells
    whether somebody speaks right now who may get it back. `on_lost` is called when an answer could
    not be recognised at all, `on_so_far` with what is known of the open one (null: it was none),
    `hand_over` ends the open turn at once. `doubted` are the words of the latest text that a reply
    may be prepared for of which the recogniser was not sure. `typed_at` is when a key was last
    pressed in the pane, in seconds of `clock`.
    """

    agent_speaking: bool = False
    spoke_at: float | None = None
    question_kind: QuestionKind | None = None
    following_up: bool = False
    reply: PreparedReply = field(default_factory=PreparedReply)
    heard: deque[RecognisedTurn] = field(default_factory=lambda: deque(maxlen=8))
    spoken: deque[RecognisedTurn] = field(default_factory=lambda: deque(maxlen=8))
    doubted: frozenset[str] = frozenset()
    cut_in: bool = False
    yielded: bool = False
    typed_at: float = -math.inf
    clock: Callable[[], float] = lambda: 0.0
    may_yield: Callable[[], bool] = lambda: False
    turn_started_seconds_ago: Callable[[], float | None] = lambda: None
    hand_over: Callable[[], None] = lambda: None
    on_lost: Callable[[LostAnswer], None] = lambda _lost: None
    on_so_far: Callable[[RecognisedTurn | None], None] = lambda _turn: None

    def seconds_since_key(self) -> float:
        """Return how long ago a key was pressed in the pane; infinite when none ever was."""
        return self.clock() - self.typed_at

    def open_question(self, kind: QuestionKind | None, following_up: bool) -> None:
        """Say which kind of question is open, and whether it has been answered before."""
        self.question_kind = kind
        self.following_up = following_up
