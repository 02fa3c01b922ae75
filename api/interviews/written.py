"""How a turn that was written over HTTP is told from one that was spoken in a room."""

import uuid

from core.turn import Interaction

_PREFIX = "text-"


def written_item_id() -> str:
    """Return a new item id for a written turn."""
    return f"{_PREFIX}{uuid.uuid4().hex}"


def is_written(turn: Interaction) -> bool:
    """Return whether the turn came over HTTP."""
    return turn.item_id.startswith(_PREFIX)
