"""The files of the checkout, for tests that look at all of them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LAYERS = (
    "core",
    "prompts",
    "language",
    "llm",
    "storage",
    "scoring",
    "agent",
    "api",
    "local",
    "wiring",
)


@cache
def checkout_files() -> tuple[Path, ...]:
    """Return every file that is in git or could be added to it, relative to the root."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return tuple(
        sorted(Path(name) for name in listed.split("\0") if name and (ROOT / name).is_file())
    )


def python_files(*folders: str) -> list[Path]:
    """Return the Python files below the folders, relative to the root."""
    return [path for path in checkout_files() if path.suffix == ".py" and path.parts[0] in folders]


def syntax(path: Path) -> ast.Module:
    """Return the parsed source of a file of the checkout."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), str(path))


def imported(path: Path, top_level_only: bool = False) -> Iterator[str]:
    """Yield the full name of every module (and name in it) that a file imports."""
    tree = syntax(path)
    for node in tree.body if top_level_only else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
