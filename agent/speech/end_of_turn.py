"""How long to wait in silence before taking the floor: one pure function of every cue there is."""

from dataclasses import dataclass

from core.plan import QuestionKind
from language.en.speech.completeness import Completeness

SHORTEST_SECONDS = 0.40
FIRST_TURN_SECONDS = 0.6
UNTOLD_STORY_SECONDS = 0.8
HOLD_SECONDS = 12.0
LONGEST_SECONDS = 6.0

EXPECTED_WORDS = {
    QuestionKind.PAST_BEHAVIOUR: 20,
    QuestionKind.SITUATIONAL: 18,
    QuestionKind.TECHNICAL: 16,
    QuestionKind.PROBLEM: 18,
    QuestionKind.MOTIVATION: 14,
    QuestionKind.INTRO: 10,
}
"""Answers shorter than this are likely to go on; a longer wait then costs little."""


@dataclass(frozen=True, slots=True)
class Cues:
    """What is known in the silence.

    `coverage` is the share (0-1) of the open question's key points that were touched, null without
    a question. `following_up` is true after a probe or the like, whose answers are shorter;
    `story_untold` while an answer that should be a story has neither acts nor an outcome.
    `own_pause_seconds` is the candidate's own habit (see `Floor.own_pauses`), null
    until known; while `first_turn` is true hardly anything can be. `audio_probability` is the
    end-of-turn model's, from sound alone, null when it did not answer. `cut_in` is true when the
    interviewer wants the floor at the next breath.
    """

    completeness: Completeness
    word_count: int
    kind: QuestionKind | None = None
    coverage: float | None = None
    following_up: bool = False
    story_untold: bool = False
    own_pause_seconds: float | None = None
    audio_probability: float | None = None
    patience_seconds: float = 0.0
    first_turn: bool = False
    cut_in: bool = False


@dataclass(frozen=True, slots=True)
class Wait:
    """Seconds of silence that end the turn, and the cues that decided."""

    seconds: float
    because: str


def seconds_to_wait(cues: Cues) -> Wait:
    """Return how much silence ends this turn.

    The order matters: what was asked for (time, an answer) beats grammar, grammar beats length,
    and the candidate's own habit may only lengthen a wait. Values were tuned on
    `bench/voice_latency.py`.
    """
    if cues.cut_in:
        return Wait(0.3, "cut_in")
    if cues.completeness is Completeness.HOLD:
        return Wait(HOLD_SECONDS, "hold")
    if cues.completeness is Completeness.REQUEST:
        return Wait(SHORTEST_SECONDS, "request")
    if cues.completeness is Completeness.DANGLING:
        return Wait(min(4.5 + cues.patience_seconds, LONGEST_SECONDS), "dangling")
    seconds, because = _by_length(cues)
    if cues.completeness is Completeness.OPEN:
        seconds, because = seconds + 1.7, f"open, {because}"
    elif cues.completeness is Completeness.DOUBTFUL:
        seconds, because = seconds + 0.3, f"doubtful, {because}"
    if cues.first_turn and seconds < FIRST_TURN_SECONDS:
        seconds, because = FIRST_TURN_SECONDS, f"{because}, first turn"
    if cues.story_untold and seconds < UNTOLD_STORY_SECONDS:
        seconds, because = UNTOLD_STORY_SECONDS, f"{because}, story untold"
    if cues.own_pause_seconds is not None and cues.own_pause_seconds * 1.15 > seconds:
        seconds, because = min(cues.own_pause_seconds * 1.15, 2.0), f"own pace, {because}"
    if cues.audio_probability is not None and cues.audio_probability < 0.05:
        seconds, because = seconds + 0.2, f"{because}, sounds unfinished"
    return Wait(min(seconds, LONGEST_SECONDS), because)


def _by_length(cues: Cues) -> tuple[float, str]:
    expected = EXPECTED_WORDS.get(cues.kind, 12) if cues.kind else 8
    if cues.following_up:
        expected //= 2
    enough = cues.word_count >= expected or (cues.coverage or 0.0) >= 0.5
    if enough:
        return SHORTEST_SECONDS, "complete"
    if cues.word_count >= expected / 2:
        return SHORTEST_SECONDS + 0.15 + cues.patience_seconds, "short"
    return SHORTEST_SECONDS + 0.35 + cues.patience_seconds, "very short"


def habit(pauses: list[float]) -> float | None:
    """Return the pause (seconds) that four fifths of the candidate's own stay below.

    Null with fewer than two pauses: one says nothing yet.
    """
    if len(pauses) < 2:
        return None
    ordered = sorted(pauses)
    return ordered[min(len(ordered) - 1, int(0.8 * len(ordered)))]
