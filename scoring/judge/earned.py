"""What a judging model has earned on the validation ladders, kept in a file."""

import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

logger = logging.getLogger(__name__)

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
    # whoever reads meanwhile, or after a kill, finds the old file or the new one
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(found, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    unfinished.replace(path)


def read_earned(path: Path, model: str, prompt_hash: str) -> frozenset[str] | None:
    """Return the dimensions a model has earned; null if it was not validated with these prompts.

    Of a file that cannot be read nothing is known.
    """
    entry = _read(path).get(model)
    if not isinstance(entry, dict) or entry.get("prompt_hash") != prompt_hash:
        return None
    return frozenset(map(str, entry.get("dimensions") or ()))


def _read(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        logger.warning("judge.earned_unreadable", extra={"error": type(error).__name__})
        return {}
    return found if isinstance(found, dict) else {}
