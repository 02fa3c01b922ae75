"""Which kinds of interview there are, read from `prompts/interview_types.yaml`."""

from functools import cache

from pydantic import Field, TypeAdapter, ValidationError

from core.errors import PromptError
from core.interview import DEFAULT_TYPE, InterviewType
from core.plan import Frozen, QuestionKind
from prompts.loader import load_yaml

_PATH = "interview_types.yaml"


class TypeEntry(Frozen):
    """One kind of interview.

    `title` is what a page calls it. `written` is the kind of a question that a model writes for one
    interview and that tells no story. With `technical`, problems are rated for accuracy too; with
    `coding`, one is set in code for who can show a pane.
    """

    name: InterviewType = Field(pattern=r"^[a-z][a-z_]{1,30}$")
    title: str = Field(min_length=1, max_length=40)
    written: QuestionKind
    technical: bool = False
    coding: bool = False


@cache
def type_entries() -> dict[InterviewType, TypeEntry]:
    """Return every kind of interview by name, in file order; the file is read once.

    Raises `PromptError` when an entry is wrong, a name is used twice, or the kind is missing that
    is meant where none is named.
    """
    try:
        entries = TypeAdapter(list[TypeEntry]).validate_python(load_yaml(_PATH))
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise PromptError(f"prompts/{_PATH}: {wrong}") from error
    found = {entry.name: entry for entry in entries}
    if len(found) < len(entries):
        raise PromptError(f"prompts/{_PATH}: a name is used twice")
    if DEFAULT_TYPE not in found:
        raise PromptError(f"prompts/{_PATH}: {DEFAULT_TYPE} is missing")
    return found


def interview_types() -> tuple[InterviewType, ...]:
    """Return the names of all kinds of interview, in file order."""
    return tuple(type_entries())
