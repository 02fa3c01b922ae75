"""The bank of coding problems, read from `prompts/coding/`."""

from functools import cache

from pydantic import Field, JsonValue, TypeAdapter, ValidationError

from core.errors import PromptError
from core.plan import Frozen, KeyPoint, ProbeAspect, Question, QuestionKind, Text
from prompts.loader import load_yaml

_BANKS = {
    "easy": "coding/easy.yaml",
    "medium": "coding/medium.yaml",
    "hard": "coding/hard.yaml",
}
_MINUTES = {"easy": 8.0, "medium": 12.0, "hard": 16.0}
_PROBES = "coding/probes.yaml"


class ProblemCase(Frozen):
    """A test: the arguments in order, and what must come back. All of it is JSON."""

    given: tuple[JsonValue, ...]
    gives: JsonValue


class ProblemExample(ProblemCase):
    """A case with the reason for its result."""

    why: Text


class ReferenceSolution(Frozen):
    """One way to solve a problem, in Python, with its cost in O notation."""

    how: Text
    time: Text
    memory: Text
    code: str = Field(min_length=1)


class CommonMistake(Frozen):
    """A mistake as the change of the first solution that makes it, and what to ask about it."""

    text: Text
    replace: str = Field(min_length=1)
    by: str
    probe: Text


class CodingProblem(Frozen):
    """A problem to write a function for.

    `said` is read aloud, `statement` is what is shown; `public` cases are shown too, `hidden` ones
    counted. `hints` go from a nudge to the way; `key_points` are what to hear of in the talk.
    """

    id: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    title: Text
    level: str
    said: Text
    statement: Text
    function: str = Field(pattern=r"^[a-z]+(_[a-z]+)*$")
    parameters: tuple[str, ...] = Field(min_length=1)
    examples: tuple[ProblemExample, ...] = Field(min_length=2)
    public: tuple[ProblemCase, ...] = Field(min_length=2)
    hidden: tuple[ProblemCase, ...] = Field(min_length=4)
    approach: Text
    key_points: tuple[KeyPoint, ...] = Field(min_length=4, max_length=8)
    solutions: tuple[ReferenceSolution, ReferenceSolution]
    mistakes: tuple[CommonMistake, ...] = Field(min_length=2)
    hints: tuple[Text, Text, Text]

    def question(self) -> Question:
        """Return the problem as a question of an interview."""
        return Question(
            id=f"technical-code-{self.id}",
            text=self.said,
            kind=QuestionKind.PROBLEM,
            competency="coding",
            level=self.level,
            roles=("general",),
            minutes=_MINUTES[self.level],
            key_points=self.key_points,
            probes={
                **{ProbeAspect(name): text for name, text in load_yaml(_PROBES).items()},
                ProbeAspect.FAILURE: self.mistakes[0].probe,
            },
            hints=self.hints[:2],
            outline=self.approach,
            problem=self.id,
        )


@cache
def coding_problems() -> dict[str, CodingProblem]:
    """Return every problem by its id, easy ones first; the files are read once.

    Raises `PromptError` naming file, problem and field where an entry is wrong or an id is used
    twice.
    """
    found: dict[str, CodingProblem] = {}
    for level, path in _BANKS.items():
        for problem in _read(path, level):
            if problem.id in found:
                raise PromptError(f"prompts/{path}: {problem.id} is there twice")
            found[problem.id] = problem
    return found


def _read(path: str, level: str) -> list[CodingProblem]:
    entries = [{**entry, "level": level} for entry in load_yaml(path)]
    try:
        return TypeAdapter(list[CodingProblem]).validate_python(entries)
    except ValidationError as error:
        wrong = "; ".join(
            f"{entries[int(e['loc'][0])].get('id')}.{'.'.join(map(str, e['loc'][1:]))}: {e['msg']}"
            for e in error.errors()
        )
        raise PromptError(f"prompts/{path}: {wrong}") from error
