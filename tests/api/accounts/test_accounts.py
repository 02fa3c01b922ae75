"""Accounts: who may come in, for how long, and that everything can be taken along or away."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

import jwt
import pytest
from argon2 import PasswordHasher

from api.app import OPERATIONS
from api.schemas.export import ExportAnswer
from api.security.passwords import Passwords
from api.services import Services
from core.ports import JudgeReply
from core.settings import Settings
from storage.knowledge import KnowledgeUnavailableError
from tests.api.application import Client, open_client
from tests.api.valid_requests import valid_request
from tests.api.word_knowledge import WordKnowledge
from tests.storage.values import answer as answer_of
from tests.test_ai_interview import MESSAGE, PROFILE, SESSION, started

CREDENTIALS = {"email": "ada@example.com", "password": "correct horse battery"}


async def test_a_new_account_is_signed_in(client: Client) -> None:
    answer = await client.post("/auth/register", json=CREDENTIALS | {"full_name": "Ada"})
    body = answer.json()
    assert answer.status_code == 201
    assert body["email"] == CREDENTIALS["email"]
    assert body["token_type"] == "bearer"
    assert body["expires_in"] == 1800
    headers = {"Authorization": f"Bearer {body['access_token']}"}
    me = (await client.get("/auth/me", headers=headers)).json()
    assert me["id"] == body["id"]
    assert me["full_name"] == "Ada"


async def test_an_address_is_taken_however_it_is_cased(client: Client) -> None:
    await client.post("/auth/register", json=CREDENTIALS)
    answer = await client.post("/auth/register", json=CREDENTIALS | {"email": "ADA@example.com"})
    assert (answer.status_code, answer.json()["error_code"]) == (409, "CONFLICT")


@pytest.mark.parametrize(
    "email",
    [
        "ADA@EXAMPLE.COM",
        " ada@example.com ",
        "ada@xn--bcher-kva.example",
        "e\u0301te\u0301@example.com",
        "Ada <ada@example.com>",
    ],
)
async def test_whoever_may_register_may_sign_in_with_the_same_words(
    client: Client, email: str
) -> None:
    credentials = CREDENTIALS | {"email": email}
    assert (await client.post("/auth/register", json=credentials)).status_code == 201
    assert (await client.post("/auth/login", json=credentials)).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "no address"},
        {"password": "short"},
        {"password": "ninechars"},
        {"password": "x" * 129},
        {"password": " " * 12},
        {"password": "\u3000\t" * 8},
        {"password": "zzzzzzzzzzzz"},
        {"password": "1234567890"},
        {"password": "QwertyUIOP"},
        {"password": "password123 "},
    ],
)
async def test_credentials_that_cannot_work_are_refused(
    client: Client, wrong: dict[str, str]
) -> None:
    answer = await client.post("/auth/register", json=CREDENTIALS | wrong)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == next(iter(wrong))


async def test_an_unknown_user_and_a_wrong_password_get_the_same_answer(client: Client) -> None:
    await client.post("/auth/register", json=CREDENTIALS)
    wrong = await client.post("/auth/login", json=CREDENTIALS | {"password": "wrong"})
    unknown = await client.post("/auth/login", json=CREDENTIALS | {"email": "b@example.com"})
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()


async def test_an_unknown_user_takes_as_long_as_a_wrong_password(services: Services) -> None:
    slow = Passwords(PasswordHasher(time_cost=3, memory_cost=16_384, parallelism=1))
    async with open_client(replace(services, passwords=slow)) as client:
        await client.post("/auth/register", json=CREDENTIALS)
        seconds: dict[str, list[float]] = {"wrong": [], "unknown": []}
        for _ in range(5):
            for kind, change in (
                ("wrong", {"password": "wrong"}),
                ("unknown", {"email": "b@example.com"}),
            ):
                began = time.process_time()
                await client.post("/auth/login", json=CREDENTIALS | change)
                seconds[kind].append(time.process_time() - began)
    ratio = min(seconds["unknown"]) / min(seconds["wrong"])
    assert 0.6 < ratio < 1.6


async def test_a_hash_of_older_cost_is_renewed_when_its_user_signs_in(services: Services) -> None:
    async with open_client(services) as client:
        await client.post("/auth/register", json=CREDENTIALS)
    dearer = Passwords(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    async with open_client(replace(services, passwords=dearer)) as client:
        assert (await client.post("/auth/login", json=CREDENTIALS)).status_code == 200
    async with services.database.unit_of_work() as uow:
        user = await uow.users.by_email(CREDENTIALS["email"])
    assert user is not None
    assert "t=2" in user.password_hash
    assert user.password_hash.startswith("$argon2id$")


async def test_a_refresh_token_works_once_and_its_reuse_ends_the_sign_in(client: Client) -> None:
    first = (await client.post("/auth/register", json=CREDENTIALS)).json()
    used = {"refresh_token": first["refresh_token"]}
    second = (await client.post("/auth/refresh", json=used)).json()
    assert second["refresh_token"] != first["refresh_token"]
    headers = {"Authorization": f"Bearer {second['access_token']}"}
    assert (await client.get("/auth/me", headers=headers)).status_code == 200
    stolen = await client.post("/auth/refresh", json=used)
    assert stolen.status_code == 401
    good = await client.post("/auth/refresh", json={"refresh_token": second["refresh_token"]})
    assert good.status_code == 401
    assert (await client.get("/auth/me", headers=headers)).status_code == 401


@pytest.mark.parametrize("token", ["x", "x.y", f"{0:032x}.secret", "." * 50])
async def test_a_made_up_refresh_token_is_refused(client: Client, token: str) -> None:
    answer = await client.post("/auth/refresh", json={"refresh_token": token})
    assert answer.status_code == 401


async def test_a_refresh_token_expires(services: Services) -> None:
    async with open_client(services) as client:
        first = (await client.post("/auth/register", json=CREDENTIALS)).json()
    later = replace(services, clock=lambda: datetime.now(UTC) + timedelta(days=31))
    async with open_client(later) as client:
        body = {"refresh_token": first["refresh_token"]}
        assert (await client.post("/auth/refresh", json=body)).status_code == 401


async def test_signing_out_ends_this_sign_in_and_no_other(client: Client) -> None:
    await client.sign_up()
    elsewhere = (await client.post("/auth/login", json=CREDENTIALS)).json()
    assert (await client.post("/auth/logout")).status_code == 204
    assert (await client.get("/auth/me")).status_code == 401
    headers = {"Authorization": f"Bearer {elsewhere['access_token']}"}
    assert (await client.get("/auth/me", headers=headers)).status_code == 200


async def forged(client: Client, settings: Settings, flaw: str) -> str:
    """Return an access token with one flaw, otherwise like a good one."""
    answer = (await client.post("/auth/register", json=CREDENTIALS)).json()
    secret = settings.secret_key.get_secret_value()
    claims = jwt.decode(answer["access_token"], secret, algorithms=["HS256"])
    if flaw == "alg none":
        return jwt.encode(claims, None, algorithm="none")
    if flaw == "foreign":
        return jwt.encode(claims, "f" * 40, algorithm="HS256")
    if flaw == "another algorithm":
        return jwt.encode(claims, secret * 2, algorithm="HS512")
    changes: dict[str, dict[str, object]] = {
        "expired": {"exp": 1},
        "other user": {"sub": "2"},
        "no user": {"sub": "x"},
        "no sign-in": {"sid": "0" * 32},
        "refresh typed": {"typ": "refresh"},
        "good": {},
    }
    return jwt.encode(claims | changes[flaw], secret, algorithm="HS256")


@pytest.mark.parametrize(
    "flaw",
    [
        "alg none",
        "foreign",
        "another algorithm",
        "expired",
        "other user",
        "no user",
        "no sign-in",
        "refresh typed",
    ],
)
async def test_a_token_with_a_flaw_opens_nothing(
    client: Client, settings: Settings, flaw: str
) -> None:
    headers = {"Authorization": f"Bearer {await forged(client, settings, flaw)}"}
    for operation in OPERATIONS:
        if operation.secured:
            answer = await client.request(**valid_request(operation), headers=headers)
            told = (answer.status_code, answer.json()["error_code"])
            assert told == (401, "NOT_AUTHENTICATED"), operation


async def test_a_token_that_was_good_before_is_refused_from_its_last_second_on(
    client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers = {"Authorization": f"Bearer {await forged(client, settings, 'good')}"}
    assert (await client.get("/auth/me", headers=headers)).status_code == 200
    later = datetime.now(UTC) + timedelta(minutes=settings.access_token_minutes)

    class Later(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return later

    monkeypatch.setattr("api.security.tokens.datetime", Later)
    answer = await client.get("/auth/me", headers=headers)
    assert answer.status_code == 401
    assert "expired" in answer.json()["detail"]


async def test_the_same_token_without_a_flaw_opens(client: Client, settings: Settings) -> None:
    headers = {"Authorization": f"Bearer {await forged(client, settings, 'good')}"}
    assert (await client.get("/auth/me", headers=headers)).status_code == 200


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic YTpi", "Token x", "Bearer x"])
async def test_other_ways_of_authorising_open_nothing(client: Client, header: str) -> None:
    answer = await client.get("/auth/me", headers={"Authorization": header})
    assert answer.status_code == 401


async def test_the_export_holds_everything(client: Client, services: Services) -> None:
    session_id = await started(client, camera_opt_in=True)
    path = f"/ai-interview/sessions/{session_id}"
    await client.post("/ai-interview/profile", json=PROFILE)
    await client.post(f"{path}/message", json=MESSAGE)
    seen = dict.fromkeys(("seconds", "framed_seconds", "present_seconds"), 9.5) | dict.fromkeys(
        ("speaking_seconds", "facing_seconds", "large_movement_seconds"), 4.5
    )
    assert (await client.put(f"{path}/observation", json=seen)).status_code == 200
    spoken = answer_of(session_id)
    async with services.database.unit_of_work() as uow:
        await uow.interactions.add(spoken)
        await uow.judge_replies.put(session_id, "key", JudgeReply("what a judge said", 1, 2))
        await uow.commit()
    await client.post(f"{path}/complete")
    answer = await client.get("/auth/me/export")
    body = ExportAnswer.model_validate_json(answer.text)
    assert "attachment" in answer.headers["Content-Disposition"]
    assert body.account.email == "ada@example.com"
    assert [device.ended_at for device in body.sign_ins] == [None]
    assert body.profile is not None
    assert body.profile.bio == PROFILE["bio"]
    (exported,) = body.sessions
    assert exported.session.id == session_id
    assert exported.session.custom_instructions == SESSION["custom_instructions"]
    assert len(exported.session.interactions) == 4
    assert exported.plan.questions
    assert exported.observation is not None
    assert exported.observation.model_dump() == seen
    (heard,) = exported.heard
    assert (tuple(heard.words), tuple(heard.speech_segments)) == (
        spoken.words,
        spoken.speech_segments,
    )
    assert exported.judge_replies == ["what a judge said"]
    assert len(exported.assessments) == 1
    assert "$argon2id$" not in answer.text
    assert "token_hash" not in answer.text


async def test_deletion_leaves_nothing_behind(client: Client, services: Services) -> None:
    session_id = await started(client)
    await client.post("/ai-interview/profile", json=PROFILE)
    user_id = (await client.get("/auth/me")).json()["id"]
    assert isinstance(services.knowledge, WordKnowledge)
    assert services.knowledge.passages[user_id]
    assert (await client.delete("/auth/me")).status_code == 204
    assert services.knowledge.passages == {}
    assert (await client.get("/auth/me")).status_code == 401
    assert (await client.post("/auth/login", json=CREDENTIALS)).status_code == 401
    async with services.database.unit_of_work() as uow:
        assert await uow.users.by_id(user_id) is None
        assert await uow.profiles.get(user_id) is None
        assert await uow.interactions.list(session_id) == ()


async def test_deletion_keeps_the_account_while_its_vectors_cannot_be_deleted(
    client: Client, services: Services
) -> None:
    await client.sign_up()
    assert isinstance(services.knowledge, WordKnowledge)
    services.knowledge.away = KnowledgeUnavailableError
    assert (await client.delete("/auth/me")).status_code == 503
    assert (await client.get("/auth/me")).status_code == 200
