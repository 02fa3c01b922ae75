"""Every error as `{"detail", "error_code"}`; the only place where errors become responses."""

import errno
import logging
import traceback
from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ExceptionHandler
from starlette.websockets import WebSocket

from api.http.wire import ErrorBody, ErrorItem
from core.errors import (
    GreenroomError,
    InvalidInputError,
    RangeNotSatisfiableError,
    UnavailableError,
)

logger = logging.getLogger(__name__)

RETRY_AFTER_SECONDS = 5
_HTTP_CODES = {
    404: ("NOT_FOUND", "There is nothing at this address."),
    405: ("METHOD_NOT_ALLOWED", "This address does not take that method."),
    413: ("BODY_TOO_LARGE", "The body is too large."),
}


def problem(
    status: int,
    code: str,
    detail: str,
    *,
    parts: dict[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return an error response in the contract's shape."""
    body = ErrorBody(detail=detail, error_code=code, parts=parts)
    return _response(status, body, headers)


def _response(status: int, body: ErrorBody, headers: Mapping[str, str] | None) -> Response:
    return Response(
        body.model_dump_json(exclude_none=True),
        status_code=status,
        media_type="application/json",
        headers=dict(headers or {}),
    )


def known(error: GreenroomError) -> Response:
    """Return the response for an error that has a status of its own."""
    headers: dict[str, str] = {}
    if error.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, UnavailableError):
        headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    if isinstance(error, RangeNotSatisfiableError):
        headers["Content-Range"] = f"bytes */{error.size}"
    return _response(error.status, error_body(error), headers)


def error_body(error: GreenroomError) -> ErrorBody:
    """Return the body that tells of an error."""
    errors = error.errors if isinstance(error, InvalidInputError) else ()
    return ErrorBody(
        detail=str(error),
        error_code=error.code,
        errors=[ErrorItem(field=field, message=message) for field, message in errors] or None,
    )


def on_greenroom_error(request: Request | WebSocket, error: Exception) -> Response:
    """Translate an error of ours; one without a status of its own counts as unforeseen."""
    assert isinstance(error, GreenroomError)
    if error.status == 500:
        return on_unforeseen(request, error)
    return known(error)


def on_http_exception(request: Request | WebSocket, error: Exception) -> Response:
    """Translate what Starlette itself refuses: unknown paths, wrong methods, large bodies."""
    assert isinstance(error, HTTPException)
    code, detail = _HTTP_CODES.get(error.status_code, ("VALIDATION_ERROR", error.detail))
    return problem(error.status_code, code, detail, headers=error.headers)


def on_unforeseen(request: Request | WebSocket, error: Exception) -> Response:
    """Answer 500 with an id and nothing else; 503 when the process is out of open files."""
    body = unforeseen(request, error)
    if body.error_code == UnavailableError.code:
        return _response(UnavailableError.status, body, {"Retry-After": str(RETRY_AFTER_SECONDS)})
    return _response(GreenroomError.status, body, None)


def unforeseen(request: Request | WebSocket, error: Exception) -> ErrorBody:
    """Return the body for what nobody foresaw; the log says where, never what was said.

    That no file or connection can be opened for now is nobody's mistake, and passes.
    """
    if _out_of_files(error):
        logger.error("process.out_of_files")
        return error_body(UnavailableError("Too much is open here for now. Please try again."))
    request_id = request.scope.get("request_id")
    frames = traceback.extract_tb(error.__traceback__)
    logger.error(
        "request.failed",
        extra={
            "request_id": request_id,
            "error": type(error).__name__,
            "frames": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
        },
    )
    return ErrorBody(
        detail="Something went wrong here. The request id helps to find out what.",
        error_code=GreenroomError.code,
        request_id=request_id,
    )


def _out_of_files(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, OSError) and error.errno in (errno.EMFILE, errno.ENFILE):
            return True
        error = error.__cause__ or error.__context__
    return False


EXCEPTION_HANDLERS: dict[type[Exception], ExceptionHandler] = {
    GreenroomError: on_greenroom_error,
    HTTPException: on_http_exception,
}
