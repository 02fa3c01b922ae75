"""An answer to another question is noticed, and one to the question never is."""

from itertools import pairwise

import pytest

from agent.interviewer import build_interviewer
from bench.validation.ladders import load_ladders
from core.clock import utc_now
from core.move import MoveKind
from core.plan import QuestionKind
from language.en.text.subjects import subjects_of
from language.en.text.vocabulary import content_stems
from prompts.interview_types import interview_types
from prompts.loader import load_questions
from tests.agent.interviewer.replies import reply
from tests.agent.interviewer.scenes import log, session

BANK = tuple(question for kind in interview_types() for question in load_questions(kind))
ASKING = tuple(q for q in BANK if q.kind in (QuestionKind.TECHNICAL, QuestionKind.PROBLEM))
SUBJECTS = subjects_of(BANK)
RELEASE = next(question for question in BANK if question.competency == "release engineering")
HASHES = (
    "A hash function turns the key into the index of a bucket, and when two keys collide I would "
    "chain them in a linked list, and grow and rehash the table past a load factor."
)


def test_the_answer_to_any_other_question_is_about_something_else() -> None:
    for one, other in pairwise(ASKING):
        if one.competency != other.competency:
            found = SUBJECTS.elsewhere(content_stems(one.outline), other)
            assert found is not None, (one.id, other.id)
            assert found != other.competency


def test_no_written_answer_to_a_question_of_any_level_is_about_something_else() -> None:
    for ladder in load_ladders():
        for level in ("strong", "good", "medium", "weak"):
            stems = content_stems(ladder.answers[level])
            assert SUBJECTS.elsewhere(stems, ladder.question) is None, (ladder.question.id, level)


@pytest.mark.parametrize("said", ["A canary, then ten percent.", "I would ask my lead."])
def test_a_short_answer_is_about_nothing_for_sure(said: str) -> None:
    assert SUBJECTS.elsewhere(content_stems(said), RELEASE) is None


def test_a_story_and_a_question_from_outside_of_the_bank_are_never_corrected() -> None:
    story = next(question for question in BANK if question.kind is QuestionKind.PAST_BEHAVIOUR)
    assert SUBJECTS.elsewhere(content_stems(HASHES), story) is None
    written = RELEASE.model_copy(update={"id": "written-1"})
    assert SUBJECTS.elsewhere(content_stems(HASHES), written) is None


async def test_it_is_told_once_with_both_subjects_and_the_question_again() -> None:
    held = session(RELEASE)
    interviewer = build_interviewer(None, 1.0, utc_now)
    first = (await reply(interviewer, held, log(held), HASHES)).worded
    assert (first.move.kind, first.move.reason) == (MoveKind.REDIRECT, "redirect_elsewhere")
    assert "data structures" in first.text
    assert "release engineering" in first.text
    assert first.text.count("?") == 1
    again = log(held, (HASHES, None), (first.text, first.move))
    second = (await reply(interviewer, held, again, f"As I said. {HASHES}")).worded
    assert second.move.kind is not MoveKind.REDIRECT
