"""A sixth kind of interview is an entry and a bank: everything else reads them."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

import prompts.loader
from agent.interviewer import GraphPlanner
from api.services import Services
from core.clock import utc_now
from core.interview import InterviewType
from prompts.interview_types import interview_types, type_entries
from scoring.service import OfflineAssessor
from tests.api.application import open_client
from wiring.parts.completion import Completion

AUTHORED = Path(prompts.loader.__file__).parent
ENTRY = {"name": "sales", "title": "Sales", "written": "situational"}
TOLD = (
    "In my last job a customer wanted to leave us after two late deliveries. It was my task to "
    "keep them. I called them the same day, wrote down what had gone wrong, agreed on weekly "
    "reports and moved their orders to another warehouse, because ours was the bottleneck. As a "
    "result they stayed, ordered thirty percent more, and I learned to call before I am called."
)


@pytest.fixture
def with_sales(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Authored files with one more kind of interview, and eight questions for it."""
    folder = tmp_path / "prompts"
    shutil.copytree(AUTHORED, folder)
    listed = folder / "interview_types.yaml"
    listed.write_text(f"{listed.read_text()}{yaml.safe_dump([ENTRY])}")
    bank = yaml.safe_load((folder / "questions/behavioral.yaml").read_text())[:8]
    sales = [{**entry, "id": f"sales-{place}"} for place, entry in enumerate(bank)]
    (folder / "questions/sales.yaml").write_text(yaml.safe_dump(sales))
    monkeypatch.setattr(prompts.loader, "files", lambda package: tmp_path / package)
    type_entries.cache_clear()
    yield
    type_entries.cache_clear()


async def test_a_sixth_type_is_held_assessed_listed_and_documented(
    with_sales: None, services: Services
) -> None:
    assessor = OfflineAssessor(utc_now)
    served = replace(
        services,
        planner=GraphPlanner(),
        assessor=assessor,
        completer=Completion(services.database, assessor, utc_now),
    )
    async with open_client(served) as client:
        listed = (await client.get("/ai-interview/types")).json()
        assert listed[-1] == {"name": "sales", "title": "Sales"}
        assert len(listed) == 6
        document = (await client.get("/openapi.json")).json()
        body = document["components"]["schemas"]["StartBody"]["properties"]["interview_type"]
        assert body["enum"] == [entry["name"] for entry in listed]

        await client.sign_up()
        assert (
            await client.post(
                "/ai-interview/profile", json={"preferred_interview_types": ["sales"]}
            )
        ).is_success
        wanted = {"title": "Selling", "interview_type": "sales", "question_count": 8}
        started = await client.post(
            "/ai-interview/sessions", json={**wanted, "duration_minutes": 60}
        )
        assert started.status_code == 201, started.text
        path = f"/ai-interview/sessions/{started.json()['session_id']}"
        status, turns = "active", 0
        while status == "active":
            turns += 1
            assert turns < 60, "the interview does not come to its end"
            said = {"message": TOLD if turns < 40 else "No, nothing more, thank you."}
            status = (await client.post(f"{path}/message", json=said)).json()["status"]
        held = (await client.get(path)).json()
        assert (held["interview_type"], held["status"]) == ("sales", "completed")
        numbers = {turn["question_number"] for turn in held["interactions"]}
        assert {1, 2, 3, 4, 5, 6, 7, 8} <= numbers
        assessed = (await client.post(f"{path}/complete")).json()
        assert assessed["overall_score"] is not None
        found = (await client.get("/ai-interview/sessions", params={"type": "sales"})).json()
        assert [one["id"] for one in found] == [held["id"]]
        assert '"sales"' in (await client.get("/ai-interview/progress")).text
        refused = await client.post(
            "/ai-interview/sessions", json=wanted | {"interview_type": "marketing"}
        )
        assert refused.status_code == 400
        assert "sales" in refused.text


def test_the_kinds_of_the_contract_are_there_in_its_order() -> None:
    contract = ("behavioral", "technical", "case", "system_design", "general")
    assert interview_types() == tuple(map(InterviewType, contract))
