"""The rooms are small enough to be taken in, and what is shared is not taken from the tests."""

from collections import Counter

import pytest

from tests.house.sources import LAYERS, imported, python_files

MODULES = 16
LOGIC = (*LAYERS, "harness", "bench", "scripts")


def test_no_folder_of_logic_holds_more_than_16_modules() -> None:
    held = Counter(path.parent for path in python_files(*LOGIC) if path.name != "__init__.py")
    assert not {str(folder): count for folder, count in held.items() if count > MODULES}


@pytest.mark.parametrize("folder", [*LAYERS, "harness", "bench", "scripts"])
def test_nothing_outside_the_tests_imports_a_test(folder: str) -> None:
    borrowed = {
        f"{path}: {name}"
        for path in python_files(folder)
        for name in imported(path)
        if name.split(".")[0] == "tests"
    }
    assert not borrowed
