"""An answer told better by rules: own sentences, and brackets for what is missing."""

import pytest

from core.assessment import RewrittenAnswer
from core.plan import Question
from scoring.feedback.retelling import retell
from scoring.feedback.rewrite import unsaid_in
from scoring.rubric.phrases import load_phrases
from scoring.rules.interview import Rules
from tests.scoring.interviews import BANK, CONFLICT, INDEXES, MOTIVATION, interview, session

PHRASES = load_phrases()
RULES = Rules(lambda: BANK)


def retold(*pairs: tuple[Question, str]) -> RewrittenAnswer | None:
    return retell(RULES.rate(session(), interview(*pairs).turns).rated, PHRASES)


ROUGH = (
    "So, um, I asked why she wanted it and, you know, listened to her reasons. Then I built a "
    "small prototype and I I measured both designs. Last year at my previous company we disagreed "
    "about splitting a service. It was a long discussion, I guess, and we agreed on keeping one."
)


def test_a_story_begins_with_its_situation_and_says_what_is_missing() -> None:
    told = retold((CONFLICT, ROUGH))
    assert told is not None
    assert told.text.startswith("Last year at my previous company we disagreed")
    assert "um" not in told.text.lower().split()
    assert "you know" not in told.text
    assert "I I" not in told.text
    assert "I guess" not in told.text
    assert PHRASES.missing_parts["task"] in told.placeholders
    assert all(placeholder in told.text for placeholder in told.placeholders)
    assert unsaid_in(told.text, told.original) == ()
    assert told.original.startswith("So, um, I asked")
    assert told.interaction_ids
    assert told.method == "basic"
    assert len(told.changes) == 3


def test_what_was_said_to_the_room_is_left_out() -> None:
    asides = ROUGH.replace("Then I", "No wait. Let me think. Then I") + " Thank you."
    told, plain = retold((CONFLICT, asides)), retold((CONFLICT, ROUGH))
    assert told is not None
    assert plain is not None
    assert told.text == plain.text


def test_an_explanation_keeps_its_order_and_names_the_missing_points() -> None:
    said = (
        "Well, an index is a b-tree that avoids a full table scan, so the database finds the rows "
        "of a query directly. Basically, it helps with a selective column most of all."
    )
    told = retold((INDEXES, said))
    assert told is not None
    assert told.text.startswith("An index is a b-tree")
    assert told.placeholders == ("[missing: slows down writes]", "[missing: takes disk space]")


def test_a_whole_story_told_well_is_left_alone() -> None:
    assert retold((CONFLICT, CONFLICT.outline)) is None


@pytest.mark.parametrize("said", ["", "Pass.", "No idea.", "An index is a b-tree.", "ja " * 60])
def test_there_is_nothing_to_retell_without_an_answer(said: str) -> None:
    assert retold((INDEXES, said)) is None


def test_of_several_answers_the_one_that_is_told_worst_is_chosen() -> None:
    told = retold((INDEXES, INDEXES.outline), (CONFLICT, ROUGH), (MOTIVATION, MOTIVATION.outline))
    assert told is not None
    assert told.question == CONFLICT.text
    assert told.question_number == 2


def test_markup_and_brackets_of_the_candidate_make_no_placeholder() -> None:
    told = retold((CONFLICT, f"[your number] <b>{ROUGH}</b> ```json```"))
    assert told is not None
    assert "<b>" not in told.text
