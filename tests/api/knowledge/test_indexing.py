"""What can be found of a candidate is what is stored of them, also when both change at once."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from api.knowledge.indexing import index, index_later
from api.services import Services
from core.plan import Passage
from storage.embeddings import EmbeddingsUnavailableError
from tests.api.application import Client, on_sqlite, open_client
from tests.api.word_knowledge import WordKnowledge
from tests.test_ai_interview import MESSAGE, PROFILE, started

__all__ = ["on_sqlite"]

Change = Callable[[], Awaitable[object]]


class Overtaken(WordKnowledge):
    """A knowledge base while whose first run is writing, something else happens."""

    def __init__(self) -> None:
        super().__init__()
        self.meanwhile: Change | None = None

    async def replace(self, user_id: int, passages: Sequence[Passage]) -> int:
        if (change := self.meanwhile) is not None:
            self.meanwhile = None
            await change()
        return await super().replace(user_id, passages)


class WithoutModel(WordKnowledge):
    """A knowledge base that can forget and cannot embed."""

    async def replace(self, user_id: int, passages: Sequence[Passage]) -> int:
        raise EmbeddingsUnavailableError("The embedding model cannot be loaded.")


def texts(knowledge: WordKnowledge) -> str:
    return "\n".join(each.text for found in knowledge.passages.values() for each in found)


async def finished(client: Client) -> str:
    """Hold an interview to its end and return its address."""
    path = f"/ai-interview/sessions/{await started(client)}"
    await client.post("/ai-interview/profile", json=PROFILE)
    await client.post(f"{path}/message", json=MESSAGE)
    await client.post(f"{path}/complete")
    return path


async def test_a_run_that_a_deleted_interview_overtakes_does_not_bring_it_back(
    services: Services,
) -> None:
    knowledge = Overtaken()
    async with open_client(replace(services, knowledge=knowledge)) as client:
        path = await finished(client)
        (user_id,) = knowledge.passages
        assert MESSAGE["message"] in texts(knowledge)
        knowledge.meanwhile = lambda: client.delete(path)
        await index(replace(services, knowledge=knowledge), user_id)
    assert MESSAGE["message"] not in texts(knowledge)
    assert str(PROFILE["bio"]) in texts(knowledge)


async def test_a_run_that_the_deletion_of_the_account_overtakes_leaves_nothing(
    services: Services,
) -> None:
    knowledge = Overtaken()
    async with open_client(replace(services, knowledge=knowledge)) as client:
        await finished(client)
        (user_id,) = knowledge.passages
        knowledge.meanwhile = lambda: client.delete("/auth/me")
        await index_later(replace(services, knowledge=knowledge), user_id)
    assert texts(knowledge) == ""


async def test_a_deleted_interview_is_found_no_more_even_if_nothing_can_be_indexed(
    services: Services,
) -> None:
    knowledge = WordKnowledge()
    async with open_client(replace(services, knowledge=knowledge)) as client:
        path = await finished(client)
        unable = WithoutModel()
        unable.passages = knowledge.passages
        async with open_client(replace(services, knowledge=unable)) as later:
            later.headers["Authorization"] = client.headers["Authorization"]
            assert (await later.delete(path)).status_code == 204
    assert texts(knowledge) == ""
