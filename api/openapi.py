"""The OpenAPI 3.1 document, made from the operations that run."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, models_json_schema

from api.documents.posting import PostingAddressError
from api.http.version import product_version
from api.http.wire import ErrorBody, Nothing
from api.operation import Operation
from api.routes.health import NotReadyError
from core.errors import (
    BodyTooLargeError,
    DatabaseUnavailableError,
    GreenroomError,
    InvalidInputError,
    NotAuthenticatedError,
    RateLimitedError,
    UnsupportedMediaTypeError,
)

Json = dict[str, Any]
Models = dict[tuple[type[BaseModel], JsonSchemaMode], Json]
EVENT_MEDIA_TYPE = "application/webhook+json"
EVENT: Json = {"type": "object", "description": "a `WebhookEvent` of LiveKit's protocol"}
_PARAMETER = re.compile(r"\{(\w+):id\}")
_TITLES = {
    400: "The request is not valid",
    401: "No valid credentials",
    404: "It does not exist, or is not the caller's",
    409: "It does not fit the present state",
    413: "The body is too large",
    415: "The body is of the wrong kind",
    416: "There are no such bytes",
    429: "Too many requests",
    500: "Something went wrong here",
    503: "A part that this needs is away",
}
_BESIDE: dict[str, Json] = {
    InvalidInputError.code: {"errors": [{"field": "title", "message": "Field required"}]},
    PostingAddressError.code: {
        "errors": [{"field": "job_description", "message": "Paste the posting's text"}]
    },
    GreenroomError.code: {"request_id": "5f0c4cf8b6a54d1f9c6f0d2b7a1e3c48"},
    NotReadyError.code: {"parts": {"database": "ok", "worker": "no worker is registered"}},
}
"""What an error of this code tells beside its detail."""
_ERROR_HEADERS = {
    401: {"WWW-Authenticate": "how to authenticate: `Bearer`"},
    429: {"Retry-After": "seconds to wait"},
    503: {"Retry-After": "seconds to wait"},
}
_RATE_HEADERS = {
    "X-RateLimit-Limit": "requests allowed per window",
    "X-RateLimit-Window": "the window in seconds",
    "X-RateLimit-Remaining": "requests left in this window",
    "X-Request-ID": "names this request in the log",
}


class Schemas(GenerateJsonSchema):
    """Schemas without titles that only repeat a field's name."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Leave them out."""
        return False


def openapi(operations: Sequence[Operation[Any, Any]]) -> Json:
    """Return the document."""
    models, definitions = _schemas(operations)
    paths: dict[str, Json] = {}
    for operation in operations:
        path = _PARAMETER.sub(r"{\1}", operation.path)
        described = _describe(operation, models)
        if links := _links(operation, operations):
            described["responses"][str(operation.status)]["links"] = links
        paths.setdefault(path, {})[operation.method.lower()] = described
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Greenroom",
            "version": product_version(),
            "description": "A real-time AI interviewer.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {
            "schemas": definitions,
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
                "signature": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "Authorization",
                    "description": "the JWT with which the sender signs the body (its SHA-256)",
                },
            },
        },
    }


def _schemas(operations: Iterable[Operation[Any, Any]]) -> tuple[Models, Json]:
    wanted: list[tuple[type[BaseModel], JsonSchemaMode]] = [(ErrorBody, "serialization")]
    for operation in operations:
        wanted += [(operation.body, "validation"), (operation.query, "validation")]
        answers = (operation.answer, *(other.answer for other in operation.also))
        wanted += [(answer, "serialization") for answer in answers if answer is not None]
    models, root = models_json_schema(
        list(dict.fromkeys(wanted)),
        ref_template="#/components/schemas/{model}",
        schema_generator=Schemas,
    )
    return cast(Models, models), root["$defs"]


def _describe(operation: Operation[Any, Any], models: Models) -> Json:
    described: Json = {
        "operationId": operation.handler.__name__,
        "summary": operation.summary,
        "description": operation.handler.__doc__ or operation.summary,
        "tags": [operation.tag],
        "responses": _responses(operation, models),
    }
    if parameters := [*_path(operation), *_query(operation), *_headers(operation)]:
        described["parameters"] = parameters
    if operation.body is not Nothing:
        described["requestBody"] = _content(
            "application/json", models[operation.body, "validation"], required=True
        )
    elif operation.takes_file:
        form = {
            "type": "object",
            "required": ["file"],
            "properties": {"file": {"type": "string", "format": "binary"}},
        }
        described["requestBody"] = _content("multipart/form-data", form, required=True)
    elif operation.takes_event:
        described["requestBody"] = _content(EVENT_MEDIA_TYPE, EVENT, required=True)
    if operation.secured:
        described["security"] = [{"bearer": []}]
    elif operation.takes_event:
        described["security"] = [{"signature": []}]
    return described


