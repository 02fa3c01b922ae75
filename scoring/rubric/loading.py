"""The rubric of each interview type: the shipped one, and what an installation changes of it.

A folder may hold `rubric.yaml`, for all types, and one file per type, such as `case.yaml`. A file
states only what differs, by name, and a version of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.errors import PromptError
from core.interview import InterviewType
from prompts.loader import load_yaml, read_yaml
from scoring.rubric.definition import Rubric, load_rubric, read_rubric

_SHIPPED = "rubrics/rubric.yaml"
_FOR_ALL = "rubric"
_NAMED = ("groups", "dimensions", "panel")


@dataclass(frozen=True, slots=True)
class Rubrics:
    """`shipped` or its replacement for every type, and the types that have one of their own."""

    for_all: Rubric
    by_type: Mapping[InterviewType, Rubric] = field(default_factory=dict)

    def of(self, interview_type: InterviewType) -> Rubric:
        """Return the rubric that interviews of a type are assessed by."""
        return self.by_type.get(interview_type, self.for_all)

    @property
    def every(self) -> tuple[Rubric, ...]:
        """All rubrics there are, that for all types first."""
        return self.for_all, *(self.by_type[kind] for kind in sorted(self.by_type))


def load_rubrics(folder: Path | None = None) -> Rubrics:
    """Return the shipped rubric, changed by the files of a folder.

    Raises `PromptError` naming the file and everything in it that is wrong.
    """
    if folder is None:
        return Rubrics(load_rubric())
    if not folder.is_dir():
        raise PromptError(f"{folder}: there is no such folder of rubrics")
    files = {path.stem: path for path in sorted(folder.glob("*.yaml"))}
    if unknown := files.keys() - {_FOR_ALL, *InterviewType}:
        known = ", ".join((_FOR_ALL, *InterviewType))
        raise PromptError(
            f"{folder}: no interview is of the type {', '.join(sorted(unknown))}; "
            f"files are named after {known}"
        )
    content = load_yaml(_SHIPPED)
    if _FOR_ALL in files:
        content = _changed(content, files.pop(_FOR_ALL))
        for_all = read_rubric(content, str(folder / f"{_FOR_ALL}.yaml"))
    else:
        for_all = load_rubric()
    return Rubrics(
        for_all,
        {
            InterviewType(name): read_rubric(_changed(content, path), str(path))
            for name, path in files.items()
        },
    )


def _changed(content: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Return the content of a rubric with what a file states in place of what stood there."""
    changes = read_yaml(path)
    if not isinstance(changes, dict):
        raise PromptError(f"{path}: must be a mapping with a version and what it changes")
    if unknown := changes.keys() - {"version", *_NAMED}:
        raise PromptError(f"{path}: unknown: {', '.join(map(str, sorted(unknown, key=str)))}")
    if changes.get("version") in (None, content["version"]):
        raise PromptError(f"{path}: needs a version of its own, other than {content['version']}")
    changed = {**content, "version": changes["version"]}
    for part in _NAMED:
        changed[part] = _merged(content[part], changes.get(part) or [], f"{path}: {part}")
    return changed


def _merged(known: list[dict[str, Any]], changes: Any, where: str) -> list[dict[str, Any]]:
    merged = {entry["name"]: entry for entry in known}
    if not isinstance(changes, list) or not all(isinstance(entry, dict) for entry in changes):
        raise PromptError(f"{where}: must be a list of mappings, each with a name")
    for entry in changes:
        name = entry.get("name")
        if name not in merged:
            raise PromptError(f"{where}: unknown: {name}; known are {', '.join(merged)}")
        merged[name] = {**merged[name], **entry}
    return list(merged.values())
