"""What a judging model has earned on the validation ladders, kept in a file."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

EARNED_FILE = Path(".greenroom/judge.json")
"""Where the validation writes what a model has earned."""


@dataclass(frozen=True, slots=True)
class Earned:
    """The dimensions in which a model, with the prompts of this hash, beats the rules."""

    model: str
    prompt_hash: str
    dimensions: frozenset[str]


def write_earned(path: Path, earned: Earned) -> None:
    """Write what a model has earned, beside what is there of other models."""
    found = _read(path)
    found[earned.model] = {
        "prompt_hash": earned.prompt_hash,
        "dimensions": sorted(earned.dimensions),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(found, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def read_earned(path: Path, model: str, prompt_hash: str) -> frozenset[str]:
    """Return the dimensions a model has earned; none if it was validated with other prompts."""
    entry = _read(path).get(model)
    if entry is None or entry.get("prompt_hash") != prompt_hash:
        return frozenset()
    return frozenset(map(str, entry["dimensions"]))


def _read(path: Path) -> dict[str, dict[str, Any]]:
    if not path.exists():
        return {}
    found = json.loads(path.read_text(encoding="utf-8"))
    return found if isinstance(found, dict) else {}
