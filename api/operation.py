"""An operation of the API: one table row from which both the route and its documentation come."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar, cast

from pydantic import BaseModel, ValidationError
from starlette.background import BackgroundTask
from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.caller import Caller, authenticate
from api.http.header import Header
from api.http.wire import Nothing
from api.services import Services
from core.errors import (
    BodyTooLargeError,
    GreenroomError,
    InvalidInputError,
    NotFoundError,
    UnsupportedMediaTypeError,
)

Limit = Literal["default", "register", "login", "sessions", "message", "chat", "operations"]
"""The rate limit an operation falls under; each is a setting."""

MAX_BODY_BYTES = 1024 * 1024
LARGEST_ID = 2**63 - 1


class IdConvertor(Convertor[int]):
    """A number in a path that may be an id; anything longer is no address at all."""

    regex = "[0-9]{1,19}"

    def convert(self, value: str) -> int:
        """Return the number."""
        return int(value)

    def to_string(self, value: int) -> str:
        """Return its digits."""
        return str(value)


register_url_convertor("id", IdConvertor())

BodyT = TypeVar("BodyT", bound=BaseModel)
QueryT = TypeVar("QueryT", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Call(Generic[BodyT, QueryT]):
    """One request, understood: who calls, with which body and which query."""

    request: Request
    services: Services
    body: BodyT
    query: QueryT
    caller: Caller | None

    @property
    def sign_in_id(self) -> str:
        """The sign-in that the access token belongs to; only for operations that need one."""
        assert self.caller is not None, "the operation is not marked as secured"
        return self.caller.sign_in_id

    @property
    def user_id(self) -> int:
        """The id of the user who calls; only for operations that need one."""
        assert self.caller is not None, "the operation is not marked as secured"
        return self.caller.user_id

    def path_id(self, name: str) -> int:
        """Return an id from the path; raises `NotFoundError` for what can be no id."""
        value: int = self.request.path_params[name]
        if not 0 < value <= LARGEST_ID:
            raise NotFoundError("There is nothing with this id.")
        return value


@dataclass(frozen=True, slots=True)
class Reply:
    """A successful answer that is more than its body."""

    body: BaseModel | None
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    background: BackgroundTask | None = None


@dataclass(frozen=True, slots=True)
class Also:
    """Another answer of success: a status, or a media type beside JSON."""

    status: int
    media_type: str | None
    description: str
    answer: type[BaseModel] | None = None


Handler = Callable[[Call[BodyT, QueryT]], Awaitable[BaseModel | Reply | Response]]


@dataclass(frozen=True, slots=True)
class Operation(Generic[BodyT, QueryT]):
    """One method at one path.

    `answer` documents the body of success with `status`, `also` other kinds of success; `errors`
    the errors beyond those that every operation of its kind can give. What `takes_file`, and what
    `takes_event` whose sender signs it, read and check the body themselves.
    """

    method: str
    path: str
    handler: Handler[BodyT, QueryT]
    summary: str
    tag: str
    answer: type[BaseModel] | None
    body: type[BodyT]
    query: type[QueryT]
    status: int = 200
    errors: tuple[type[GreenroomError], ...] = ()
    secured: bool = True
    asks_database: bool = True
    limit: Limit = "default"
    takes_file: bool = False
    takes_event: bool = False
    headers: tuple[Header, ...] = ()
    also: tuple[Also, ...] = ()

    def route(self) -> Route:
        """Return the Starlette route that runs this operation."""
        return Route(self.path, self._endpoint, methods=[self.method])

    async def _endpoint(self, request: Request) -> Response:
        services = cast(Services, request.state.services)
        caller = await authenticate(request, services) if self.secured else None
        call = Call(
            request=request,
            services=services,
            body=await self._read_body(request),
            query=_read_query(request, self.query),
            caller=caller,
        )
        response = self._respond(await self.handler(call))
        # tokens and what candidates said belong in nobody's cache
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    async def _read_body(self, request: Request) -> BodyT:
        if self.takes_file or self.takes_event:
            return self.body()
        if self.body is Nothing:
            await read_limited(request, MAX_BODY_BYTES)
            return self.body()
        media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type != "application/json":
            raise UnsupportedMediaTypeError("The body must be application/json.")
        raw = await read_limited(request, MAX_BODY_BYTES)
        try:
            return self.body.model_validate_json(raw, strict=True)
        except ValidationError as error:
            raise _invalid(error, "The body") from error

    def _respond(self, result: BaseModel | Reply | Response) -> Response:
        if isinstance(result, Response):
            return result
        reply = result if isinstance(result, Reply) else Reply(result)
        status = reply.status or self.status
        if reply.body is None:
            return Response(
                status_code=status, headers=dict(reply.headers), background=reply.background
            )
        return Response(
            reply.body.model_dump_json(by_alias=True),
            status_code=status,
            media_type="application/json",
            headers=dict(reply.headers),
            background=reply.background,
        )


async def read_limited(request: Request, limit: int) -> bytes:
    """Return the body; raises `BodyTooLargeError` past `limit` bytes, unread if declared."""
    too_large = BodyTooLargeError(f"The body is larger than {limit} bytes.")
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit:
        raise too_large
    received = bytearray()
    async for chunk in request.stream():
        received += chunk
        if len(received) > limit:
            raise too_large
    return bytes(received)


def _read_query(request: Request, model: type[QueryT]) -> QueryT:
    try:
        return model.model_validate(dict(request.query_params))
    except ValidationError as error:
        raise _invalid(error, "The query") from error


def _invalid(error: ValidationError, what: str) -> InvalidInputError:
    problems = tuple(
        (".".join(str(part) for part in item["loc"]), item["msg"].removeprefix("Value error, "))
        for item in error.errors(include_input=False, include_url=False, include_context=False)
    )
    named = ", ".join(field for field, _ in problems if field)
    return InvalidInputError(
        f"{what} is not valid: {named}." if named else f"{what} is not valid JSON.", problems
    )


def as_json(value: object) -> str:
    """Return JSON on one line, for headers and event streams."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
