"""What was misheard can be put right, and the assessment is made again from it."""

from dataclasses import replace
from typing import Any

import pytest

from api.services import Services
from core.delivery import Delivery
from tests.api.application import Client, client, on_sqlite, open_client, services, settings

__all__ = ["client", "on_sqlite", "services", "settings"]

SAID = (
    "An index is a sorted structure that lets the database find rows without reading all of the "
    "table, and every write has to update it as well, so I only add one where reads need it."
)
HEARD = "A index is a sordid stricture that lets the data base find rose without reading the cable."


async def answered(client: Client, text: str = HEARD) -> tuple[str, dict[str, Any]]:
    """Start an interview and answer once; return its address and the answer's turn."""
    await client.sign_up()
    body = {"title": "Practice", "interview_type": "technical"}
    started = await client.post("/ai-interview/sessions", json=body)
    address = f"/ai-interview/sessions/{started.json()['session_id']}"
    said = await client.post(f"{address}/message", json={"message": text})
    assert said.status_code == 200, said.text
    turns = (await client.get(address)).json()["interactions"]
    return address, next(turn for turn in turns if turn["role"] == "user")


async def correct(client: Client, address: str, turn: dict[str, Any], text: str) -> dict[str, Any]:
    answer = await client.put(
        f"{address}/interactions/{turn['id']}/content", json={"content": text}
    )
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_the_assessment_is_made_again_from_what_was_said(client: Client) -> None:
    address, turn = await answered(client)
    before = (await client.post(f"{address}/complete")).json()
    corrected = await correct(client, address, turn, SAID)
    assert corrected["interaction"]["content"] == SAID
    assert corrected["interaction"]["heard"] == HEARD
    versions = (await client.get(f"{address}/assessments")).json()
    assert len(versions) == 2
    assert versions[-1] == corrected["assessment"]
    assert versions[-1]["overall_score"] != before["overall_score"]


async def test_what_was_heard_stays_and_takes_a_correction_back(client: Client) -> None:
    address, turn = await answered(client)
    await correct(client, address, turn, "Something else.")
    again = await correct(client, address, turn, SAID)
    assert again["interaction"]["heard"] == HEARD, "not the correction before"
    back = await correct(client, address, turn, HEARD)
    assert back["interaction"]["heard"] is None
    assert back["interaction"]["content"] == HEARD


async def test_before_there_is_an_assessment_none_is_made(client: Client) -> None:
    address, turn = await answered(client)
    assert (await correct(client, address, turn, SAID))["assessment"] is None
    assert (await client.get(f"{address}/assessments")).json() == []
    assert (await client.post(f"{address}/complete")).status_code == 200


async def test_delivery_stays_as_it_was_measured(client: Client, services: Services) -> None:
    address, turn = await answered(client)
    measured = Delivery(
        word_count=60, talk_seconds=30.0, words_per_minute=120.0, mean_word_confidence=0.5
    )
    async with services.database.unit_of_work() as uow:
        session_id = int(address.rsplit("/", 1)[1])
        stored = next(t for t in await uow.interactions.list(session_id) if t.id == turn["id"])
        await uow.interactions.replace(replace(stored, delivery=measured))
        await uow.commit()
    doubted = (await client.post(f"{address}/complete")).json()
    corrected = await correct(client, address, turn, SAID)
    assert corrected["interaction"]["words_per_minute"] == 120.0
    assert doubted["structure_score"] is None, "the recogniser was too unsure"
    assert corrected["assessment"]["content_scores"]["structure_score"] is not None


@pytest.mark.parametrize("content", ["", "   ", "x" * 20_001])
async def test_nothing_and_too_much_is_refused_and_changes_nothing(
    client: Client, content: str
) -> None:
    address, turn = await answered(client)
    path = f"{address}/interactions/{turn['id']}/content"
    assert (await client.put(path, json={"content": content})).status_code == 400
    assert turn in (await client.get(address)).json()["interactions"]


async def test_only_ones_own_answers_can_be_corrected(client: Client, services: Services) -> None:
    address, turn = await answered(client)
    asked = (await client.get(address)).json()["interactions"][0]
    for number, status in ((asked["id"], 409), (9_999, 404)):
        path = f"{address}/interactions/{number}/content"
        assert (await client.put(path, json={"content": SAID})).status_code == status
    async with open_client(services) as other:
        await other.sign_up("grace@example.com")
        path = f"{address}/interactions/{turn['id']}/content"
        assert (await other.put(path, json={"content": SAID})).status_code == 404
