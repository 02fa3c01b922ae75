"""The sound of an interview over HTTP: all of it, or the bytes that were asked for."""

import re
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from core.errors import RangeNotSatisfiableError
from core.recording import MEDIA_TYPE, Recording
from storage import Database

_ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def recording_address(session_id: int) -> str:
    """Return where the owner of a session finds its recording."""
    return f"/ai-interview/sessions/{session_id}/recording"


def recording_response(
    request: Request, database: Database, session_id: int, recording: Recording
) -> Response:
    """Return the recording, read piece by piece as it is sent.

    200 with all of it, or 206 with the one range of bytes that the request asks for. Raises
    `RangeNotSatisfiableError` for a range that begins behind the end.
    """
    size = recording.byte_count
    part = asked_for(request.headers.get("range", ""), size)
    wanted = part if part is not None else range(size)
    headers = {
        "Accept-Ranges": "bytes",
        "Content-Length": str(len(wanted)),
        "Content-Disposition": f'inline; filename="interview-{session_id}.mp3"',
        "Cache-Control": "private, no-store",
    }
    if part is not None:
        headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    status = 200 if part is None else 206
    if request.method == "HEAD":
        return Response(status_code=status, headers=headers, media_type=MEDIA_TYPE)
    return StreamingResponse(
        _sound(database, session_id, recording, wanted),
        status_code=status,
        headers=headers,
        media_type=MEDIA_TYPE,
    )


def asked_for(header: str, size: int) -> range | None:
    """Return the bytes that a `Range` header asks for (RFC 9110, section 14.2).

    None means everything: without a header, and for one that names several ranges or none we know.
    Raises `RangeNotSatisfiableError`.
    """
    found = _ONE_RANGE.fullmatch(header.strip().lower())
    if found is None or found.group(0) == "bytes=-":
        return None
    first, last = found.groups()
    if not first:
        start, stop = max(0, size - int(last)), size
    else:
        start, stop = int(first), min(size, int(last) + 1 if last else size)
        if last and int(last) < int(first):
            return None
    if start >= stop:
        raise RangeNotSatisfiableError("The recording has no such bytes.", size)
    return range(start, stop)


async def _sound(
    database: Database, session_id: int, recording: Recording, wanted: range
) -> AsyncIterator[bytes]:
    position = 0
    for piece in recording.pieces:
        start = max(0, wanted.start - position)
        stop = min(piece.byte_count, wanted.stop - position)
        position += piece.byte_count
        if start < stop:
            async with database.unit_of_work() as uow:
                audio = await uow.recordings.audio(session_id, piece)
            yield audio[start:stop]
