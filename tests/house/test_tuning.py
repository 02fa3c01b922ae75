"""The tuned numbers of a room are one frozen value, and each says within what it may be moved."""

import ast

from scripts.tuning import numbers
from tests.house.sources import LAYERS, python_files, syntax

TUNED = ("agent/speech", "agent/interviewer", "scoring", "language/en/requests", "api/chat",
         "api/documents")  # fmt: skip
"""The rooms whose numbers are tuned: taking turns, what was meant, what follows, levels, the coach,
retrieval, resumes."""


def test_a_number_of_a_tuned_room_stands_in_its_value_or_is_told_apart_as_final() -> None:
    assert not [f"{one.where}: {one.name}" for one in numbers(TUNED) if "." not in one.name]


def test_every_number_of_a_room_tells_its_range_and_lies_within_it() -> None:
    listed = [one for one in numbers() if "." in one.name]
    assert listed
    outside = [
        f"{one.where}: {one.name}"
        for one in listed
        if one.low is None or one.high is None or not one.low <= one.value <= one.high
    ]
    assert not outside


def test_every_number_of_a_room_has_a_unit() -> None:
    assert not [f"{one.where}: {one.name}" for one in numbers() if "." in one.name and not one.unit]


def test_the_numbers_of_a_room_are_frozen_and_say_where_they_were_tuned() -> None:
    loose = []
    for path in python_files(*LAYERS):
        for node in syntax(path).body:
            if isinstance(node, ast.ClassDef) and node.name.endswith("Numbers"):
                made = " ".join(ast.unparse(one) for one in node.decorator_list)
                if "frozen=True" not in made or "`" not in (ast.get_docstring(node) or ""):
                    loose.append(f"{path}: {node.name}")
    assert not loose
