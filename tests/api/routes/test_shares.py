"""Showing a report to somebody without an account."""

from dataclasses import replace
from datetime import timedelta

import pytest

from api.interviews.sharing import MOST_LINKS
from api.schemas.session import InteractionAnswer, SharedTurn
from api.services import Services
from core.clock import utc_now
from tests.api.application import Client, on_sqlite, open_client
from tests.api.recorded import WHOLE, recorded
from tests.test_ai_interview import started

__all__ = ["on_sqlite"]

SESSIONS = "/ai-interview/sessions"


def with_token(token: str) -> dict[str, str]:
    """Return the headers of who has a link."""
    return {"X-Share-Token": token}


async def link(client: Client, session_id: int, **wish: object) -> dict[str, object]:
    """Make a link and return what is told of it."""
    answer = await client.post(f"{SESSIONS}/{session_id}/shares", json=wish)
    assert answer.status_code == 201, answer.text
    told: dict[str, object] = answer.json()
    return told


async def test_a_link_shows_report_and_conversation_without_an_account(
    client: Client, other: Client, services: Services
) -> None:
    session_id = await recorded(client, services)
    made = await link(client, session_id)
    assert made["path"] == f"/#/shared/{made['token']}"
    answer = await other.get("/shared/report", headers=with_token(str(made["token"])))
    assert answer.status_code == 200
    body = answer.json()
    mine = (await client.get(f"{SESSIONS}/{session_id}")).json()
    assert body["session"]["title"] == mine["title"]
    told = [(turn["role"], turn["content"]) for turn in body["session"]["interactions"]]
    assert told == [(turn["role"], turn["content"]) for turn in mine["interactions"]]
    whole = (await client.post(f"{SESSIONS}/{session_id}/complete")).json()
    assert whole["next_interview"] is not None
    assert body["assessment"] == whole | {"next_interview": None}
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Cache-Control"] == "no-store"


async def test_a_link_shows_nothing_else_of_the_account(
    client: Client, other: Client, services: Services
) -> None:
    session_id = await recorded(client, services)
    made = await link(client, session_id)
    headers = with_token(str(made["token"]))
    shown = (await other.get("/shared/report", headers=headers)).json()["session"]
    hidden = {"id", "company_context", "langsmith_run_id", "room_name", "faults", "user_id"}
    assert not hidden & shown.keys()
    assert "ada@example.com" not in str(shown)
    turn = shown["interactions"][0]
    assert not {"latency", "tool_results", "faults", "audio_s3_key"} & turn.keys()
    for path in (SESSIONS, f"{SESSIONS}/{session_id}", "/auth/me", "/ai-interview/profile"):
        assert (await other.get(path, headers=headers)).status_code == 401


def test_every_measure_of_a_turn_is_shown_and_everything_else_is_kept_back() -> None:
    kept_back = InteractionAnswer.model_fields.keys() - SharedTurn.model_fields.keys()
    assert kept_back == {
        *("sentiment", "retry_of", "worded_by", "audio_s3_key", "tool_results"),
        *("latency", "faults", "heard"),
    }


async def test_the_recording_is_heard_only_where_its_owner_says_so(
    client: Client, other: Client, services: Services
) -> None:
    session_id = await recorded(client, services)
    heard = with_token(str((await link(client, session_id, with_recording=True))["token"]))
    kept = with_token(str((await link(client, session_id, with_recording=False))["token"]))
    report = (await other.get("/shared/report", headers=heard)).json()
    assert report["session"]["recording"]["address"] == "/shared/recording"
    answer = await other.get("/shared/recording", headers=heard)
    assert (answer.status_code, answer.content) == (200, WHOLE)
    part = await other.get("/shared/recording", headers=heard | {"Range": "bytes=-3"})
    assert (part.status_code, part.content) == (206, WHOLE[-3:])
    assert part.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert (await other.get("/shared/report", headers=kept)).json()["session"]["recording"] is None
    assert (await other.get("/shared/recording", headers=kept)).status_code == 404


async def test_revoked_expired_unknown_and_missing_tokens_get_the_same_answer(
    client: Client, other: Client, services: Services
) -> None:
    session_id = await recorded(client, services)
    revoked = await link(client, session_id)
    expiring = await link(client, session_id, expires_in_days=1)
    path = f"{SESSIONS}/{session_id}/shares/{revoked['id']}"
    assert (await client.delete(path)).status_code == 204
    assert (await client.delete(path)).status_code == 404
    tokens = [revoked["token"], "unknown", ""]
    answers = [await other.get("/shared/report", headers=with_token(str(t))) for t in tokens]
    answers.append(await other.get("/shared/report"))
    answers.append(await other.get("/shared/recording"))
    working = await other.get("/shared/report", headers=with_token(str(expiring["token"])))
    assert working.status_code == 200
    database = type(services.database)(
        services.settings.database_url, clock=lambda: utc_now() + timedelta(days=1, seconds=1)
    )
    async with open_client(replace(services, database=database)) as later:
        answers.append(
            await later.get("/shared/report", headers=with_token(str(expiring["token"])))
        )
    await database.close()
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1


async def test_only_the_owner_makes_lists_and_revokes_links(
    client: Client, other: Client, services: Services
) -> None:
    session_id = await recorded(client, services)
    made = await link(client, session_id, expires_in_days=7)
    listed = (await client.get(f"{SESSIONS}/{session_id}/shares")).json()
    assert [share["id"] for share in listed] == [made["id"]]
    assert listed[0].keys() == {"id", "created_at", "expires_at", "with_recording"}
    await other.sign_up("bob@example.com")
    path = f"{SESSIONS}/{session_id}/shares"
    assert (await other.get(path)).status_code == 404
    assert (await other.post(path, json={})).status_code == 404
    assert (await other.delete(f"{path}/{made['id']}")).status_code == 404
    assert len((await client.get(path)).json()) == 1


async def test_a_report_that_is_not_there_yet_cannot_be_shared(client: Client) -> None:
    session_id = await started(client)
    answer = await client.post(f"{SESSIONS}/{session_id}/shares", json={})
    assert (answer.status_code, answer.json()["error_code"]) == (409, "CONFLICT")


async def test_there_are_only_so_many_links_at_a_time(client: Client, services: Services) -> None:
    session_id = await recorded(client, services)
    made = [await link(client, session_id) for _ in range(MOST_LINKS)]
    path = f"{SESSIONS}/{session_id}/shares"
    assert (await client.post(path, json={})).status_code == 409
    await client.delete(f"{path}/{made[0]['id']}")
    assert (await client.post(path, json={})).status_code == 201


async def test_only_a_hash_of_the_token_is_kept(client: Client, services: Services) -> None:
    session_id = await recorded(client, services)
    token = str((await link(client, session_id))["token"])
    assert len(token) >= 43
    async with services.database.unit_of_work() as uow:
        assert await uow.shares.valid(token) is None


@pytest.mark.parametrize("days", [0, 366, "a week"])
async def test_a_link_lasts_a_day_to_a_year(
    client: Client, services: Services, days: object
) -> None:
    session_id = await started(client)
    path = f"{SESSIONS}/{session_id}/shares"
    assert (await client.post(path, json={"expires_in_days": days})).status_code == 400


async def test_who_tries_tokens_is_stopped(client: Client, services: Services) -> None:
    settings = services.settings.model_copy(update={"rate_limit_default": 3})
    async with open_client(replace(services, settings=settings)) as guessing:
        answers = [await guessing.get("/shared/report") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [404, 404, 404, 429]
