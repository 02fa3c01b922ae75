"""Who chose to be compared with their own usual pace is, once it is known."""

from dataclasses import replace

import pytest

from core.assessment import Assessment
from core.interview import InterviewSession
from core.turn import Interaction, Role
from scoring.delivery.own_pace import is_usual, usual_wpm
from scoring.service import OfflineAssessor
from tests.scoring.interviews import BANK, CONFLICT, NOW, interview, session
from tests.scoring.timeline import spoken


def said_slowly(word_seconds: float = 0.7) -> list[Interaction]:
    """Return an interview whose one answer is spoken at 60 / `word_seconds` words a minute."""
    turns = interview((CONFLICT, CONFLICT.outline)).turns
    said = spoken(CONFLICT.outline, word_seconds=word_seconds)
    return [
        replace(
            turn,
            words=said.words,
            speech_segments=said.speech_segments,
            duration_seconds=said.duration_seconds,
            timing_basis=said.timing_basis,
        )
        if turn.role is Role.USER and turn.question_number
        else turn
        for turn in turns
    ]


def wanting_own_pace(usual: float | None) -> InterviewSession:
    asked = session(CONFLICT)
    return replace(asked, usual_wpm=usual, request=replace(asked.request, own_pace=True))


def assess(asked: InterviewSession) -> Assessment:
    return OfflineAssessor(lambda: NOW, lambda: BANK).assess_now(asked, said_slowly())


def test_the_usual_rate_is_the_median_of_the_first_three() -> None:
    assert usual_wpm([80, 120, 90, 200, 200]) == 90
    assert usual_wpm([80, 120]) is None


@pytest.mark.parametrize(
    ("wpm", "usual"), [(80, True), (96, True), (64, True), (97, False), (63, False)]
)
def test_a_fifth_around_the_usual_rate_is_usual(wpm: float, usual: bool) -> None:
    assert is_usual(wpm, 80) is usual
    assert not is_usual(wpm, None)


def test_near_the_own_rate_pace_is_full_and_the_report_says_why() -> None:
    result, general = assess(wanting_own_pace(88)), assess(session(CONFLICT))
    assert result.score("pace") == 100
    assert (general.score("pace") or 0) < 60
    pace = next(d for d in result.dimensions if d.name == "pace")
    assert pace.measures["usual_words_per_minute"] == 88
    assert "your own usual pace" in pace.level_description
    assert any("88 words a minute" in note for note in result.notes)
    assert any("you usually speak at 88" in point for point in result.feedback.strengths)


def test_before_three_interviews_the_own_rate_is_not_known_and_said_so() -> None:
    result, general = assess(wanting_own_pace(None)), assess(session(CONFLICT))
    assert result.score("pace") == general.score("pace")
    assert any("known after three spoken interviews" in note for note in result.notes)
    assert not any("usual pace" in note for note in general.notes)
