"""Starting an interview with what the web door opens: quick, and without loading models for it."""

import subprocess
import sys
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from agent.interviewer import Memory, StoredMemory
from api.interviews.message import Exchange, SaidByCandidate
from api.interviews.start import start
from core.interview import CandidateProfile, InterviewRequest
from core.plan import Passage
from core.settings import load_settings
from storage import Database
from tests.agent.interviewer.prepare.test_preparation import Shelf
from tests.agent.interviewer.test_tracing import collector, runs, settings_for
from wiring.parts.planning import open_planner
from wiring.web import open_services

__all__ = ["collector"]

PROGRAM = """
import asyncio, sys, time
from api.interviews.start import start
from core.interview import InterviewRequest
from core.settings import load_settings
from wiring.web import open_services

async def main():
    folder = sys.argv[1]
    settings = load_settings(
        _env_file=None, database_url=f"sqlite+aiosqlite:///{folder}/x.db",
        chroma_persist_dir=f"{folder}/chroma",
    )
    async with open_services(settings) as services:
        await services.database.migrate()
        async with services.database.unit_of_work() as uow:
            user = await uow.users.add("a@example.org", "hash")
            await uow.commit()
        wish = InterviewRequest(title="x", role_context="Engineer", company_context="Acme")
        await asyncio.to_thread(services.planner.read_banks)
        began = time.process_time()
        session = await start(services, user.id, wish)
        print(time.process_time() - began)
    print(session.plan.prepared_by)
    print(sorted({"torch", "chromadb", "sentence_transformers"} & sys.modules.keys()))

asyncio.run(main())
"""


@pytest.mark.timeout(400)
def test_a_start_without_keys_is_quick_and_loads_no_embedding_model(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    seconds, prepared_by, loaded = done.stdout.split("\n")[:3]
    assert float(seconds) <= 0.3
    assert prepared_by == "bank"
    assert loaded == "[]"


@pytest.mark.parametrize("ready", [True, False])
async def test_the_vector_store_is_asked_only_when_its_model_is_there(
    tmp_path: Path, ready: bool
) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/x.db")
    try:
        await database.migrate()
        memory: Memory = StoredMemory(database, Shelf(), ready=lambda: ready)
        async with open_planner(load_settings(_env_file=None), None, memory, None) as planner:
            wish, profile = InterviewRequest(title="x"), CandidateProfile(user_id=1)
            plan = (await planner.prepare(wish, profile)).plan
    finally:
        await database.close()
    known = (Passage(text="I run a cluster.", source="resume"),)
    assert plan.passages == (known if ready else ())


async def test_a_session_keeps_where_its_preparation_was_traced(
    tmp_path: Path, collector: ThreadingHTTPServer
) -> None:
    settings = settings_for(
        collector,
        database_url=f"sqlite+aiosqlite:///{tmp_path}/x.db",
        chroma_persist_dir=tmp_path / "chroma",
    )
    async with open_services(settings) as services:
        await services.database.migrate()
        async with services.database.unit_of_work() as uow:
            user = await uow.users.add("a@example.org", "hash")
            await uow.commit()
        session = await start(services, user.id, InterviewRequest(title="x"))
        async with services.database.unit_of_work() as uow:
            stored = await uow.sessions.get(session.id)
        said = Exchange(
            services, user.id, session.id, SaidByCandidate("I built a cache and measured it.")
        )
        await said.run()
    assert stored.langsmith_trace_url is not None
    assert stored.langsmith_trace_url.endswith(f"/r/{stored.langsmith_run_id}")
    sent = {run["id"]: run for run in runs(collector) if run.get("name")}
    assert sent[str(stored.langsmith_run_id)]["name"] == "interview.prepare"
    assert "interview.turn" in {run["name"] for run in sent.values()}
