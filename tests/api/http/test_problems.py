"""Everything that can go wrong, in one shape."""

import json
import os
import resource
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from api.services import Services
from core.interview import InterviewSession
from core.ports import ReplyEvent, Token
from core.turn import Interaction
from storage import Database
from tests.api.application import Client, on_sqlite, open_client
from tests.test_ai_interview import MESSAGE, PROFILE, started

__all__ = ["on_sqlite"]

JSON = {"Content-Type": "application/json"}
SESSIONS = "/ai-interview/sessions"


@pytest.mark.parametrize(
    ("method", "path", "headers", "content", "status", "code"),
    [
        ("GET", "/nowhere", {}, "", 404, "NOT_FOUND"),
        ("POST", "/nowhere", JSON, "{}", 404, "NOT_FOUND"),
        ("GET", "/ai-interview/sessions/", {}, "", 404, "NOT_FOUND"),
        ("GET", "/ai-interview/sessions/abc", {}, "", 404, "NOT_FOUND"),
        ("GET", "/ai-interview/sessions/0", {}, "", 404, "NOT_FOUND"),
        ("GET", f"/ai-interview/sessions/{2**63}", {}, "", 404, "NOT_FOUND"),
        ("GET", f"/ai-interview/sessions/{10**4000}0", {}, "", 404, "NOT_FOUND"),
        ("GET", "/ai-interview/sessions/1", {}, "", 404, "NOT_FOUND"),
        ("PATCH", SESSIONS, {}, "", 405, "METHOD_NOT_ALLOWED"),
        ("GET", "/auth/login", {}, "", 405, "METHOD_NOT_ALLOWED"),
        ("POST", SESSIONS, JSON, "{", 400, "VALIDATION_ERROR"),
        ("POST", SESSIONS, JSON, "", 400, "VALIDATION_ERROR"),
        ("POST", SESSIONS, JSON, "[]", 400, "VALIDATION_ERROR"),
        ("POST", SESSIONS, JSON, "null", 400, "VALIDATION_ERROR"),
        ("POST", SESSIONS, JSON, '"\\ud800"', 400, "VALIDATION_ERROR"),
        ("POST", SESSIONS, JSON, '{"title": "a\\u0000b"}', 400, "VALIDATION_ERROR"),
        ("POST", SESSIONS, JSON, '{"title": "t", "colour": "red"}', 400, "VALIDATION_ERROR"),
        ("POST", SESSIONS, JSON, '{"title": "  "}', 400, "VALIDATION_ERROR"),
        ("POST", SESSIONS, JSON, '{"title": "t", "question_count": 99}', 400, "VALIDATION_ERROR"),
        ("POST", SESSIONS, JSON, '{"title": "t", "question_count": "5"}', 400, "VALIDATION_ERROR"),
        ("POST", SESSIONS, JSON, '{"title": "t", "interview_type": "x"}', 400, "VALIDATION_ERROR"),
        ("GET", f"{SESSIONS}?limit=0", {}, "", 400, "VALIDATION_ERROR"),
        ("GET", f"{SESSIONS}?limit=x", {}, "", 400, "VALIDATION_ERROR"),
        ("GET", f"{SESSIONS}?colour=red", {}, "", 400, "VALIDATION_ERROR"),
        ("POST", SESSIONS, {"Content-Type": "text/plain"}, "{}", 415, "UNSUPPORTED_MEDIA_TYPE"),
        ("POST", SESSIONS, {}, "{}", 415, "UNSUPPORTED_MEDIA_TYPE"),
        ("POST", SESSIONS, JSON | {"Idempotency-Key": " "}, "{}", 400, "VALIDATION_ERROR"),
    ],
)
async def test_every_mistake_has_its_answer(
    client: Client,
    method: str,
    path: str,
    headers: dict[str, str],
    content: str,
    status: int,
    code: str,
) -> None:
    await client.sign_up()
    answer = await client.request(method, path, headers=headers, content=content)
    assert (answer.status_code, answer.json()["error_code"]) == (status, code), answer.text
    assert answer.json()["detail"]
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["X-Request-ID"]


async def test_a_wrong_field_is_named(client: Client) -> None:
    await client.sign_up()
    answer = await client.post(SESSIONS, json={"title": "t", "duration_minutes": 1})
    (item,) = answer.json()["errors"]
    assert item["field"] == "duration_minutes"
    assert "5" in item["message"]


async def test_a_wrong_method_is_told_the_right_ones(client: Client) -> None:
    answer = await client.put("/auth/login")
    assert answer.headers["Allow"] == "POST"


async def test_without_a_token_the_way_to_one_is_told(client: Client) -> None:
    answer = await client.get("/auth/me")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"


async def test_a_large_body_is_refused_unread(client: Client) -> None:
    await client.sign_up()

    async def endless() -> AsyncIterator[bytes]:
        raise AssertionError("the body must not be read")
        yield b""

    headers = JSON | {"Content-Length": str(1024 * 1024 + 1)}
    answer = await client.post(SESSIONS, headers=headers, content=endless())
    assert (answer.status_code, answer.json()["error_code"]) == (413, "BODY_TOO_LARGE")


async def test_a_large_body_of_undeclared_length_is_refused_where_it_gets_too_large(
    client: Client,
) -> None:
    await client.sign_up()
    sent = 0

    async def pieces() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 100:
            sent += 1
            yield b"x" * 100_000

    for path in (SESSIONS, "/auth/logout"):
        sent = 0
        answer = await client.post(path, headers=JSON, content=pieces())
        assert answer.status_code == 413, "also where no body is read"
        assert sent < 20


class BrokenInterviewer:
    """Fails in a way that nobody has foreseen, with something personal in its message."""

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
        raise RuntimeError(f"could not answer: {utterance}")
        yield


