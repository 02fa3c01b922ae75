"""The moment a decision is made in: where the interview stands and what was just said."""

from dataclasses import dataclass

from agent.interviewer.decide.interview_state import InterviewState, OpenQuestion
from agent.interviewer.decide.pacing import Pace
from agent.interviewer.observe.observation import Observation
from core.interview import InterviewRequest
from core.move import MoveKind, Reason
from core.plan import InterviewPlan
from language.observed import Intent


@dataclass(frozen=True, slots=True)
class DecisionInput:
    """Everything a decision rests on. `position` already includes the utterance that was `seen`."""

    position: InterviewState
    seen: Observation
    plan: InterviewPlan
    request: InterviewRequest
    pace: Pace
    silent: bool = False

    @property
    def intent(self) -> Intent:
        """What the candidate is doing."""
        return self.seen.intent

    @property
    def topic(self) -> OpenQuestion | None:
        """The open question, if one is open."""
        return self.position.topic

    @property
    def last_kind(self) -> MoveKind | None:
        """The kind of the interviewer's last move."""
        return self.position.moves[-1].kind if self.position.moves else None

    @property
    def last_reason(self) -> Reason:
        """The reason of the interviewer's last move, none before the first."""
        return self.position.moves[-1].reason if self.position.moves else Reason.NONE

    def count(self, kind: MoveKind) -> int:
        """Return how often a move was made on the open question."""
        return self.topic.count(kind) if self.topic else 0
