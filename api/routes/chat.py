"""The career coach."""

from collections.abc import AsyncIterator

from starlette.responses import Response

from api.chat.coach import Coached, Coaching
from api.http.event_stream import MEDIA_TYPE, event, respond, wants_events
from api.http.wire import Nothing
from api.operation import Also, Call, Operation
from api.schemas.chat import ChatAnswer, ChatBody, ChatSource
from api.schemas.session import TokenEvent
from core.errors import NotFoundError
from storage.embeddings import EmbeddingsUnavailableError
from storage.knowledge import KnowledgeUnavailableError


async def chat(call: Call[ChatBody, Nothing]) -> ChatAnswer | Response:
    """Answer a question from the candidate's own material."""
    coaching = Coaching(call.services, call.user_id, call.body.message, call.body.session_id)
    if wants_events(call.request):
        return await respond(call.request, _events(coaching))
    return _answer(await coaching.run())


async def _events(coaching: Coaching) -> AsyncIterator[str]:
    async for text in coaching.tokens():
        yield event("token", TokenEvent(text=text))
    assert coaching.result is not None, "the answer is complete"
    yield event("done", _answer(coaching.result))


def _answer(result: Coached) -> ChatAnswer:
    return ChatAnswer(
        response=result.response,
        sources=[
            ChatSource(source=each.source, text=each.text, similarity=each.similarity)
            for each in result.sources
        ],
        answered_by="model" if result.by_model else "retrieval",
        notes=list(result.notes),
    )


OPERATIONS = (
    Operation(
        method="POST",
        path="/ai/chat",
        limit="chat",
        handler=chat,
        summary="Ask the career coach",
        tag="chat",
        body=ChatBody,
        query=Nothing,
        answer=ChatAnswer,
        also=(
            Also(
                200,
                MEDIA_TYPE,
                "`token` events with the answer as it is worded, then `done` with all of it",
            ),
        ),
        errors=(NotFoundError, KnowledgeUnavailableError, EmbeddingsUnavailableError),
    ),
)
