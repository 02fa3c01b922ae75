"""Which turns of the log are an answer to which question."""

import pytest

from core.move import MoveKind
from core.plan import InterviewPlan
from core.turn import Role
from scoring.answers import Answers, collect_answers
from tests.scoring.interviews import BANK, CONFLICT, INDEXES, Log, interview

PLAN = InterviewPlan(questions=BANK)


def collected(log: Log) -> Answers:
    return collect_answers(log.turns, PLAN)


def test_an_answer_and_its_follow_ups_are_one_answer() -> None:
    log = Log().asks(INDEXES).hears("It finds rows fast").says(MoveKind.PROBE).hears("By a B-tree.")
    found = collected(log.says(MoveKind.CLOSE))
    (answer,) = found.answers
    assert answer.text == "It finds rows fast. By a B-tree."
    assert answer.question is INDEXES
    assert len(answer.parts) == 2
    assert found.answered_count == 1


@pytest.mark.parametrize(
    ("request_", "move"),
    [
        ("Can you repeat that?", MoveKind.REPEAT),
        ("Sorry, I didn't get the second part, could you say it again?", MoveKind.REPHRASE),
        ("Give me a moment please.", MoveKind.GIVE_TIME),
        ("What database do you mean?", MoveKind.ANSWER_QUESTION),
        ("I don't know.", MoveKind.HINT),
        ("Could I have a hint?", MoveKind.HINT),
    ],
)
def test_a_request_is_no_answer(request_: str, move: MoveKind) -> None:
    log = Log().asks(INDEXES).hears(request_).says(move).hears("It finds rows without a scan.")
    (answer,) = collected(log.says(MoveKind.CLOSE)).answers
    assert answer.text == "It finds rows without a scan."
    assert [turn.content for turn in answer.set_aside] == [request_]


@pytest.mark.parametrize("move", [MoveKind.HINT, MoveKind.REPEAT, MoveKind.ANSWER_QUESTION])
def test_an_answer_that_ends_with_a_request_stays_an_answer(move: MoveKind) -> None:
    said = (
        "An index is a sorted structure over one or more columns so that the database finds the "
        "rows without reading the whole table, and it has to be kept up to date with each write. "
        "Could you repeat the second part?"
    )
    (answer,) = collected(Log().asks(INDEXES).hears(said).says(move)).answers
    assert answer.text == said


def test_small_talk_before_and_questions_after_are_no_answers() -> None:
    log = Log().says(MoveKind.GREET).hears("Hi, I'm fine.").asks(INDEXES).hears("It finds rows.")
    log.says(MoveKind.WRAP_UP).hears("What does the team look like?").says(MoveKind.CLOSE)
    (answer,) = collected(log.hears("Thank you!")).answers
    assert answer.text == "It finds rows."


def test_silence_on_a_question_is_an_answer_of_nothing() -> None:
    found = collected(interview((INDEXES, ""), (CONFLICT, "We disagreed about a service.")))
    assert [answer.answered for answer in found.answers] == [False, True]
    assert found.answers[0].parts == ()


def test_the_question_that_is_open_at_the_end_gave_no_opportunity() -> None:
    found = collected(Log().asks(INDEXES).hears("It finds rows.").asks(CONFLICT))
    assert [answer.question_number for answer in found.answers] == [1]
    assert found.left_open == 1


def test_a_log_without_moves_still_yields_its_answers() -> None:
    log = Log().asks(INDEXES).hears("It finds rows.")
    bare = [turn for turn in log.turns if turn.move is None]
    (answer,) = collect_answers(bare, PLAN).answers
    assert answer.question is INDEXES


def test_a_question_outside_the_plan_is_kept_without_its_details() -> None:
    log = Log().asks(INDEXES).hears("It finds rows.").says(MoveKind.CLOSE)
    (answer,) = collect_answers(log.turns, InterviewPlan(questions=(CONFLICT,))).answers
    assert answer.question is None
    assert answer.kind is None


def test_an_empty_log_has_no_answers() -> None:
    assert collect_answers([], PLAN) == Answers(())


def test_every_turn_of_the_candidate_is_an_answer_set_aside_or_outside_the_questions() -> None:
    log = Log().says(MoveKind.GREET).hears("Hi there.").asks(INDEXES).hears("Can you repeat that?")
    log.says(MoveKind.REPEAT).hears("It finds rows fast.").says(MoveKind.CLARIFY).hears("Yes.")
    log.says(MoveKind.WRAP_UP).hears("What does the team look like?").says(MoveKind.CLOSE)
    found = collected(log)
    kept = [turn for one in found.answers for turn in (*one.parts, *one.set_aside)]
    said = [turn for turn in log.turns if turn.role is Role.USER]
    assert sorted(turn.content for turn in (*kept, *found.after_questions)) == sorted(
        turn.content for turn in said
    )
    assert (found.set_aside_count, len(found.after_questions)) == (1, 2)
