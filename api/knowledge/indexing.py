"""Keeps what can be found about a candidate in step with what is stored."""

import logging
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.background import BackgroundTask

from api.knowledge.passages import interview_passages
from api.services import Services
from core.errors import NotFoundError, UnavailableError
from core.interview import SessionStatus
from core.plan import Passage
from storage.knowledge import collection_name
from storage.passages import profile_passages
from storage.repositories.due_indexes import PATIENCE

logger = logging.getLogger(__name__)

INTERVIEWS = 20
"""How many of the latest finished interviews are kept findable."""
REST = timedelta(minutes=10)
"""How long an index that could not be made is left alone."""
ROUNDS = 5
"""How often one run indexes anew what changed under it; every change has a run of its own."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """What an indexing run did."""

    chunks: int
    collection: str
    took_milliseconds: int


async def index(services: Services, user_id: int) -> Indexed:
    """Index the user's profile and latest finished interviews anew.

    What is stored afterwards is what there was when it was stored: a run that was overtaken by a
    change, or by the deletion of the account, would bring back what is gone. Raises
    `UnavailableError` when the model or the vector store is away.
    """
    started = time.monotonic()
    promised = await _promise(services, user_id)
    material = await _material(services, user_id)
    for _ in range(ROUNDS):
        chunks = await services.knowledge.replace(user_id, material)
        indexed, material = material, await _material(services, user_id)
        if material == indexed:
            break
    async with services.database.unit_of_work() as uow:
        await uow.due_indexes.settle(user_id, promised)
        await uow.commit()
    took = round((time.monotonic() - started) * 1000)
    logger.info("profile.indexed", extra={"user_id": user_id, "chunks": chunks, "took_ms": took})
    return Indexed(chunks, collection_name(user_id), took)


def index_afterwards(services: Services, user_id: int) -> BackgroundTask:
    """Return the task that indexes the user's material once the answer is sent."""
    return BackgroundTask(index_later, services, user_id)


async def index_later(services: Services, user_id: int) -> None:
    """Index as a task of its own: what is away then is logged and tried again, nobody waits."""
    try:
        await index(services, user_id)
    except UnavailableError as error:
        logger.warning("profile.index_failed", extra={"user_id": user_id, "error_code": error.code})
        with suppress(UnavailableError):
            await _promise(services, user_id, REST)


async def _promise(services: Services, user_id: int, patience: timedelta = PATIENCE) -> datetime:
    async with services.database.unit_of_work() as uow:
        promised = await uow.due_indexes.promise(user_id, patience)
        await uow.commit()
    return promised


async def _material(services: Services, user_id: int) -> list[Passage]:
    async with services.database.unit_of_work() as uow:
        profile = await uow.profiles.get(user_id)
        finished = await uow.sessions.list_for_user(user_id, 0, INTERVIEWS, SessionStatus.COMPLETED)
    found = profile_passages(profile) if profile else []
    for summary in finished:
        async with services.database.unit_of_work() as uow:
            try:
                session = await uow.sessions.get_for_user(summary.id, user_id)
            except NotFoundError:
                continue  # deleted in the meantime
            history = await uow.interactions.list(session.id)
            assessment = await uow.assessments.latest(session.id)
        found += interview_passages(session, history, assessment)
    return found
