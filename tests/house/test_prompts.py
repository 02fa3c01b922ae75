"""Authored language is used, all of it."""

import ast

from prompts.interview_types import interview_types
from tests.house.sources import LAYERS, checkout_files, python_files, syntax


def test_every_prompt_file_is_used() -> None:
    named = {
        node.value
        for path in python_files(*LAYERS)
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    banks = {f"questions/{kind}.yaml" for kind in interview_types()}
    authored = {
        path.relative_to("prompts")
        for path in checkout_files()
        if path.parts[0] == "prompts" and path.suffix in {".md", ".yaml"}
    }
    used = {path for path in authored if {path.as_posix(), str(path.with_suffix(""))} & named}
    assert authored - used == {path for path in authored if path.as_posix() in banks}
    assert banks <= {path.as_posix() for path in authored}