def _path(operation: Operation[Any, Any]) -> list[Json]:
    whole = {"type": "integer", "minimum": 1, "maximum": 2**63 - 1}
    return [
        {"name": name, "in": "path", "required": True, "schema": whole}
        for name in _PARAMETER.findall(operation.path)
    ]


def _query(operation: Operation[Any, Any]) -> list[Json]:
    schema = operation.query.model_json_schema(
        ref_template="#/components/schemas/{model}", schema_generator=Schemas
    )
    required = schema.get("required", [])
    return [
        {"name": name, "in": "query", "required": name in required, "schema": _not_null(field)}
        for name, field in schema.get("properties", {}).items()
    ]


def _not_null(field: Json) -> Json:
    """A query cannot say null: what may be left out is simply left out."""
    kinds = [kind for kind in field.get("anyOf", ()) if kind != {"type": "null"}]
    return kinds[0] if len(kinds) == 1 else field


def _headers(operation: Operation[Any, Any]) -> list[Json]:
    return [
        {
            "name": header.name,
            "in": "header",
            "required": False,
            "description": header.description,
            "schema": {"type": "string"} | ({"pattern": header.pattern} if header.pattern else {}),
        }
        for header in operation.headers
    ]


def _responses(operation: Operation[Any, Any], models: Models) -> Json:
    found: dict[str, Json] = {}
    success: Json = {"description": operation.summary, "headers": _response_headers()}
    if operation.answer is not None:
        schema = models[operation.answer, "serialization"]
        success["content"] = {"application/json": {"schema": schema}}
    found[str(operation.status)] = success
    for other in operation.also:
        entry = found.setdefault(
            str(other.status), {"description": other.description, "headers": _response_headers()}
        )
        if other.media_type is not None:
            shape = models[other.answer, "serialization"] if other.answer else {"type": "string"}
            entry.setdefault("content", {})[other.media_type] = {
                "schema": shape,
                "x-description": other.description,
            }
    for status, codes in sorted(errors_of(operation).items()):
        examples = {
            code: {
                "value": {"detail": _TITLES[status], "error_code": code, **_BESIDE.get(code, {})}
            }
            for code in codes
        }
        found[str(status)] = {
            "description": _TITLES[status],
            "headers": _response_headers(_ERROR_HEADERS.get(status)),
            "content": {
                "application/json": {
                    "schema": models[ErrorBody, "serialization"],
                    "examples": examples,
                }
            },
        }
    return found


def _links(operation: Operation[Any, Any], operations: Sequence[Operation[Any, Any]]) -> Json:
    """Return what can be done with what the operation has made: operations that take its id."""
    if operation.status != 201 or operation.answer is None:
        return {}
    made = [name for name in operation.answer.model_fields if name.endswith("_id")]
    return {
        other.handler.__name__: {
            "operationId": other.handler.__name__,
            "parameters": {name: f"$response.body#/{name}"},
        }
        for name in made
        for other in operations
        if name in _PARAMETER.findall(other.path)
    }


def errors_of(operation: Operation[Any, Any]) -> dict[int, list[str]]:
    """Return every error an operation can give: status → codes."""
    can: list[type[GreenroomError]] = [
        RateLimitedError,
        GreenroomError,
        InvalidInputError,
        BodyTooLargeError,
    ]
    if operation.secured or operation.takes_event:
        can.append(NotAuthenticatedError)
    if operation.asks_database:
        can.append(DatabaseUnavailableError)
    if operation.body is not Nothing:
        can.append(UnsupportedMediaTypeError)
    can += operation.errors
    found: dict[int, list[str]] = {}
    for error in can:
        codes = found.setdefault(error.status, [])
        if error.code not in codes:
            codes.append(error.code)
    return found


def _response_headers(more: Mapping[str, str] | None = None) -> Json:
    return {
        name: {"description": text, "schema": {"type": "string"}}
        for name, text in {**_RATE_HEADERS, **(more or {})}.items()
    }


def _content(media_type: str, schema: Json, *, required: bool) -> Json:
    return {"required": required, "content": {media_type: {"schema": schema}}}
