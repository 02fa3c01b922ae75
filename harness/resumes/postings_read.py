"""The invented job postings with what a person reads from them, from `postings/*.yaml`."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

KINDS = ("must", "nice", "task")


@cache
def postings(half: str) -> tuple[dict[str, Any], ...]:
    """Return the postings of a half: `text`, and a list of texts for each of `KINDS`."""
    path = Path(__file__).parent / f"postings/{half}.yaml"
    return tuple(yaml.safe_load(path.read_text("utf-8")))
