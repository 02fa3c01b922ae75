"""What belongs to somebody else: every operation that names a thing by its id, tried by another.

The table is made of the operations that run, so a new one is in it from its first day.
"""

from typing import Any

import httpx
import pytest

from api.app import OPERATIONS
from api.services import Services
from tests.api.application import Client, on_sqlite
from tests.api.recorded import record
from tests.api.valid_requests import AnyOperation, names_something, valid_request
from tests.storage.test_indexes import recorded_statements
from tests.test_ai_interview import MESSAGE, SESSION, started

__all__ = ["on_sqlite"]

NOBODYS = 999_999
SECRET = "a sentence that only its owner may read"


NAMING = tuple(o for o in OPERATIONS if o.secured and names_something(o))


async def ask(client: Client, operation: AnyOperation, session_id: int) -> httpx.Response:
    """Send a valid request about the session."""
    return await client.request(**valid_request(operation, session_id))


async def work_of(client: Client, operation: AnyOperation, session_id: int) -> list[str]:
    """Return what the database is asked when this is asked."""
    with recorded_statements() as asked:
        await ask(client, operation, session_id)
    return [statement for statement, _ in asked]


@pytest.fixture
async def sessions(client: Client, other: Client, services: Services) -> tuple[int, int]:
    """Two sessions of the client: one that takes answers, and one assessed, recorded and shared."""
    assessed = await started(client)
    path = f"/ai-interview/sessions/{assessed}"
    await client.post(f"{path}/message", json=MESSAGE | {"message": SECRET})
    await client.post(f"{path}/complete")
    await client.post(f"{path}/shares", json={})
    await record(services.database, assessed)
    again = await client.post("/ai-interview/sessions", json=SESSION)
    await other.sign_up("grace@example.com")
    return int(again.json()["session_id"]), assessed


async def everything_of(client: Client) -> dict[str, Any]:
    """Return all that is stored of a client."""
    exported: dict[str, Any] = (await client.get("/auth/me/export")).json()
    for session in exported["sessions"]:
        del session["session"]["seconds_left"]  # told by the clock, and not stored
    return {name: value for name, value in exported.items() if name != "exported_at"}


def test_the_table_holds_what_names_a_session() -> None:
    paths = {operation.path for operation in NAMING}
    assert {"/ai/chat", "/ai-interview/livekit/token"} < paths
    assert len(paths) >= 8


def test_without_a_sign_in_nothing_is_found_by_a_number() -> None:
    guessable = [o.path for o in OPERATIONS if not o.secured and ":id}" in o.path]
    assert guessable == []


@pytest.mark.parametrize("operation", NAMING, ids=lambda o: f"{o.method} {o.path}")
async def test_its_owner_finds_it(
    client: Client, operation: AnyOperation, sessions: tuple[int, int]
) -> None:
    answers = [await ask(client, operation, session_id) for session_id in sessions]
    assert {answer.status_code for answer in answers} != {404}


async def test_anothers_is_answered_like_what_does_not_exist(
    client: Client, other: Client, sessions: tuple[int, int]
) -> None:
    before = await everything_of(client)
    for operation in NAMING:
        absent = await ask(other, operation, NOBODYS)
        assert (absent.status_code, absent.json()["error_code"]) == (404, "NOT_FOUND"), operation
        for session_id in sessions:
            foreign = await ask(other, operation, session_id)
            assert (foreign.status_code, foreign.text) == (404, absent.text), operation
            for told in (foreign.text, str(foreign.headers)):
                assert SECRET not in told
                assert SESSION["title"] not in told
                assert "ada@example.com" not in told
    assert await everything_of(client) == before


async def test_time_does_not_tell_anothers_from_what_does_not_exist(
    other: Client, sessions: tuple[int, int]
) -> None:
    # the same work: a clock would be right only on an idle machine
    for operation in NAMING:
        absent = await work_of(other, operation, NOBODYS)
        assert len(absent) >= 2
        for session_id in sessions:
            assert await work_of(other, operation, session_id) == absent, operation


async def test_without_a_token_it_is_not_even_looked_for(
    client: Client, sessions: tuple[int, int]
) -> None:
    del client.headers["Authorization"]
    for operation in NAMING:
        with recorded_statements() as asked:
            answers = [await ask(client, operation, number) for number in (*sessions, NOBODYS)]
        assert {answer.status_code for answer in answers} == {401}, operation
        assert asked == [], operation
