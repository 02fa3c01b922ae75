"""The `Idempotency-Key` header: a request repeated under the same key has its effect once."""

import hashlib
import re

from pydantic import BaseModel
from starlette.requests import Request

from api.http.header import Header
from core.errors import InvalidInputError

NAME = "Idempotency-Key"
_PATTERN = r"[\x21-\x7e]{1,255}"
HEADER = Header(NAME, "a request repeated under one key has its effect once", f"^{_PATTERN}$")
_ACCEPTABLE = re.compile(_PATTERN)


def idempotency_key(request: Request) -> str | None:
    """Return the key, None without one; raises `InvalidInputError` for an impossible one."""
    key = request.headers.get(NAME)
    if key is not None and not _ACCEPTABLE.fullmatch(key):
        raise InvalidInputError(
            f"The {NAME} is not valid.", [(NAME, "must be 1 to 255 visible ASCII characters")]
        )
    return key


def hash_of(value: str | BaseModel) -> str:
    """Return the SHA-256 of a key or of a request's body, in hexadecimal."""
    text = value if isinstance(value, str) else value.model_dump_json()
    return hashlib.sha256(text.encode()).hexdigest()
