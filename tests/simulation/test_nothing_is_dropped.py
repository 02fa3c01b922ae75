"""Every turn of a candidate is in the assessment, or its notes say what became of it."""

import pytest

from agent.interviewer import build_interviewer
from core.clock import utc_now
from core.interview import InterviewType
from core.turn import Role
from harness.simulation.candidates import CANDIDATES
from harness.simulation.holding import hold
from scoring.answers import collect_answers
from scoring.service import OfflineAssessor


@pytest.mark.parametrize(
    "name", ["skips", "asks for hints", "asks to repeat", "asks about the company", "gibberish"]
)
async def test_what_is_no_part_of_an_answer_is_counted_in_the_notes(name: str) -> None:
    interviewer = build_interviewer(None, 1.0, utc_now)
    talk = await hold(interviewer, name, CANDIDATES[name], InterviewType("technical"), seed=2)
    found = collect_answers(talk.history, talk.session.plan)
    notes = " ".join(OfflineAssessor(utc_now).assess_now(talk.session, talk.history).notes)
    parts = sum(len(answer.parts) for answer in found.answers)
    said = sum(turn.role is Role.USER and _says_something(turn.content) for turn in talk.history)
    assert parts + found.set_aside_count + len(found.after_questions) == said
    assert (f"had no answer: {found.set_aside_count}." in notes) == (found.set_aside_count > 0)
    outside = len(found.after_questions)
    assert (f"as at the close: {outside}." in notes) == (outside > 0)


async def test_a_transcript_that_makes_no_sense_is_noted_and_praised_for_nothing() -> None:
    interviewer = build_interviewer(None, 1.0, utc_now)
    salad = iter(range(1000))

    def says(_heard: object) -> str:
        at = next(salad)
        return f"the wrists of a barrel sang number {at} under my soup while green clocks were tall"

    talk = await hold(interviewer, "salad", says, InterviewType("technical"), seed=3, questions=2)
    given = OfflineAssessor(utc_now).assess_now(talk.session, talk.history)
    assert any("makes no sense" in note for note in given.notes)
    assert given.feedback.strengths == ()


def _says_something(text: str) -> bool:
    return any(letter.isalnum() for letter in text)
