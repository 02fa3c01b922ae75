"""What has changed of a candidate is made findable, also when the process that changed it died."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from api.knowledge.indexing import REST
from api.knowledge.overdue import OverdueIndexes
from api.services import Services
from core.clock import utc_now
from core.plan import Passage
from storage import Database
from storage.embeddings import EmbeddingsUnavailableError
from storage.repositories.due_indexes import PATIENCE
from tests.api.application import Client, client, on_sqlite, open_client, services, settings
from tests.api.word_knowledge import WordKnowledge
from tests.test_ai_interview import PROFILE

__all__ = ["client", "on_sqlite", "services", "settings"]

PATH = "/ai-interview/profile"
QUESTION = {"message": "which technical skills: do i have"}


class Dying(WordKnowledge):
    """Stands for a process that dies, or a model that is away, before anything is written."""

    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self.error: BaseException | None = error

    async def replace(self, user_id: int, passages: Sequence[Passage]) -> int:
        if self.error is not None:
            raise self.error
        return await super().replace(user_id, passages)


class DiedError(Exception):
    """What nothing of ours catches."""


async def saved(services: Services, knowledge: WordKnowledge) -> Client:
    """Save a profile through an application that cannot index it; return its client."""
    async with open_client(replace(services, knowledge=knowledge)) as client:
        await client.sign_up()
        with suppress(DiedError):
            await client.post(PATH, json=PROFILE)
    return client


async def sweep(services: Services, knowledge: WordKnowledge, ahead: timedelta) -> None:
    """Look for what is overdue as another process does, at a later time."""
    database = Database(services.settings.database_url, clock=lambda: utc_now() + ahead)
    try:
        await OverdueIndexes(replace(services, database=database, knowledge=knowledge)).sweep()
    finally:
        await database.close()


async def test_an_index_that_a_dying_process_did_not_make_is_made(services: Services) -> None:
    died = await saved(services, Dying(DiedError()))
    found = WordKnowledge()
    async with open_client(replace(services, knowledge=found)) as client:
        client.headers["Authorization"] = died.headers["Authorization"]
        assert (await client.get(f"{PATH}/index")).json()["state"] == "pending"
        await sweep(services, found, timedelta(0))
        assert not found.passages, "whoever promised it may still be at work"
        await sweep(services, found, 2 * PATIENCE)
        assert (await client.get(f"{PATH}/index")).json()["state"] == "current"
        assert "Python" in (await client.post("/ai/chat", json=QUESTION)).json()["response"]


async def test_meanwhile_the_coach_says_that_it_is_being_read_and_never_that_there_is_nothing(
    services: Services,
) -> None:
    died = await saved(services, Dying(DiedError()))
    async with open_client(replace(services, knowledge=WordKnowledge())) as client:
        client.headers["Authorization"] = died.headers["Authorization"]
        body = (await client.post("/ai/chat", json=QUESTION)).json()
    assert "still being read" in body["response"]
    assert "nothing" not in body["response"]


async def test_an_index_whose_model_is_away_is_left_alone_for_a_while_and_then_made(
    services: Services,
) -> None:
    knowledge = Dying(EmbeddingsUnavailableError("The embedding model cannot be loaded."))
    await saved(services, knowledge)
    knowledge.error = None
    await sweep(services, knowledge, 2 * PATIENCE)
    assert not knowledge.passages
    await sweep(services, knowledge, REST + PATIENCE)
    assert knowledge.passages


async def test_a_change_during_a_run_leaves_the_index_due(services: Services) -> None:
    async with open_client(services) as client:
        user_id = await client.sign_up()
    async with services.database.unit_of_work() as uow:
        promised = await uow.due_indexes.promise(user_id)
        await uow.due_indexes.promise(user_id, 2 * PATIENCE)
        await uow.due_indexes.settle(user_id, promised)
        assert await uow.due_indexes.is_due(user_id)
