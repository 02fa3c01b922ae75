"""Time kept: when to wrap up, and how much room there is for follow-ups."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.plan import Question


@dataclass(frozen=True, slots=True)
class TimeNumbers:
    """How the time of an interview is kept. Held against the simulation (`make simulate`)."""

    wrap_up_seconds: float = 180.0
    """The end of every interview: its close and the candidate's own questions (120 to 300)."""
    wrap_up_share: float = 0.25
    """Of a short interview the close may take no more than this share (.15 to .35)."""
    shortest_question_seconds: float = 45.0
    """With less time than this before the wrap-up no new question is begun (30 to 90)."""


TIMES = TimeNumbers()


@dataclass(frozen=True, slots=True)
class Pace:
    """The time of an interview, in seconds."""

    elapsed_seconds: float
    duration_seconds: float

    @property
    def reserve_seconds(self) -> float:
        """How long before the end the wrap-up begins."""
        return min(TIMES.wrap_up_seconds, TIMES.wrap_up_share * self.duration_seconds)

    @property
    def asking_seconds(self) -> float:
        """How long questions may still be asked; negative once the wrap-up is due."""
        return self.duration_seconds - self.reserve_seconds - self.elapsed_seconds

    @property
    def left_seconds(self) -> float:
        """How long the interview still lasts; negative when it is over."""
        return self.duration_seconds - self.elapsed_seconds

    @property
    def time_to_wrap_up(self) -> bool:
        """Whether the last minutes have begun."""
        return self.asking_seconds <= 0

    @property
    def over(self) -> bool:
        """Whether the interview has used all its time."""
        return self.elapsed_seconds >= self.duration_seconds

    @property
    def room_for_a_question(self) -> bool:
        """Whether a new question can still be asked and answered."""
        return self.asking_seconds >= TIMES.shortest_question_seconds

    def slack_seconds(self, number: int, planned: Sequence[Question]) -> float:
        """Return how long question `number` may still take; negative when it has had its share.

        Every planned question gets the minutes it is planned for, or, where all together would not
        fit, a share of the asking time in that proportion.
        """
        asking = self.duration_seconds - self.reserve_seconds
        wanted = 60 * sum(question.minutes for question in planned)
        scale = min(1.0, asking / wanted)
        later = 60 * sum(question.minutes for question in planned[number:])
        return self.asking_seconds - scale * later
