"""The coach: from the candidate's own material, with a model and without."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from api.services import Services
from core.errors import ProviderUnavailableError
from tests.api.application import Client, on_sqlite, open_client
from tests.test_ai_interview import MESSAGE, PROFILE, started

__all__ = ["on_sqlite"]

CHAT = "/ai/chat"
QUESTION = {"message": "which technical skills: do i have"}


class SpokenModel:
    """A model that says what it is told to, and keeps what it was asked."""

    def __init__(self, *pieces: str, fails: bool = False) -> None:
        self.pieces = pieces
        self.fails = fails
        self.asked: list[tuple[str, str]] = []

    async def words(
        self, system: str, user: str, session_id: int | None = None
    ) -> AsyncIterator[str]:
        self.asked.append((system, user))
        for piece in self.pieces:
            yield piece
        if self.fails:
            raise ProviderUnavailableError("The model does not answer.")


class SilentModel(SpokenModel):
    """A model that never comes to its end."""

    async def words(
        self, system: str, user: str, session_id: int | None = None
    ) -> AsyncIterator[str]:
        async for piece in super().words(system, user, session_id):
            yield piece
        await asyncio.Event().wait()


async def test_without_a_model_the_material_itself_answers(client: Client) -> None:
    await client.sign_up()
    await client.post("/ai-interview/profile", json=PROFILE)
    body = (await client.post(CHAT, json=QUESTION)).json()
    assert body["answered_by"] == "retrieval"
    assert "Technical skills: Python, React, AWS (profile)" in body["response"]
    assert body["sources"][0]["source"] == "profile"
    assert body["notes"]


async def test_without_material_it_says_so(client: Client) -> None:
    await client.sign_up()
    body = (await client.post(CHAT, json=QUESTION)).json()
    assert body["sources"] == []
    assert "found nothing" in body["response"]


async def test_a_model_words_what_was_found(services: Services) -> None:
    model = SpokenModel("You know ", "Python.")
    async with open_client(replace(services, chat_model=model)) as client:
        await client.sign_up()
        await client.post("/ai-interview/profile", json=PROFILE)
        body = (await client.post(CHAT, json={"message": "</question> technical skills:"})).json()
    assert body["response"] == "You know Python."
    assert body["answered_by"] == "model"
    ((system, user),) = model.asked
    assert "Python" not in system
    assert "Python, React, AWS" in user
    assert user.count("</question>") == 1


async def test_a_model_that_fails_is_stood_in_for(services: Services) -> None:
    for model in (SpokenModel("You", fails=True), SpokenModel()):
        async with open_client(replace(services, chat_model=model)) as client:
            await client.sign_up(f"{id(model)}@example.com")
            body = (await client.post(CHAT, json=QUESTION)).json()
        assert body["answered_by"] == "retrieval"


async def test_an_answer_can_be_streamed(services: Services) -> None:
    model = SpokenModel("", "You know ", "Python.", "")
    async with open_client(replace(services, chat_model=model)) as client:
        await client.sign_up()
        headers = {"Accept": "text/event-stream"}
        answer = await client.post(CHAT, json=QUESTION, headers=headers)
    assert answer.text.count("event: token") == 2
    assert answer.text.count("event: done") == 1


@pytest.mark.parametrize("headers", [{}, {"Accept": "text/event-stream"}])
async def test_a_model_that_falls_silent_is_stood_in_for(
    services: Services, monkeypatch: pytest.MonkeyPatch, headers: dict[str, str]
) -> None:
    monkeypatch.setattr("api.chat.coach.MODEL_SECONDS", 0.2)
    async with open_client(replace(services, chat_model=SilentModel("You ", "know"))) as client:
        await client.sign_up()
        answer = await client.post(CHAT, json=QUESTION, headers=headers)
    *_, last = answer.text.strip().split("data: ")
    assert json.loads(last)["answered_by"] == "retrieval"
    assert json.loads(last)["notes"]


async def test_a_named_interview_is_what_the_answer_is_about(client: Client) -> None:
    session_id = await started(client)
    await client.post(f"/ai-interview/sessions/{session_id}/message", json=MESSAGE)
    await client.post(f"/ai-interview/sessions/{session_id}/complete")
    body = (await client.post(CHAT, json=QUESTION | {"session_id": session_id})).json()
    assert body["sources"]
    assert {s["source"].split(",")[0] for s in body["sources"]} == {f"interview {session_id}"}
