"""Reads the authored files of this folder; every mistake in them is a `PromptError`."""

import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from core.errors import PromptError
from core.interview import InterviewType
from core.plan import Question

_PLACEHOLDER = re.compile(r"\{\{([a-z][a-z0-9_]*)\}\}")
_YAML: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
"""libyaml reads ten times as fast, and the files are read while a candidate waits."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """An authored text with `{{placeholder}}`s, kept in `prompts/{name}.md`."""

    name: str
    text: str

    @property
    def placeholders(self) -> frozenset[str]:
        """The names that `fill` needs, all of them and no others."""
        return frozenset(_PLACEHOLDER.findall(self.text))

    def fill(self, **values: object) -> str:
        """Return the text with every placeholder replaced by the value of its name.

        Values are inserted as they are: braces inside a value are never read as placeholders.
        Raises `PromptError` when a placeholder has no value or a value has no placeholder.
        """
        if missing := self.placeholders - values.keys():
            raise PromptError(f"prompts/{self.name}.md: no value for {', '.join(sorted(missing))}")
        if unused := values.keys() - self.placeholders:
            raise PromptError(
                f"prompts/{self.name}.md: has no placeholder {', '.join(sorted(unused))}"
            )
        return _PLACEHOLDER.sub(lambda match: str(values[match[1]]), self.text)


def load_prompt(name: str) -> Prompt:
    """Return the prompt in `prompts/{name}.md` (`name` may contain folders).

    Raises `PromptError` when the file is missing or holds braces that are no placeholder.
    """
    text = _read(f"{name}.md").strip()
    rest = _PLACEHOLDER.sub("", text)
    if "{{" in rest or "}}" in rest:
        raise PromptError(f"prompts/{name}.md: '{{{{' or '}}}}' that is not a {{{{placeholder}}}}")
    return Prompt(name, text)


def load_yaml(relative_path: str) -> Any:
    """Return the content of `prompts/{relative_path}`.

    Raises `PromptError` with the file, and the line where it is not YAML.
    """
    return _parsed(_read(relative_path), f"prompts/{relative_path}")


def read_yaml(path: Path) -> Any:
    """Return the content of an installation's own file; raises `PromptError` like `load_yaml`."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"{path}: cannot be read") from error
    return _parsed(text, str(path))


def load_questions(interview_type: InterviewType) -> tuple[Question, ...]:
    """Return the question bank of a type, in file order; ids are unique and there is at least one.

    Raises `PromptError` naming the file, the question and the field that is wrong.
    """
    path = f"questions/{interview_type}.yaml"
    entries = load_yaml(path)
    if not isinstance(entries, list) or not entries:
        raise PromptError(f"prompts/{path}: must be a list of questions")
    questions: dict[str, Question] = {}
    for number, entry in enumerate(entries, start=1):
        name = entry.get("id", "no id") if isinstance(entry, dict) else "not a mapping"
        where = f"prompts/{path}: question {number} ({name})"
        try:
            question = Question.model_validate(entry)
        except ValidationError as error:
            wrong = "; ".join(
                f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors()
            )
            raise PromptError(f"{where}: {wrong}") from error
        if question.id in questions:
            raise PromptError(f"{where}: the id is used twice")
        questions[question.id] = question
    return tuple(questions.values())


def _parsed(text: str, where: str) -> Any:
    try:
        return yaml.load(text, Loader=_YAML)
    except yaml.YAMLError as error:
        raise PromptError(f"{where}: not valid YAML: {error}") from error


def _read(relative_path: str) -> str:
    resource = files("prompts").joinpath(relative_path)
    try:
        return resource.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"prompts/{relative_path}: cannot be read") from error
