"""The rubric of each interview type: the shipped one, and what an installation changes of it.

A folder may hold `rubric.yaml`, for all types, and one file per type, such as `case.yaml`. A file
states only what differs, by name, and a version of its own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.errors import PromptError
from core.interview import InterviewType
from prompts.interview_types import interview_types
from prompts.loader import load_yaml, read_yaml
from scoring.dimensions import DIMENSIONS, PANEL
from scoring.rubric.definition import Rubric, read_rubric

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


def load_rubric() -> Rubric:
    """Return the shipped rubric; `PromptError` says what is wrong with it."""
    return _checked(_shipped(), f"prompts/{_SHIPPED}")


def load_rubrics(folder: Path | None = None) -> Rubrics:
    """Return the shipped rubric, changed by the files of a folder.

    Raises `PromptError` naming the file and everything in it that is wrong.
    """
    if folder is None:
        return Rubrics(load_rubric())
    if not folder.is_dir():
        raise PromptError(f"{folder}: there is no such folder of rubrics")
    files = {path.stem: path for path in sorted(folder.glob("*.yaml"))}
    if unknown := files.keys() - {_FOR_ALL, *interview_types()}:
        known = ", ".join((_FOR_ALL, *interview_types()))
        raise PromptError(
            f"{folder}: no interview is of the type {', '.join(sorted(unknown))}; "
            f"files are named after {known}"
        )
    content = _shipped()
    if _FOR_ALL in files:
        content = _changed(content, files.pop(_FOR_ALL))
        for_all = _checked(content, str(folder / f"{_FOR_ALL}.yaml"))
    else:
        for_all = load_rubric()
    return Rubrics(
        for_all,
        {
            InterviewType(name): _checked(_changed(content, path), str(path))
            for name, path in files.items()
        },
    )


def _shipped() -> dict[str, Any]:
    """Return the content of the shipped rubric, with dimensions that bring their own words.

    Those take their weight from the others of their group, in proportion.
    """
    content: dict[str, Any] = load_yaml(_SHIPPED)
    known = {entry["name"] for entry in content["dimensions"]}
    entries: list[dict[str, Any]] = content["dimensions"]
    for added in (d for d in DIMENSIONS if d.own_text and d.name not in known):
        text = {"name": added.name, "group": added.group, **(added.own_text or {})}
        whole = next(g["weight"] for g in content["groups"] if g["name"] == added.group)
        left = 1 - text["weight"] / whole
        entries = [
            {**e, "weight": e["weight"] * left} if e["group"] == added.group else e for e in entries
        ] + [text]
    return {**content, "dimensions": entries}


def _checked(content: object, where: str) -> Rubric:
    """Return a rubric that holds just what code knows; `PromptError` says what is wrong."""
    rubric = read_rubric(content, where)
    computed = {d.name: d.pooled is not None for d in DIMENSIONS}
    wrong = [
        f"{d.name}: computed must be {computed[d.name]}"
        for d in rubric.dimensions
        if d.computed is not computed.get(d.name, d.computed)
    ]
    wrong += _differences("groups", (g.name for g in rubric.groups), {d.group for d in DIMENSIONS})
    wrong += _differences("dimensions", (d.name for d in rubric.dimensions), computed.keys())
    wrong += _differences("panel", (p.name for p in rubric.panel), {d.name for d in PANEL})
    if wrong:
        raise PromptError(f"{where}: {'; '.join(wrong)}")
    return rubric


def _differences(what: str, names: Iterable[str], wanted: Iterable[str]) -> list[str]:
    listed, known = list(names), set(wanted)
    wrong = {
        "unknown": set(listed) - known,
        "missing": known - set(listed),
        "twice": {name for name in listed if listed.count(name) > 1},
    }
    return [f"{what}: {how}: {', '.join(sorted(w))}" for how, w in wrong.items() if w]


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
