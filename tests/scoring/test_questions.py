"""Each question has its answer's own score, what it named and left open, and a strong answer."""

from core.assessment import QuestionOutcome
from tests.scoring.interviews import CONFLICT, INDEXES, MOTIVATION, interview, session
from tests.scoring.test_service import ASSESSOR, WEAK


def results() -> tuple[QuestionOutcome, ...]:
    log = interview((INDEXES, INDEXES.outline), (CONFLICT, WEAK), (MOTIVATION, ""))
    return ASSESSOR.assess_now(session(INDEXES, CONFLICT, MOTIVATION), log.turns).questions


def test_the_better_answer_has_the_higher_score_of_its_own() -> None:
    good, weak, _ = results()
    assert good.score is not None
    assert weak.score is not None
    assert good.score > weak.score
    assert (good.number, good.competency) == (1, "database indexes")


def test_key_points_are_named_or_left_open_and_none_is_both() -> None:
    good, weak, _ = results()
    for result, asked in ((good, INDEXES), (weak, CONFLICT)):
        assert {*result.named, *result.left_open} == {point.text for point in asked.key_points}
        assert not {*result.named} & {*result.left_open}
    assert len(good.named) > len(weak.named)
    assert good.outline == INDEXES.outline


def test_a_question_that_met_silence_has_neither_score_nor_points() -> None:
    silent = results()[2]
    assert (silent.answered, silent.score, silent.named, silent.left_open) == (False, None, (), ())
    assert silent.interaction_ids == ()
