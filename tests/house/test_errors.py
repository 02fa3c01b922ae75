"""The tree of errors in the docstring is the tree of the code."""

import inspect

import core.errors
from core.errors import GreenroomError

INTERNAL = GreenroomError.status


def _tree(error: type[GreenroomError], trunk: str = "") -> list[tuple[str, str, str]]:
    children = [child for child in error.__subclasses__() if child.__module__ == "core.errors"]
    rows = []
    for child in children:
        last = child is children[-1]
        status = "–" if child.status == INTERNAL else str(child.status)
        rows.append((f"{trunk}{'└── ' if last else '├── '}{child.__name__}", child.code, status))
        rows += _tree(child, trunk + ("    " if last else "│   "))
    return rows


def test_every_error_is_in_the_tree_with_its_code_and_status() -> None:
    lines = inspect.cleandoc(core.errors.__doc__ or "").splitlines()
    drawn = [tuple(line.strip().rsplit(maxsplit=2)) for line in lines if "── " in line]
    assert drawn == _tree(GreenroomError)


def test_no_two_errors_share_a_code() -> None:
    codes = [code for _, code, _ in _tree(GreenroomError)]
    assert len(codes) == len(set(codes))
