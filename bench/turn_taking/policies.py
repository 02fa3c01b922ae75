"""Ways to decide that somebody's turn is over: fixed silences, the build before, and ours."""

from dataclasses import dataclass, field
from typing import Protocol

from agent.speech.end_of_turn import WAITS, WaitNumbers
from agent.speech.tuned import TURNS
from agent.speech.turn_policy import Asked, TurnPolicy
from core.interview import Patience
from core.plan import QuestionKind
from language.en.speech.completeness import completeness
from language.en.stories.star import mark_star
from language.observed import Completeness


class Policy(Protocol):
    """Listens to one person through one interview.

    Who speaks again within `joins_seconds` of a reply goes on with the same turn; a voice later
    than that begins another one.
    """

    joins_seconds: float

    def begin(self, asked: Asked) -> None:
        """A question was asked."""
        ...

    def wait(self, text: str) -> float:
        """Return the silence (seconds) after which it takes the floor from this text so far."""
        ...

    def went_on(self, text: str, pause_seconds: float, taken: bool) -> None:
        """The person spoke again after this text; `taken` tells whether it had the floor."""
        ...


@dataclass
class Fixed:
    """The same silence always."""

    seconds: float
    joins_seconds: float = 0.0

    def begin(self, asked: Asked) -> None:
        """Nothing depends on the question."""

    def wait(self, text: str) -> float:
        """Return the fixed silence."""
        return self.seconds

    def went_on(self, text: str, pause_seconds: float, taken: bool) -> None:
        """Nothing is learned."""


@dataclass
class Ours:
    """The policy that the listener asks, as it is."""

    patience: Patience = Patience.USUAL
    numbers: WaitNumbers = WAITS
    joins_seconds: float = TURNS.yield_seconds
    policy: TurnPolicy = field(init=False)
    asked: Asked = Asked()

    def __post_init__(self) -> None:
        self.policy = TurnPolicy(patience=self.patience, numbers=self.numbers)

    def begin(self, asked: Asked) -> None:
        """A new answer begins."""
        self.asked = asked
        self.policy.begin()

    def wait(self, text: str) -> float:
        """Return what the policy waits."""
        return self.policy.wait(text, self.asked).seconds

    def went_on(self, text: str, pause_seconds: float, taken: bool) -> None:
        """Every pause teaches the pace."""
        self.policy.went_on(text, pause_seconds)


@dataclass
class Before:
    """The policy as it was until 2026-11-29, frozen to be compared with.

    An answer that went on over the first half of an utterance was one answer, as it still is; that
    is taken for as long as ours joins.
    """

    joins_seconds: float = TURNS.yield_seconds
    asked: Asked = Asked()
    pauses: list[float] = field(default_factory=list)
    cut_short: float = 0.0
    turns: int = 0
    said_before: str = ""

    def begin(self, asked: Asked) -> None:
        """Nothing of an answer before is left."""
        self.asked, self.said_before = asked, ""
        self.turns += 1

    def wait(self, text: str) -> float:
        """Return the silence by length, grammar and the pauses shorter than its own waits."""
        text = text.removeprefix(self.said_before).strip()
        sounds = completeness(text)
        if sounds is Completeness.HOLD:
            return 12.0
        if sounds is Completeness.REQUEST:
            return 0.4
        if sounds is Completeness.DANGLING:
            return 4.5
        seconds = self._by_length(len(text.split()))
        seconds += {Completeness.OPEN: 1.7, Completeness.DOUBTFUL: 0.3}.get(sounds, 0.0)
        if self.turns == 1:
            seconds = max(seconds, 0.6)
        if self._untold(text):
            seconds = max(seconds, 0.8)
        recent = sorted(self.pauses[-30:])
        habit = recent[min(len(recent) - 1, int(0.8 * len(recent)))] if len(recent) > 1 else 0.0
        own = max(habit, self.cut_short) * 1.15
        return min(own, 2.0) if own > seconds else seconds

    def went_on(self, text: str, pause_seconds: float, taken: bool) -> None:
        """Pauses shorter than the wait teach, and longer ones up to .9 s."""
        sounds = completeness(text.removeprefix(self.said_before).strip())
        if taken:
            self.said_before = text
            if pause_seconds <= 0.9:
                self.cut_short = max(self.cut_short, pause_seconds)
        elif pause_seconds > 0.3 and sounds is Completeness.COMPLETE:
            self.pauses.append(pause_seconds)

    def _by_length(self, words: int) -> float:
        kind = self.asked.kind
        expected = {
            QuestionKind.PAST_BEHAVIOUR: 20,
            QuestionKind.SITUATIONAL: 18,
            QuestionKind.TECHNICAL: 16,
            QuestionKind.PROBLEM: 18,
            QuestionKind.MOTIVATION: 14,
            QuestionKind.INTRO: 10,
            None: 8,
        }[kind]
        patience = 0.3 if kind in (QuestionKind.TECHNICAL, QuestionKind.PROBLEM) else 0.0
        if self.asked.following_up:
            expected //= 2
        if words >= expected:
            return 0.4
        return 0.4 + (0.15 if words >= expected / 2 else 0.35) + patience

    def _untold(self, text: str) -> bool:
        if self.asked.kind is not QuestionKind.PAST_BEHAVIOUR or self.asked.following_up:
            return False
        told = mark_star(text)
        return told.action.mark < 1 and told.result.mark == 0
