"""What import-linter cannot say about imports."""

import ast
import sys
from pathlib import Path

import pytest

from tests.house.sources import LAYERS, imported, python_files, syntax


def test_the_vocabulary_needs_the_standard_library_and_pydantic_alone() -> None:
    allowed = {*sys.stdlib_module_names, "pydantic", "pydantic_settings", "core"}
    foreign = {
        (str(path), name)
        for path in python_files("core")
        for name in imported(path)
        if name.split(".")[0] not in allowed
    }
    assert not foreign


def test_livekit_plugins_are_met_in_the_wiring_and_in_agent_speech_alone() -> None:
    strangers = {
        str(path)
        for path in python_files(*LAYERS)
        if path.parts[0] != "wiring" and path.parts[:2] != ("agent", "speech")
        if any(name.startswith("livekit.plugins") for name in imported(path))
    }
    assert not strangers


@pytest.mark.parametrize("heavy", ["torch", "sentence_transformers", "transformers"])
def test_torch_is_imported_only_where_it_is_first_used(heavy: str) -> None:
    eager = {
        str(path)
        for path in python_files(*LAYERS)
        if any(name.split(".")[0] == heavy for name in imported(path, top_level_only=True))
    }
    assert not eager


def test_the_environment_is_read_in_the_settings_and_the_wiring_alone() -> None:
    readers = {
        str(path)
        for path in python_files(*LAYERS)
        if path.parts[0] != "wiring" and path != Path("core/settings.py")
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and (node.value.id, node.attr) in {("os", "environ"), ("os", "getenv")}
    }
    assert not readers


def test_no_file_in_a_package_has_the_name_of_a_standard_module() -> None:
    shadowing = {
        str(path) for path in python_files(*LAYERS) if path.stem in sys.stdlib_module_names
    }
    assert not shadowing
