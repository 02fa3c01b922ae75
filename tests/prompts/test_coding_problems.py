"""The coding problems: every reference solution passes, every common mistake is found out."""

import copy
import json
import re
from collections import Counter
from typing import Any

import pytest

from core.plan import ProbeAspect
from prompts.coding_problems import CodingProblem, ProblemCase, coding_problems

PROBLEMS = tuple(coding_problems().values())
each = pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.id)


def passed(problem: CodingProblem, code: str, cases: tuple[ProblemCase, ...]) -> list[bool]:
    """Run a solution against cases as JSON; one that raises, or changes what it was given, fails
    that case."""
    names: dict[str, Any] = {}
    exec(compile(code, problem.id, "exec"), names)
    return [_passes(names[problem.function], case) for case in cases]


def _passes(function: Any, case: ProblemCase) -> bool:
    given = json.loads(json.dumps(case.given))
    before = copy.deepcopy(given)
    try:
        result = function(*given)
    except (TypeError, ValueError, LookupError, ZeroDivisionError):
        return False
    return given == before and json.dumps(result) == json.dumps(case.gives)


def test_there_are_eight_of_each_level() -> None:
    assert Counter(problem.level for problem in PROBLEMS) == {"easy": 8, "medium": 8, "hard": 8}


@each
def test_both_reference_solutions_pass_every_test_and_example(problem: CodingProblem) -> None:
    cases = (*problem.examples, *problem.public, *problem.hidden)
    for solution in problem.solutions:
        assert all(passed(problem, solution.code, cases)), solution.how
    assert problem.solutions[0].code != problem.solutions[1].code


@each
def test_each_common_mistake_runs_and_fails_a_test(problem: CodingProblem) -> None:
    right = problem.solutions[0].code
    for mistake in problem.mistakes:
        assert right.count(mistake.replace) == 1, mistake.text
        wrong = right.replace(mistake.replace, mistake.by)
        results = passed(problem, wrong, (*problem.public, *problem.hidden))
        assert not all(results), mistake.text
        assert any(results), f"{mistake.text}: fails everything, which nobody would hand in"


@each
def test_hidden_tests_hold_more_than_the_public_ones(problem: CodingProblem) -> None:
    shown = [json.dumps(case.given) for case in (*problem.examples, *problem.public)]
    hidden = [json.dumps(case.given) for case in problem.hidden]
    assert len(hidden) == len(set(hidden))
    assert not set(shown) & set(hidden)
    assert {len(case.given) for case in problem.public} == {len(problem.parameters)}
    assert {len(case.given) for case in problem.hidden} == {len(problem.parameters)}


@each
def test_what_is_read_aloud_has_two_sentences_and_no_sign_that_is_not_speech(
    problem: CodingProblem,
) -> None:
    assert len(re.findall(r"[.?!](?:\s|$)", problem.said)) == 2
    assert re.fullmatch(r"[A-Za-z ,.'-]+", problem.said)
    for spoken in (*problem.hints, *(mistake.probe for mistake in problem.mistakes)):
        assert not re.search(r"[`\[\]{}<>=_\d]", spoken), spoken


@each
def test_a_problem_is_a_question_that_can_be_planned(problem: CodingProblem) -> None:
    question = problem.question()
    assert question.problem == problem.id
    assert question.text == problem.said
    assert len(question.probes) == 4
    assert question.probes[ProbeAspect.FAILURE] == problem.mistakes[0].probe