async def test_the_unforeseen_tells_the_client_an_id_and_nothing_else(
    services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_client(replace(services, interviewer=BrokenInterviewer())) as client:
        session_id = await started(client)
        path = f"{SESSIONS}/{session_id}/message"
        answer = await client.post(path, json=MESSAGE, headers={"X-Request-ID": "abc-1"})
    assert answer.status_code == 500
    assert answer.json() == {
        "detail": "Something went wrong here. The request id helps to find out what.",
        "error_code": "INTERNAL_ERROR",
        "request_id": "abc-1",
    }
    assert "X-RateLimit-Limit" not in answer.text
    (record,) = [r for r in caplog.records if r.message == "request.failed"]
    assert vars(record)["request_id"] == "abc-1"
    assert MESSAGE["message"] not in str(vars(record))


class BreakingInterviewer(BrokenInterviewer):
    """Fails after its first word."""

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
        yield Token("So")
        raise RuntimeError(f"could not answer: {utterance}")


async def test_the_unforeseen_in_the_middle_of_a_stream_is_its_last_event(
    services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_client(replace(services, interviewer=BreakingInterviewer())) as client:
        path = f"{SESSIONS}/{await started(client)}"
        headers = {"Accept": "text/event-stream", "X-Request-ID": "abc-1"}
        answer = await client.post(f"{path}/message", json=MESSAGE, headers=headers)
        turns = (await client.get(path)).json()["interactions"]
    *_, last = answer.text.strip().split("\n\n")
    name, data = last.split("\n")
    assert name == "event: error"
    told = json.loads(data.removeprefix("data: "))
    assert (told["error_code"], told["request_id"]) == ("INTERNAL_ERROR", "abc-1")
    assert MESSAGE["message"] not in answer.text
    assert [r.message for r in caplog.records].count("request.failed") == 1
    assert len(turns) == 1, "nothing of it is stored"


async def test_a_database_that_is_away_is_said_so_and_when_to_come_back(
    services: Services,
) -> None:
    away = Database("postgresql+asyncpg://nobody@127.0.0.1:1/none")
    async with open_client(replace(services, database=away)) as client:
        body = {"email": "a@example.com", "password": "correct horse"}
        answer = await client.post("/auth/login", json=body)
    await away.close()
    assert answer.status_code == 503
    assert answer.json()["error_code"] == "DATABASE_UNAVAILABLE"
    assert int(answer.headers["Retry-After"]) > 0


@contextmanager
def no_more_files() -> Iterator[None]:
    """Let this process open nothing more."""
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    lowest_free = os.open(os.devnull, os.O_RDONLY)
    os.close(lowest_free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest_free, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)


@pytest.mark.parametrize("path", [SESSIONS, "/ai-interview/profile/index", "/"])
async def test_running_out_of_files_is_said_so_and_when_to_come_back(
    services: Services, tmp_path: Path, path: str
) -> None:
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "index.html").write_text("<!doctype html>")
    async with open_client(services, page=tmp_path / "page") as client:
        await client.sign_up()
        await client.post("/ai-interview/profile", json=PROFILE)
        await services.database.close()
        method = "POST" if path.endswith("index") else "GET"
        with no_more_files():
            answer = await client.request(method, path)
        afterwards = await client.request(method, path)
    assert answer.status_code == 503, answer.text
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.json()["error_code"] in ("UNAVAILABLE", "DATABASE_UNAVAILABLE")
    assert afterwards.status_code == 200


async def test_every_response_carries_the_security_headers(client: Client) -> None:
    for path in ("/healthz", "/nowhere"):
        headers = (await client.get(path)).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("url", ["wss://news.example/", "https://news.example"])
async def test_the_page_may_connect_to_the_room_however_its_address_is_written(
    services: Services, url: str
) -> None:
    settings = services.settings.model_copy(update={"livekit_public_url": url})
    async with open_client(replace(services, settings=settings)) as client:
        policy = (await client.get("/healthz")).headers["Content-Security-Policy"]
    assert "connect-src 'self' wss://news.example https://news.example;" in policy


async def test_other_origins_are_not_let_in_unless_they_are_configured(services: Services) -> None:
    origin = {"Origin": "https://other.example"}
    async with open_client(services) as client:
        assert (
            "Access-Control-Allow-Origin"
            not in (await client.get("/healthz", headers=origin)).headers
        )
    settings = services.settings.model_copy(update={"cors_origins": ("https://other.example",)})
    async with open_client(replace(services, settings=settings)) as client:
        answer = await client.get("/healthz", headers=origin)
        preflight = await client.options(
            "/shared/report",
            headers=origin
            | {
                "Access-Control-Request-Method": "GET",
                "Access-Control-Request-Headers": "authorization, range, x-share-token",
            },
        )
    assert answer.headers["Access-Control-Allow-Origin"] == "https://other.example"
    assert preflight.status_code == 200, "every header that an operation reads may be sent"


async def test_what_another_origin_may_not_send_is_refused_in_the_shape_of_every_error(
    services: Services,
) -> None:
    settings = services.settings.model_copy(update={"cors_origins": ("https://other.example",)})
    asked = {"Origin": "https://third.example", "Access-Control-Request-Method": "PATCH"}
    async with open_client(replace(services, settings=settings)) as client:
        answer = await client.options("/auth/me", headers=asked)
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json() == {
        "detail": "Disallowed CORS origin, method",
        "error_code": "VALIDATION_ERROR",
    }
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "Origin" in answer.headers["Vary"]


async def test_what_an_operation_tells_is_kept_in_no_cache(client: Client) -> None:
    await client.sign_up()
    for path in ("/auth/me", "/auth/me/export", SESSIONS):
        assert (await client.get(path)).headers["Cache-Control"] == "no-store"
