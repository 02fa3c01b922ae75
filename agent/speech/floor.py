"""Who has the floor: what listening, speaking and the interview tell each other during a turn."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from agent.speech.transcript import SpokenTurn
from core.plan import KeyPoint, QuestionKind


@dataclass(frozen=True, slots=True)
class LostAnswer:
    """An answer that nobody could recognise: when it began (Unix seconds), and what failed."""

    started_at: float
    seconds: float
    faults: tuple[str, ...]


@dataclass
class Floor:
    """Shared by one interview's stream, behaviours and turn log; touched on one event loop only.

    `own_pauses` are pauses (seconds) after which the candidate went on although the words seemed
    complete. `cut_short_seconds` is the longest pause after which the candidate went on although
    the turn had been taken as over. `heard` holds spoken turns until the turn log takes them.
    `cut_in` asks for the floor at the next breath. `on_lost` is called when an answer could not be
    recognised at all.
    """

    agent_speaking: bool = False
    question_kind: QuestionKind | None = None
    key_points: tuple[KeyPoint, ...] = ()
    patience_seconds: float = 0.0
    following_up: bool = False
    own_pauses: deque[float] = field(default_factory=lambda: deque(maxlen=30))
    cut_short_seconds: float = 0.0
    heard: deque[SpokenTurn] = field(default_factory=lambda: deque(maxlen=8))
    cut_in: bool = False
    turn_started_seconds_ago: Callable[[], float | None] = lambda: None
    on_lost: Callable[[LostAnswer], None] = lambda _lost: None

    def open_question(
        self,
        kind: QuestionKind | None,
        key_points: tuple[KeyPoint, ...],
        patience_seconds: float,
        following_up: bool,
    ) -> None:
        """Say which question is open, how much longer than usual its answers may pause, and
        whether it has been answered before."""
        self.question_kind = kind
        self.key_points = key_points
        self.patience_seconds = patience_seconds
        self.following_up = following_up
