"""A report goes through the posting requirement by requirement: asked, said, missing."""

from core.plan import InterviewPlan, Requirement, RequirementKind
from scoring.answers import collect_answers
from scoring.requirements import NO_ANSWER, NOT_ASKED, NOT_NAMED, requirement_results
from tests.scoring.interviews import CONFLICT, INDEXES, MOTIVATION, interview

SQL = Requirement(text="Solid knowledge of PostgreSQL", kind=RequirementKind.MUST)
TEAMS = Requirement(text="Experience with difficult colleagues", kind=RequirementKind.NICE)
DRIVE = Requirement(text="A driving licence", kind=RequirementKind.MUST)
RUST = Requirement(text="Some Rust", kind=RequirementKind.NICE)
SENIOR = Requirement(text="Senior", kind=RequirementKind.SENIORITY)


def test_each_requirement_says_whether_it_was_asked_what_was_said_and_what_is_missing() -> None:
    asked = (
        INDEXES.model_copy(update={"serves": SQL.text}),
        CONFLICT.model_copy(update={"serves": TEAMS.text}),
        MOTIVATION.model_copy(update={"serves": RUST.text}),
    )
    log = interview(
        (asked[0], "I tuned it for a year. We ran PostgreSQL with forty tables. It went well."),
        (asked[1], "I planned the release and wrote the tests myself."),
        (asked[2], ""),
    )
    plan = InterviewPlan(questions=asked, requirements=(SQL, TEAMS, DRIVE, RUST, SENIOR))
    found = requirement_results(plan.requirements, collect_answers(log.turns, plan))
    sql, teams, drive, rust = found
    assert (sql.asked, sql.question_number, sql.gap) == (True, 1, None)
    assert sql.evidence[0].quote == "We ran PostgreSQL with forty tables."
    spoken = next(turn for turn in log.turns if "PostgreSQL" in turn.content)
    assert sql.evidence[0].interaction_id == spoken.id
    assert sql.evidence[0].offset_seconds == spoken.offset_seconds
    assert (teams.asked, teams.gap) == (True, NOT_NAMED)
    assert (drive.asked, drive.evidence, drive.gap) == (False, (), NOT_ASKED)
    assert (rust.asked, rust.evidence, rust.gap) == (True, (), NO_ANSWER)


def test_what_was_said_without_being_asked_counts() -> None:
    log = interview((INDEXES, "It was slow. I have a solid knowledge of PostgreSQL."))
    plan = InterviewPlan(questions=(INDEXES,), requirements=(SQL,))
    (sql,) = requirement_results(plan.requirements, collect_answers(log.turns, plan))
    assert (sql.asked, sql.gap) == (False, None)
    assert "PostgreSQL" in sql.evidence[0].quote
