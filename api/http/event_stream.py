"""Replies as server-sent events (WHATWG HTML, section 9.2)."""

from collections.abc import AsyncIterator

from pydantic import BaseModel
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import StreamingResponse

from api.http.problems import error_body, unforeseen
from core.errors import GreenroomError

MEDIA_TYPE = "text/event-stream"


def wants_events(request: Request) -> bool:
    """Return whether the client asks for a stream of events."""
    return MEDIA_TYPE in request.headers.get("accept", "")


def event(name: str, data: BaseModel) -> str:
    """Return one event; JSON without line breaks is one line of data."""
    return f"event: {name}\ndata: {data.model_dump_json()}\n\n"


async def respond(
    request: Request, events: AsyncIterator[str], background: BackgroundTask | None = None
) -> StreamingResponse:
    """Return a stream whose first event is already there: what fails before it fails as HTTP.

    What fails later ends the stream with an `error` event in the shape of every error.
    """
    first = await anext(events, "")

    async def whole() -> AsyncIterator[str]:
        yield first
        try:
            async for text in events:
                yield text
        except GreenroomError as error:
            yield event("error", error_body(error))
        except Exception as error:
            yield event("error", unforeseen(request, error))

    return StreamingResponse(
        whole(),
        media_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        background=background,
    )
