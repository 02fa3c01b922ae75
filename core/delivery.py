"""How something was said, as counts that can be pooled, and rates made from them.

Formulas and their sources stand where they are computed, in `scoring.delivery.turn_delivery`.
"""

from pydantic import Field

from core.plan import Frozen


class Pause(Frozen):
    """A silent gap inside an answer; times are seconds from the interview's start."""

    start_seconds: float
    end_seconds: float
    mid_clause: bool | None = None
    exempt: bool = False

    @property
    def seconds(self) -> float:
        """Its length in seconds."""
        return self.end_seconds - self.start_seconds


class Delivery(Frozen):
    """Measures of one candidate turn. Null means not measured; `not_measured` says why.

    Counts (`*_count`, `*_seconds`) pool over an interview by addition; rates never do.
    `expected_filler_count` is a sum of probabilities; `filler_words` counts by word.
    """

    lexical_word_count: int = 0
    word_count: int = 0
    talk_seconds: float | None = None
    pause_seconds: float | None = None
    words_per_minute: float | None = None
    articulation_rate_wpm: float | None = None
    filler_word_count: int | None = None
    expected_filler_count: float | None = None
    filler_words: dict[str, int] = Field(default_factory=dict)
    pauses: tuple[Pause, ...] | None = None
    long_pause_weight: float | None = None
    mid_clause_pause_count: int | None = None
    response_time_seconds: float | None = None
    hedge_weight: float | None = None
    hedges: dict[str, int] = Field(default_factory=dict)
    own_action_count: int | None = None
    sentiment: float | None = Field(default=None, ge=-1, le=1)
    mean_word_confidence: float | None = None
    style_words: dict[str, int] = Field(default_factory=dict)
    delivery_scorable: bool = False
    not_measured: dict[str, str] = Field(default_factory=dict)
