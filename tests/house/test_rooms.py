"""The rooms are small enough to be taken in, and what is shared is not taken from the tests."""

import ast
from collections import Counter, defaultdict

import pytest

from tests.house.sources import LAYERS, imported, python_files, syntax

MODULES = 16
FUNCTION_LINES = 60
LOGIC = (*LAYERS, "harness", "bench", "scripts")


def test_no_folder_of_logic_holds_more_than_16_modules() -> None:
    held = Counter(path.parent for path in python_files(*LOGIC) if path.name != "__init__.py")
    assert not {str(folder): count for folder, count in held.items() if count > MODULES}


def test_no_function_is_longer_than_60_lines() -> None:
    long = {
        f"{path}: {node.name}": length
        for path in python_files(*LOGIC)
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (length := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION_LINES
    }
    assert not long


def test_no_public_class_name_stands_for_two_things() -> None:
    named = defaultdict(list)
    for path in python_files(*LAYERS):
        for node in syntax(path).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                named[node.name].append(str(path))
    assert not {name: paths for name, paths in named.items() if len(paths) > 1}


@pytest.mark.parametrize("folder", [*LAYERS, "harness", "bench", "scripts"])
def test_nothing_outside_the_tests_imports_a_test(folder: str) -> None:
    borrowed = {
        f"{path}: {name}"
        for path in python_files(folder)
        for name in imported(path)
        if name.split(".")[0] == "tests"
    }
    assert not borrowed
