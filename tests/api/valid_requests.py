"""A request that each operation takes, made from the operation itself."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from api.operation import Operation
from core.interview import room_name
from core.settings import Settings
from tests.api.signed_events import event, signed

AnyOperation = Operation[Any, Any]


def parameters(operation: AnyOperation) -> list[str]:
    """Return the names of what stands in the operation's path."""
    return re.findall(r"\{(\w+)(?::\w+)?\}", operation.path)


def named_fields(model: type[BaseModel]) -> list[str]:
    """Return the fields of a body or a query that name something stored."""
    return [name for name in model.model_fields if name.endswith("_id") or name == "room_name"]


def names_something(operation: AnyOperation) -> bool:
    """Return whether the operation is about something stored that a request names."""
    fields = named_fields(operation.body) + named_fields(operation.query)
    return bool(parameters(operation) or fields)


def valid_request(operation: AnyOperation, session_id: int = 1) -> dict[str, Any]:
    """Return what httpx needs to send one: every id is the session's, or 1 beneath it."""
    own: dict[str, int | str] = {"session_id": session_id, "room_name": room_name(session_id)}
    request: dict[str, Any] = {
        "method": operation.method,
        "url": re.sub(r"\{(\w+)(?::\w+)?\}", lambda m: str(own.get(m[1], 1)), operation.path),
        "params": _filled(operation.query, own),
    }
    if operation.takes_event:
        body = event("participant_joined", session_id)
        request |= {"content": body, "headers": signed(body, Settings(_env_file=None))}
    elif operation.takes_file:
        request["files"] = {"file": ("cv.txt", b"Led a team of five.")}
    elif operation.body.model_fields:
        request["json"] = _filled(operation.body, own)
    return request


def _filled(model: type[BaseModel], own: Mapping[str, int | str]) -> dict[str, Any]:
    """Return the document's own example, or what must be there, with the names of what is ours."""
    given: Any = model.model_config.get("json_schema_extra")
    if isinstance(given, Mapping):
        values = dict(given["examples"][0])
    else:
        values = {
            name: "Grace" for name, field in model.model_fields.items() if field.is_required()
        }
    return values | {name: own.get(name, 1) for name in named_fields(model)}
