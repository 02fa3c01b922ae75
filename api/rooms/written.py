"""How a turn that was written over HTTP is told from one that was spoken in a room."""

import hashlib
import uuid

from core.turn import Interaction

_PREFIX = "text-"


def written_item_id(key: str | None = None) -> str:
    """Return a new item id for a written turn, or the one that belongs to an idempotency key."""
    name = hashlib.sha256(key.encode()).hexdigest()[:40] if key is not None else uuid.uuid4().hex
    return f"{_PREFIX}{'key-' if key is not None else ''}{name}"


def is_written(turn: Interaction) -> bool:
    """Return whether the turn came over HTTP."""
    return turn.item_id.startswith(_PREFIX)
