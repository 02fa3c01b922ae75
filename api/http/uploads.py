"""One uploaded file out of a multipart body."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from core.errors import BodyTooLargeError, InvalidInputError, UnsupportedMediaTypeError

FIELD = "file"
FORM_OVERHEAD_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent."""

    name: str
    content: bytes


async def read_upload(request: Request, limit: int) -> Upload:
    """Return the file in the form field `file`.

    Raises `UnsupportedMediaTypeError` for another kind of body, `BodyTooLargeError` for a file of
    more than `limit` bytes, and `InvalidInputError` for a form that is broken or has no file.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "multipart/form-data":
        raise UnsupportedMediaTypeError("The body must be multipart/form-data.")
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit + FORM_OVERHEAD_BYTES:
        raise _too_large(limit)
    stream = _limited(request, limit)
    try:
        form = await MultiPartParser(request.headers, stream, max_files=1, max_fields=0).parse()
    except MultiPartException as error:
        raise InvalidInputError(f"The form is not valid: {error.message}") from error
    try:
        file = form.get(FIELD)
        if not isinstance(file, UploadFile):
            raise InvalidInputError("The file is missing.", [(FIELD, "must hold a file")])
        content = await file.read()
    finally:
        await form.close()
    if len(content) > limit:
        raise _too_large(limit)
    return Upload(name=file.filename or "", content=content)


async def _limited(request: Request, limit: int) -> AsyncGenerator[bytes, None]:
    received = 0
    async for chunk in request.stream():
        received += len(chunk)
        if received > limit + FORM_OVERHEAD_BYTES:
            raise _too_large(limit)
        yield chunk


def _too_large(limit: int) -> BodyTooLargeError:
    return BodyTooLargeError(f"The file is larger than {limit // 1024 // 1024} MiB.")
