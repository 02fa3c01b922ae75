"""The JSON schema of a structured reply, in the form that strict servers want."""

from collections.abc import Mapping
from typing import Any


def strict_object(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of an object that has these properties, all of them, and no others."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }
