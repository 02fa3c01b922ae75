"""JSON out of a model's reply."""

import json
from typing import Any


class UnreadableReplyError(ValueError):
    """A reply that is not the JSON it was asked for; the message says where."""


def read_object(text: str) -> dict[str, Any]:
    """Return the JSON object in a reply, text around it ignored; `UnreadableReplyError` if none."""
    start, end = text.find("{"), text.rfind("}")
    try:
        found = json.loads(text[start : end + 1]) if start >= 0 else None
    except (ValueError, RecursionError) as error:
        raise UnreadableReplyError(f"not JSON: {error}") from error
    if not isinstance(found, dict):
        raise UnreadableReplyError("not a JSON object")
    return found
