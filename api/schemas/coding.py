"""A question that was put, and the coding problem that a pane shows with it, over the wire."""

from pydantic import JsonValue

from api.http.wire import Wire
from prompts.coding_problems import CodingProblem


class CaseAnswer(Wire):
    """A test that is shown: the arguments in order, and what must come back."""

    given: list[JsonValue]
    gives: JsonValue


class ExampleAnswer(CaseAnswer):
    """An example with the reason for its result."""

    why: str


class ProblemAnswer(Wire):
    """A problem as it is shown: no solution, and of the hidden tests only their number."""

    id: str
    title: str
    level: str
    statement: str
    function: str
    parameters: list[str]
    examples: list[ExampleAnswer]
    tests: list[CaseAnswer]
    hidden_test_count: int

    @classmethod
    def of(cls, problem: CodingProblem) -> "ProblemAnswer":
        """Return what is shown of a problem."""
        return cls(
            id=problem.id,
            title=problem.title,
            level=problem.level,
            statement=problem.statement,
            function=problem.function,
            parameters=list(problem.parameters),
            examples=[
                ExampleAnswer(given=list(case.given), gives=case.gives, why=case.why)
                for case in problem.examples
            ],
            tests=[CaseAnswer(given=list(case.given), gives=case.gives) for case in problem.public],
            hidden_test_count=len(problem.hidden),
        )


class AskedQuestion(Wire):
    """A question that was put, without the words around it; `problem` is to be solved in code."""

    number: int
    text: str
    problem: ProblemAnswer | None
