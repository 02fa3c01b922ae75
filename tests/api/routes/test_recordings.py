"""Listening to an interview again, over HTTP."""

import json

import pytest

from api.services import Services
from tests.api.application import Client, on_sqlite
from tests.api.recorded import WHOLE, record, recorded
from tests.test_ai_interview import SESSION, started

__all__ = ["on_sqlite"]

SESSIONS = "/ai-interview/sessions"


async def test_the_owner_hears_the_whole_recording(client: Client, services: Services) -> None:
    session_id = await recorded(client, services)
    answer = await client.get(f"{SESSIONS}/{session_id}/recording")
    assert (answer.status_code, answer.content) == (200, WHOLE)
    assert answer.headers["Content-Type"] == "audio/mpeg"
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Content-Length"] == str(len(WHOLE))
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("wanted", [range(1), range(5, 25), range(9, 11), range(40, 46)])
async def test_a_part_of_it_is_that_part_also_across_pieces(
    client: Client, services: Services, wanted: range
) -> None:
    session_id = await recorded(client, services)
    headers = {"Range": f"bytes={wanted.start}-{wanted.stop - 1}"}
    answer = await client.get(f"{SESSIONS}/{session_id}/recording", headers=headers)
    assert (answer.status_code, answer.content) == (206, WHOLE[wanted.start : wanted.stop])
    expected = f"bytes {wanted.start}-{wanted.stop - 1}/{len(WHOLE)}"
    assert answer.headers["Content-Range"] == expected


async def test_bytes_behind_the_end_are_a_416_that_tells_the_size(
    client: Client, services: Services
) -> None:
    session_id = await recorded(client, services)
    answer = await client.get(
        f"{SESSIONS}/{session_id}/recording", headers={"Range": "bytes=1000-"}
    )
    assert (answer.status_code, answer.json()["error_code"]) == (416, "RANGE_NOT_SATISFIABLE")
    assert answer.headers["Content-Range"] == f"bytes */{len(WHOLE)}"


async def test_its_size_can_be_had_without_it(client: Client, services: Services) -> None:
    session_id = await recorded(client, services)
    answer = await client.head(f"{SESSIONS}/{session_id}/recording")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["Content-Length"] == str(len(WHOLE))


async def test_nobody_else_hears_it_or_learns_that_it_is_there(
    client: Client, other: Client, services: Services
) -> None:
    session_id = await recorded(client, services)
    await other.sign_up("bob@example.com")
    refused = await other.get(f"{SESSIONS}/{session_id}/recording")
    missing = await other.get(f"{SESSIONS}/{session_id + 99}/recording")
    assert refused.status_code == missing.status_code == 404
    assert refused.json() == missing.json()
    other.headers.pop("Authorization")
    assert (await other.get(f"{SESSIONS}/{session_id}/recording")).status_code == 401


async def test_a_session_tells_where_its_recording_is_and_which_times_it_has(
    client: Client, services: Services
) -> None:
    session_id = await started(client)
    path = f"{SESSIONS}/{session_id}"
    assert (await client.get(path)).json()["recording"] is None
    assert (await client.get(f"{path}/recording")).status_code == 404
    await record(services.database, session_id)
    told = (await client.get(path)).json()["recording"]
    assert told == {
        "address": f"{path}/recording",
        "media_type": "audio/mpeg",
        "byte_count": len(WHOLE),
        "duration_seconds": 20.0,
        "spans": [
            {"offset_seconds": 1.0, "position_seconds": 0.0, "duration_seconds": 10.0},
            {"offset_seconds": 61.0, "position_seconds": 10.0, "duration_seconds": 10.0},
        ],
    }


async def test_only_a_spoken_interview_that_asks_for_it_is_marked_to_be_recorded(
    client: Client,
) -> None:
    await client.sign_up()
    marked = []
    for wish in (
        {"mode": "voice", "record_audio": True},
        {"mode": "voice"},
        {"mode": "text", "record_audio": True},
    ):
        answer = await client.post(SESSIONS, json=SESSION | wish)
        session = await client.get(f"{SESSIONS}/{answer.json()['session_id']}")
        marked.append(session.json()["record_audio"])
    assert marked == [True, False, False]


async def test_the_recording_goes_with_its_session(client: Client, services: Services) -> None:
    session_id = await recorded(client, services)
    assert (await client.delete(f"{SESSIONS}/{session_id}")).status_code == 204
    assert (await client.get(f"{SESSIONS}/{session_id}/recording")).status_code == 404
    async with services.database.unit_of_work() as uow:
        assert await uow.recordings.get(session_id) is None


async def test_the_recording_goes_with_its_account(client: Client, services: Services) -> None:
    session_id = await recorded(client, services)
    assert (await client.delete("/auth/me")).status_code == 204
    async with services.database.unit_of_work() as uow:
        assert await uow.recordings.get(session_id) is None


async def test_the_export_names_recordings_and_links(client: Client, services: Services) -> None:
    session_id = await recorded(client, services)
    made = await client.post(f"{SESSIONS}/{session_id}/shares", json={"with_recording": True})
    exported = await client.get("/auth/me/export")
    (session,) = exported.json()["sessions"]
    address = session["session"]["recording"]["address"]
    assert (await client.get(address)).content == WHOLE
    assert [share["id"] for share in session["shares"]] == [made.json()["id"]]
    assert made.json()["token"] not in json.dumps(exported.json())
