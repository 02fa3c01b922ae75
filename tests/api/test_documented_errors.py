"""Every error that the document gives an operation comes from it, in the shape that is shown."""

import re
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, cast

import httpx
import pytest

from api.app import OPERATIONS
from api.http.limiter import Limiter
from api.http.wire import ErrorBody
from api.interviews.message import Exchange, SaidByCandidate
from api.openapi import errors_of, openapi
from api.services import Services
from core.errors import UnavailableError
from core.interview import InterviewSession
from core.ports import Interviewer, ReplyEvent
from core.turn import Interaction
from storage import Database
from storage.embeddings import EmbeddingsUnavailableError
from storage.knowledge import KnowledgeUnavailableError
from tests.api.application import Client, on_sqlite, open_client
from tests.api.recorded import record
from tests.api.routes.test_profiles import zip_bomb
from tests.api.valid_requests import AnyOperation, valid_request
from tests.api.word_knowledge import WordKnowledge
from tests.test_ai_interview import MESSAGE, SESSION

__all__ = ["on_sqlite"]

Way = Callable[[Services, AnyOperation], Awaitable[httpx.Response]]

DOCUMENT = openapi(OPERATIONS)
NOBODYS = 999_999
LARGE = 6 * 1024 * 1024
AWAY = "postgresql+asyncpg://nobody@127.0.0.1:1/none"
RESUMES: Mapping[str, tuple[str, bytes]] = {
    "RESUME_INVALID": ("cv.docx", b"PK\x03\x04 and nothing that follows it"),
    "RESUME_NO_TEXT": ("cv.txt", b" "),
    "RESUME_TYPE_UNSUPPORTED": ("cv.exe", b"MZ"),
    "RESUME_ENCRYPTED": ("cv.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600),
    "RESUME_TOO_COMPLEX": ("cv.docx", zip_bomb()),
}


@asynccontextmanager
async def somebody(services: Services, **changes: Any) -> AsyncIterator[Client]:
    """A client of a new user, to whom some of the services are others."""
    async with open_client(services) as client:
        await client.sign_up(f"{uuid.uuid4().hex}@example.com")
    async with open_client(replace(services, **changes)) as changed:
        changed.headers["Authorization"] = client.headers["Authorization"]
        yield changed


async def started(client: Client, **more: str) -> int:
    """Start a session of this client's, and return its id."""
    answer = await client.post("/ai-interview/sessions", json=SESSION | more)
    return int(answer.json()["session_id"])


async def too_often(services: Services, operation: AnyOperation) -> httpx.Response:
    limits = {name: 1 for name in type(services.settings).model_fields if "rate_limit" in name}
    hurried = services.settings.model_copy(update=limits)
    async with somebody(services, settings=hurried, limiter=Limiter()) as client:
        await client.request(**valid_request(operation))
        return await client.request(**valid_request(operation))


async def crashed(services: Services, operation: AnyOperation) -> httpx.Response:
    def crash(*_: object) -> None:
        raise RuntimeError("nobody has foreseen this")

    class Broken:
        unit_of_work = crash

    broken = cast(Database, Broken())
    with pytest.MonkeyPatch.context() as patch:
        for part in ("health.product_version", "webhook.session_id_of", "sessions.TypeList.all"):
            patch.setattr(f"api.routes.{part}", crash)
        patch.setattr("api.metrics.generate_latest", crash)
        async with somebody(services, database=broken, readiness={"part": crash}) as client:
            return await client.request(**valid_request(operation))


async def with_what_is_not_asked_for(services: Services, operation: AnyOperation) -> httpx.Response:
    request = valid_request(operation)
    async with somebody(services) as client:
        return await client.request(**request | {"params": request["params"] | {"colour": "red"}})


async def without_credentials(services: Services, operation: AnyOperation) -> httpx.Response:
    request = {name: v for name, v in valid_request(operation).items() if name != "headers"}
    async with open_client(services) as client:
        return await client.request(**request)


async def about_nothing(services: Services, operation: AnyOperation) -> httpx.Response:
    async with somebody(services) as client:
        return await client.request(**valid_request(operation, NOBODYS))


async def at_the_wrong_moment(services: Services, operation: AnyOperation) -> httpx.Response:
    """Ask twice while an interview is held aloud and somebody answers in it at the same time.

    What is about one turn is asked about the interviewer's instead, and what is about a question
    while the interview it was answered in goes on.
    """
    meddling = Meddling(services)
    async with somebody(services, interviewer=meddling) as client:
        if "interaction_id" in operation.path:
            return await about_the_interviewer(client, operation)
        if "question_number" in operation.path:
            return await before_the_end(client, operation)
        request = valid_request(operation, await started(client, mode="voice"))
        await client.request(**request)
        return await client.request(**request)


async def about_the_interviewer(client: Client, operation: AnyOperation) -> httpx.Response:
    session_id = await started(client)
    path = f"/ai-interview/sessions/{session_id}"
    await client.post(f"{path}/message", json=MESSAGE)
    turns = (await client.get(path)).json()["interactions"]
    turn_id = next(turn["id"] for turn in turns if turn["role"] == "assistant")
    request = valid_request(operation, session_id)
    request["url"] = re.sub(r"/interactions/\d+", f"/interactions/{turn_id}", request["url"])
    return await client.request(**request)


async def before_the_end(client: Client, operation: AnyOperation) -> httpx.Response:
    session_id = await started(client)
    await client.post(f"/ai-interview/sessions/{session_id}/message", json=MESSAGE)
    return await client.request(**valid_request(operation, session_id))


async def after_the_end(services: Services, operation: AnyOperation) -> httpx.Response:
    async with somebody(services) as client:
        session_id = await started(client)
        await client.post(f"/ai-interview/sessions/{session_id}/complete")
        return await client.request(**valid_request(operation, session_id))


async def under_a_used_key(services: Services, operation: AnyOperation) -> httpx.Response:
    async with somebody(services) as client:
        session_id = await started(client)
        path = f"/ai-interview/sessions/{session_id}"
        await client.post(f"{path}/message", json=MESSAGE)
        request = valid_request(operation, session_id) | {"headers": {"Idempotency-Key": "abc-1"}}
        if (await client.request(**request)).status_code == httpx.codes.CONFLICT:
            # only after the interview
            await client.post(f"{path}/complete")
            await client.request(**request)
        request["json"] |= {next(iter(request["json"])): "something else"}
        return await client.request(**request)


async def with_a_large_body(services: Services, operation: AnyOperation) -> httpx.Response:
    async def nothing() -> AsyncIterator[bytes]:
        yield b""

    kind = "multipart/form-data; boundary=a" if operation.takes_file else "application/json"
    async with somebody(services) as client:
        return await client.request(
            operation.method,
            valid_request(operation)["url"],
            headers={"Content-Type": kind, "Content-Length": str(LARGE)},
            content=nothing(),
        )


async def with_another_kind_of_body(services: Services, operation: AnyOperation) -> httpx.Response:
    async with somebody(services) as client:
        return await client.request(
            operation.method,
            valid_request(operation)["url"],
            headers={"Content-Type": "text/plain"},
            content=b"x",
        )


async def behind_the_end(services: Services, operation: AnyOperation) -> httpx.Response:
    async with somebody(services) as client:
        session_id = await started(client)
        path = f"/ai-interview/sessions/{session_id}"
        await client.post(f"{path}/complete")
        await record(services.database, session_id)
        link = await client.post(f"{path}/shares", json={"with_recording": True})
        headers = {"Range": "bytes=999999-", "X-Share-Token": link.json()["token"]}
        return await client.request(**valid_request(operation, session_id), headers=headers)


async def without_the_database(services: Services, operation: AnyOperation) -> httpx.Response:
    away = Database(AWAY)
    try:
        async with somebody(services, database=away) as client:
            return await client.request(**valid_request(operation))
    finally:
        await away.close()


async def not_ready(services: Services, operation: AnyOperation) -> httpx.Response:
    async def missing() -> str:
        return "no worker is registered"

    async with somebody(services, readiness={"worker": missing}) as client:
        return await client.request(**valid_request(operation))


def without_knowledge(error: type[UnavailableError]) -> Way:
    async def way(services: Services, operation: AnyOperation) -> httpx.Response:
        knowledge = WordKnowledge()
        knowledge.away = error
        async with somebody(services, knowledge=knowledge) as client:
            return await client.request(**valid_request(operation, await started(client)))

    return way


def with_file(name: str, content: bytes) -> Way:
    async def way(services: Services, operation: AnyOperation) -> httpx.Response:
        async with somebody(services) as client:
            request = valid_request(operation) | {"files": {"file": (name, content)}}
            return await client.request(**request)

    return way


async def with_an_address(services: Services, operation: AnyOperation) -> httpx.Response:
    """Name a posting by its address where no search key is set."""
    request = valid_request(operation)
    request["json"] |= {"job_description": "https://example.com/jobs/1"}
    async with somebody(services) as client:
        return await client.request(**request)


class Meddling:
    """An interviewer during whose reply the same session gets another answer."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def reply(
        self,
        session: InterviewSession,
        history: Sequence[Interaction],
        utterance: str,
        elapsed_seconds: float,
        *,
        silent: bool = False,
        doubted: frozenset[str] = frozenset(),
    ) -> AsyncIterator[ReplyEvent]:
        said = SaidByCandidate("I was first.")
        await Exchange(self._services, session.user_id, session.id, said).run()
        interviewer: Interviewer = self._services.interviewer
        async for event in interviewer.reply(session, history, utterance, elapsed_seconds):
            yield event


WAYS: Mapping[str, Way] = {
    "RATE_LIMITED": too_often,
    "INTERNAL_ERROR": crashed,
    "VALIDATION_ERROR": with_what_is_not_asked_for,
    "NOT_AUTHENTICATED": without_credentials,
    "NOT_FOUND": about_nothing,
    "CONFLICT": at_the_wrong_moment,
    "SESSION_NOT_ACTIVE": after_the_end,
    "IDEMPOTENCY_KEY_REUSED": under_a_used_key,
    "BODY_TOO_LARGE": with_a_large_body,
    "UNSUPPORTED_MEDIA_TYPE": with_another_kind_of_body,
    "DATABASE_UNAVAILABLE": without_the_database,
    "NOT_READY": not_ready,
    "POSTING_ADDRESS": with_an_address,
    "RANGE_NOT_SATISFIABLE": behind_the_end,
    "KNOWLEDGE_UNAVAILABLE": without_knowledge(KnowledgeUnavailableError),
    "EMBEDDINGS_UNAVAILABLE": without_knowledge(EmbeddingsUnavailableError),
    **{code: with_file(name, content) for code, (name, content) in RESUMES.items()},
}
DOCUMENTED = sorted({code for o in OPERATIONS for codes in errors_of(o).values() for code in codes})


def described(operation: AnyOperation, status: int) -> dict[str, Any]:
    """Return what the document says of an operation's answers with this status."""
    path = operation.path.replace(":id}", "}")
    answers = DOCUMENT["paths"][path][operation.method.lower()]["responses"]
    found: dict[str, Any] = answers[str(status)]
    return found


@pytest.mark.parametrize("code", DOCUMENTED)
async def test_the_error_comes_from_every_operation_that_has_it(
    services: Services, code: str
) -> None:
    for operation in OPERATIONS:
        for status in (s for s, codes in errors_of(operation).items() if code in codes):
            answer = await WAYS[code](services, operation)
            told = answer.json()
            assert (answer.status_code, told["error_code"]) == (status, code), operation
            ErrorBody.model_validate_json(answer.text)
            shown = described(operation, status)
            example = shown["content"]["application/json"]["examples"][code]["value"]
            ErrorBody.model_validate(example)
            assert example.keys() == told.keys(), operation
            assert {name.lower() for name in shown["headers"]} <= set(answer.headers), operation
