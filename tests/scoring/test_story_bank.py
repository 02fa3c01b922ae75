"""Each story once, as it was told best."""

from datetime import UTC, datetime

from core.assessment import Assessment, DimensionScore, Evidence, QuestionOutcome
from scoring.story_bank import story_bank

OUTAGE = (
    "Last spring payments failed right after our release, and I was on duty. I rolled the release "
    "back first, then I compared the three servers and found an old configuration on two of them. "
    "As a result we were back in sixteen minutes."
)
OUTAGE_AGAIN = (
    "In April our payments failed after a release while I was on duty. I rolled back, I compared "
    "all servers and found the old configuration. In the end we were back after sixteen minutes, "
    "and I added a check that runs before every release."
)
CUSTOMER = (
    "In March a customer called because their export had been wrong for two weeks. I apologised, "
    "I wrote a script that found every wrong row, and I sent them a corrected export the next day. "
    "As a result they extended their contract for a year."
)
HIRING = (
    "Two years ago we hired our first designer, and nobody knew how to work with one. I set up a "
    "weekly review, I paired her with a developer, and I wrote down what we expect of a handover. "
    "As a result we shipped the new checkout a month early."
)
WISH = "I would talk to everybody first, and I would then make a plan, because plans matter."
SAID = {1: OUTAGE, 2: OUTAGE_AGAIN, 3: CUSTOMER, 4: HIRING, 5: WISH}


def assessed(session_id: int, *answers: tuple[int, float | None]) -> Assessment:
    """Return a result with a question for each answer: the turn that answers it and its score."""
    return Assessment(
        session_id=session_id,
        method="basic",
        rubric_version="1",
        overall_score=70.0,
        band=5.0,
        assessed_at=datetime(2026, 1, 5, tzinfo=UTC),
        dimensions=(
            DimensionScore(
                name="star_method",
                group="behavioral",
                weight=1,
                score=70.0,
                method="basic",
                evidence=tuple(
                    Evidence(quote=f"quote of {turn}", interaction_id=turn, question_number=place)
                    for place, (turn, _) in enumerate(answers, 1)
                ),
            ),
        ),
        questions=tuple(
            QuestionOutcome(
                number=place,
                question=f"Question {place}?",
                answered=True,
                score=score,
                interaction_ids=(turn,),
            )
            for place, (turn, score) in enumerate(answers, 1)
        ),
    )


def test_a_story_told_twice_stays_once_in_its_better_version_with_its_quotes() -> None:
    (best,) = story_bank([assessed(1, (1, 60.0)), assessed(2, (2, 75.0))], SAID)
    assert (best.session_id, best.score, best.told) == (2, 75.0, 2)
    assert best.text == OUTAGE_AGAIN
    assert [quote.quote for quote in best.quotes] == ["quote of 2"]


def test_different_stories_stand_side_by_side_the_best_first() -> None:
    found = story_bank([assessed(1, (3, 50.0), (1, 60.0), (4, 90.0))], SAID)
    assert [story.text for story in found] == [HIRING, OUTAGE, CUSTOMER]
    assert [story.told for story in found] == [1, 1, 1]


def test_of_two_tellings_that_are_worth_the_same_the_newer_one_stays() -> None:
    (best,) = story_bank([assessed(2, (2, 60.0)), assessed(1, (1, 60.0))], SAID)
    assert best.session_id == 2


def test_a_wish_is_no_story_and_an_answer_without_a_score_has_no_place() -> None:
    assert story_bank([assessed(1, (5, 80.0), (1, None))], SAID) == ()


def test_turns_that_are_not_there_any_more_leave_nothing() -> None:
    assert story_bank([assessed(1, (1, 80.0))], {}) == ()
