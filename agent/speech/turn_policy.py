"""How long to wait for one candidate: what their words, their pauses and the question tell."""

from dataclasses import dataclass, field

from agent.speech.end_of_turn import WAITS, Cues, Wait, WaitNumbers, seconds_to_wait
from agent.speech.pace import CandidatePace
from core.interview import Patience
from core.plan import QuestionKind
from language import ENGLISH, of
from language.observed import Completeness
from language.port import TurnTaking

TEACHES = (Completeness.COMPLETE, Completeness.DOUBTFUL)
"""After texts of this kind a pause tells of the pace: the wait there is made of it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the candidate answers: the kind of the open question, null without one, and whether it
    has been answered before."""

    kind: QuestionKind | None = None
    following_up: bool = False


@dataclass
class TurnPolicy:
    """One candidate's waits; `pace` and what was asked for go on from turn to turn.

    `language` is the one they speak.
    """

    pace: CandidatePace = field(default_factory=CandidatePace)
    patience: Patience = Patience.USUAL
    numbers: WaitNumbers = WAITS
    language: TurnTaking = field(default_factory=lambda: of(ENGLISH))
    _asked_for_time: bool = False

    def begin(self) -> None:
        """A new answer begins; time that was asked for was asked for the one before."""
        self._asked_for_time = False

    def wait(
        self,
        text: str,
        asked: Asked,
        *,
        cut_in: bool = False,
        handed_over: bool = False,
        typed_until: float | None = None,
    ) -> Wait:
        """Return how much silence ends the turn that holds this text so far.

        `typed_until` is when in this silence, in seconds from its beginning, a key was pressed.
        """
        sounds = self.language.completeness(text)
        if sounds is Completeness.HOLD:
            self._asked_for_time = True
        return seconds_to_wait(
            Cues(
                completeness=sounds,
                word_count=len(text.split()),
                log_pause=self.pace.log_median,
                patience=self.patience,
                first_answer=asked.kind is not None and not asked.following_up,
                untold=self._story_untold(text, asked),
                asked_for_time=self._asked_for_time,
                cut_in=cut_in,
                handed_over=handed_over,
                typed_until=typed_until,
            ),
            self.numbers,
        )

    def went_on(self, text: str, pause_seconds: float) -> None:
        """The candidate spoke again after this text, whoever had taken the floor in between."""
        if self.language.completeness(text) in TEACHES:
            self.pace.learn(pause_seconds)

    def _story_untold(self, text: str, asked: Asked) -> bool:
        """Whether a story was asked for that has come to no outcome."""
        if asked.kind is not QuestionKind.PAST_BEHAVIOUR or asked.following_up:
            return False
        return self.language.story(text).result == 0
