"""What models took for a session stands in its details, in the export, and nowhere else."""

from dataclasses import replace

import pytest

from api.services import Services
from core.settings import Settings
from core.usage import CallPurpose, ModelCall, ModelPrice
from tests.api.application import Client, client, on_sqlite, open_client, services, settings

__all__ = ["client", "on_sqlite", "services", "settings"]

PRICES = {"big": ModelPrice(prompt=2.0, completion=10.0)}


async def started(client: Client) -> int:
    await client.sign_up()
    answer = await client.post("/ai-interview/sessions", json={"title": "Practice"})
    assert answer.status_code == 201, answer.text
    return int(answer.json()["session_id"])


async def note(services: Services, session_id: int, *calls: ModelCall) -> None:
    async with services.database.unit_of_work() as uow:
        await uow.model_calls.add(session_id, calls)
        await uow.commit()


async def test_without_a_model_a_session_took_and_cost_nothing(client: Client) -> None:
    session_id = await started(client)
    details = (await client.get(f"/ai-interview/sessions/{session_id}")).json()
    assert details["usage"] == {
        "calls": 0,
        "prompt_tokens": 0,
        "completion_tokens": 0,
        "calls_without_tokens": 0,
        "cost_usd": 0.0,
        "by_purpose": {},
    }


async def test_what_a_model_without_a_price_cost_is_null(
    client: Client, services: Services
) -> None:
    session_id = await started(client)
    await note(services, session_id, ModelCall(CallPurpose.WORDING, "big", 1000, 100))
    usage = (await client.get(f"/ai-interview/sessions/{session_id}")).json()["usage"]
    assert usage["prompt_tokens"] == 1000
    assert usage["cost_usd"] is None


async def test_prices_come_from_the_settings(services: Services, settings: Settings) -> None:
    priced = replace(services, settings=settings.model_copy(update={"llm_prices": PRICES}))
    async with open_client(priced) as client:
        session_id = await started(client)
        await note(
            services,
            session_id,
            ModelCall(CallPurpose.PLAN, "big", 1000, 100),
            ModelCall(CallPurpose.JUDGE, "big", 500, 50, 3),
        )
        details = (await client.get(f"/ai-interview/sessions/{session_id}")).json()
        export = (await client.get("/auth/me/export")).json()
    assert details["usage"]["calls"] == 4
    assert details["usage"]["cost_usd"] == pytest.approx(0.0045)
    assert details["usage"]["by_purpose"]["judge"]["cost_usd"] == pytest.approx(0.0015)
    assert export["sessions"][0]["session"]["usage"] == details["usage"]
