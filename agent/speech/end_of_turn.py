"""How long to wait in silence before taking the floor: one pure function of every cue there is."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from core.interview import Patience
from language.observed import Completeness


@dataclass(frozen=True, slots=True)
class WaitNumbers:
    """What a wait is made of; seconds unless said. Tuned with `bench/turn_taking`."""

    spread: float = 0.6
    """How far one person's pauses scatter: the deviation of their logarithms (.5 to .75 log s)."""
    deviations: float = 1.2
    """How many deviations over the median pause a finished sentence is waited for (.5 to 2
    deviations), unless it is in a first answer."""
    deviations_told: float = 0.95
    """The same when an answer to a follow-up has its usual length (.8 to 1.2 deviations)."""
    told_words: int = 30
    """That length (20 to 50); up to it the deviations are in proportion."""
    deviations_early: float = 2.3
    """The same while a first answer has hardly begun (1.4 to 2.4 deviations)."""
    deviations_late: float = 0.85
    """The same when much of a first answer has been said (.8 to 1.4 deviations)."""
    early_words: int = 50
    """A first answer of fewer words has hardly begun (20 to 80)."""
    late_words: int = 120
    """Of one that has more, much has been said (80 to 200); between the two it is in proportion."""
    deviations_patient: float = 1.7
    """At least this when time was asked for, or a story has no outcome yet (1.1 to 2.2
    deviations)."""
    patience: Mapping[Patience, float] = field(
        default_factory=lambda: MappingProxyType(
            {Patience.QUICK: -0.3, Patience.USUAL: 0.0, Patience.PATIENT: 0.4}
        )
    )
    """What the candidate's choice adds to the deviations (-.5 to .8 deviations)."""
    shortest: float = 0.9
    """No finished sentence is answered sooner (.6 to 1.2 s)."""
    longest: float = 2.25
    """Nor later (1.8 to 3 s)."""
    doubtful: float = 0.3
    """More when the end is in doubt (0 to .5 s)."""
    unfinished: float = 2.5
    """At least this when nothing marks an end (2 to 4 s)."""
    dangling: float = 4.0
    """At least this after a word that needs another (3 to 6 s)."""
    hold: float = 12.0
    """When time to think was asked for (8 to 20 s)."""
    request: float = 0.4
    """When something was asked of the interviewer (.3 to .8 s)."""
    cut_in: float = 0.3
    """When the interviewer wants the floor at the next breath (.2 to .5 s)."""
    typing: float = 4.0
    """No end of a turn sooner after a key in the pane: people read what they wrote (2.5 to 8 s)."""


WAITS = WaitNumbers()


@dataclass(frozen=True, slots=True)
class Cues:
    """What is known in the silence.

    `log_pause` is the logarithm of the candidate's own median pause in seconds (see `Pace`).
    `first_answer` is true while a main question has not been answered before; `untold` while an
    answer that should be a story has no outcome; `asked_for_time` when the candidate asked for a
    moment earlier in this answer. `cut_in` is true when the interviewer wants
    the floor at the next breath, `handed_over` when the candidate has given it away.
    `typed_until` is how many seconds after the last voice a key was pressed in the pane, null when
    none was in this silence.
    """

    completeness: Completeness
    word_count: int
    log_pause: float
    patience: Patience = Patience.USUAL
    first_answer: bool = False
    untold: bool = False
    asked_for_time: bool = False
    cut_in: bool = False
    handed_over: bool = False
    typed_until: float | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """Seconds of silence that end the turn, and the cues that decided."""

    seconds: float
    because: str


def seconds_to_wait(cues: Cues, numbers: WaitNumbers = WAITS) -> Wait:
    """Return how much silence ends this turn.

    The order matters: what was asked for (the floor, time, an answer) beats grammar and keys, and
    grammar beats the candidate's own pace. Pauses are log-normal, so the wait that `z` deviations
    of somebody's pauses stay below is exp(mu + z sigma).
    """
    if cues.handed_over:
        return Wait(0.0, "handed over")
    if cues.cut_in:
        return Wait(numbers.cut_in, "cut_in")
    if cues.completeness is Completeness.REQUEST:
        return Wait(numbers.request, "request")
    wait = _by_words(cues, numbers)
    if cues.typed_until is None:
        return wait
    keys = cues.typed_until + numbers.typing
    return wait if wait.seconds >= keys else Wait(keys, f"typing, {wait.because}")


def _by_words(cues: Cues, numbers: WaitNumbers) -> Wait:
    if cues.completeness is Completeness.HOLD:
        return Wait(numbers.hold, "hold")
    seconds, because = _by_pace(cues, numbers)
    if cues.completeness is Completeness.DANGLING:
        return Wait(max(seconds, numbers.dangling), f"dangling, {because}")
    if cues.completeness is Completeness.OPEN:
        return Wait(max(seconds, numbers.unfinished), f"open, {because}")
    if cues.completeness is Completeness.DOUBTFUL:
        return Wait(seconds + numbers.doubtful, f"doubtful, {because}")
    return Wait(seconds, because)


def _by_pace(cues: Cues, numbers: WaitNumbers) -> tuple[float, str]:
    deviations, because = _by_length(cues, numbers), "own pace"
    if cues.first_answer and cues.word_count < numbers.early_words:
        because = "own pace, hardly begun"
    deviations += numbers.patience[cues.patience]
    for applies, reason in ((cues.asked_for_time, "asked for time"), (cues.untold, "untold")):
        if applies and deviations < numbers.deviations_patient:
            deviations, because = numbers.deviations_patient, f"own pace, {reason}"
    seconds = math.exp(cues.log_pause + deviations * numbers.spread)
    return min(max(seconds, numbers.shortest), numbers.longest), because


def _by_length(cues: Cues, numbers: WaitNumbers) -> float:
    """Return the deviations: the more of an answer has been said, the likelier is its end."""
    if cues.first_answer:
        few, many = numbers.early_words, numbers.late_words
        early, late = numbers.deviations_early, numbers.deviations_late
    else:
        few, many = 0, numbers.told_words
        early, late = numbers.deviations, numbers.deviations_told
    share = min(max((cues.word_count - few) / (many - few), 0.0), 1.0)
    return early + share * (late - early)
