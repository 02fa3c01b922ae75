"""Lists the tuned numbers from the code: `python -m scripts.tuning [FOLDER …]`.

Two kinds: the fields of a frozen `…Numbers`, the one value of its room, each with its range and its
unit; and the constants that stand alone. Of both it says where they stand and what their own
docstrings tell. What is `Final` (a protocol's number, a size, patience with a machine) is none.
"""

import ast
import re
import sys
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("agent", "scoring", "language", "llm", "storage", "api", "local", "wiring")
RANGE = re.compile(r"\((-?[\d.]+) to (-?[\d.]+)(?: ([^()]+))?\)")
UNITS = {
    "SECONDS": "s", "MS": "ms", "MINUTES": "min", "DAYS": "d", "WPM": "words/min", "HZ": "Hz",
    "BYTES": "bytes", "CHARACTERS": "characters", "WORDS": "words", "SENTENCES": "sentences",
    "TURNS": "turns", "LIMIT": "times", "SHARE": "0-1", "RATIO": "0-1", "COVERAGE": "0-1",
    "TOKENS": "tokens", "SAMPLES": "samples",
}  # fmt: skip


class Number(NamedTuple):
    """One tuned number; `low` and `high` are null where its docstring gives no range."""

    where: str
    name: str
    value: float
    unit: str
    low: float | None
    high: float | None
    meaning: str


def numbers(folders: Sequence[str] = ROOMS) -> Iterator[Number]:
    """Yield every tuned number below the folders, in order of place."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            where = path.relative_to(ROOT).as_posix()
            body = ast.parse(path.read_text(encoding="utf-8")).body
            yield from _stated(where, "", body)
            for node in body:
                if isinstance(node, ast.ClassDef) and node.name.endswith("Numbers"):
                    yield from _stated(where, f"{node.name}.", node.body)


def _stated(where: str, prefix: str, body: Sequence[ast.stmt]) -> Iterator[Number]:
    for node, after in zip_longest(body, body[1:]):
        found = _named(node)
        if found is not None and (prefix or found[0].isupper()):
            name, value = found
            told = _docstring(after)
            match = RANGE.search(told)
            low, high = (float(match[1]), float(match[2])) if match else (None, None)
            unit = (match[3] if match else None) or _unit(name)
            yield Number(where, f"{prefix}{name}", value, unit, low, high, told)


def _named(node: ast.stmt) -> tuple[str, float] | None:
    """Return the name and the value of a statement that names a number."""
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        target: ast.expr = node.targets[0]
    elif isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) != "Final":
        target = node.target
    else:
        return None
    try:
        value = ast.literal_eval(node.value) if node.value else None
    except ValueError:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return (target.id, float(value)) if isinstance(target, ast.Name) else None


def _docstring(node: ast.stmt | None) -> str:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return " ".join(str(node.value.value).split())
    return ""


def _unit(name: str) -> str:
    return next((UNITS[word] for word in reversed(name.upper().split("_")) if word in UNITS), "")


def main(folders: Sequence[str]) -> None:
    """Print a table in Markdown."""
    sys.stdout.write("| where | name | value | unit | range | |\n|---|---|---:|---|---|---|\n")
    for one in numbers(folders or ROOMS):
        spread = f"{one.low:g} to {one.high:g}" if one.low is not None else ""
        cells = (f"`{one.where}`", f"`{one.name}`", f"{one.value:g}", one.unit, spread, one.meaning)
        sys.stdout.write(f"| {' | '.join(cells)} |\n")


if __name__ == "__main__":
    main(sys.argv[1:])
