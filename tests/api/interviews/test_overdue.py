"""An assessment that was promised is made, also when the process that promised it died."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from api.interviews.overdue import REST, OverdueAssessments
from api.services import Services
from core.assessment import Assessment
from core.clock import utc_now
from core.errors import ProviderUnavailableError
from core.interview import InterviewSession, SessionStatus
from core.turn import Interaction
from storage import Database
from storage.repositories.due_assessments import PATIENCE
from tests.api.application import Client, client, on_sqlite, services, settings
from tests.api.scripted import ScriptedAssessor
from tests.test_ai_interview import SESSION, started
from wiring.parts.completion import Completion

__all__ = ["client", "on_sqlite", "services", "settings"]

SESSIONS = "/ai-interview/sessions"


class FailingAssessor(ScriptedAssessor):
    """Raises what it is given for as long as it has something."""

    def __init__(self, error: Exception | None = None) -> None:
        super().__init__()
        self.error = error

    async def assess(self, session: InterviewSession, history: Sequence[Interaction]) -> Assessment:
        assessment = await super().assess(session, history)
        if self.error is not None:
            raise self.error
        return assessment


class Survivor:
    """Another process, whose clock the test moves: at first everybody's patience is over."""

    def __init__(self, services: Services) -> None:
        self.ahead = 2 * PATIENCE
        self.assessor = FailingAssessor()
        self.database = Database(services.settings.database_url, clock=self.clock)
        completer = Completion(self.database, self.assessor, self.clock)
        self.services = replace(services, database=self.database, completer=completer)

    def clock(self) -> datetime:
        return utc_now() + self.ahead

    async def sweep(self, *, after: timedelta = timedelta(0)) -> None:
        self.ahead += after
        await OverdueAssessments(self.services).sweep()


@pytest.fixture
async def survivor(services: Services) -> AsyncIterator[Survivor]:
    survivor = Survivor(services)
    yield survivor
    await survivor.database.close()


async def versions(client: Client, session_id: int) -> list[int]:
    answer = await client.get(f"{SESSIONS}/{session_id}/assessments")
    return [version["assessment_version"] for version in answer.json()]


async def test_what_a_dead_process_promised_is_made_once_by_another(
    client: Client, services: Services, survivor: Survivor
) -> None:
    session_id = await started(client)
    await services.completer.end(session_id)
    await OverdueAssessments(services).sweep()
    assert await versions(client, session_id) == [], "it is left to who promised it just now"
    for _ in range(2):
        await survivor.sweep()
    assert survivor.assessor.asked == 1
    assert await versions(client, session_id) == [1]


async def test_an_abandoned_interview_is_assessed_only_where_that_was_asked_for(
    client: Client, services: Services, survivor: Survivor
) -> None:
    session_id = await started(client)
    async with services.database.unit_of_work() as uow:
        await uow.sessions.set_status(session_id, SessionStatus.ABANDONED)
        await uow.commit()
    await survivor.sweep()
    assert await versions(client, session_id) == []
    await services.completer.end(session_id)
    await survivor.sweep()
    assert await versions(client, session_id) == [1]


async def test_what_cannot_be_made_now_is_tried_again(
    client: Client, services: Services, survivor: Survivor
) -> None:
    session_id = await started(client)
    await services.completer.end(session_id)
    survivor.assessor.error = ProviderUnavailableError("away")
    await survivor.sweep()
    survivor.assessor.error = None
    await survivor.sweep(after=2 * PATIENCE)
    assert await versions(client, session_id) == [1]


async def test_what_fails_in_an_unforeseen_way_rests_and_holds_up_no_other(
    client: Client, services: Services, survivor: Survivor, caplog: pytest.LogCaptureFixture
) -> None:
    first = await started(client)
    second = int((await client.post(SESSIONS, json=SESSION)).json()["session_id"])
    for session_id in (first, second):
        await services.completer.end(session_id)
    survivor.assessor.error = RuntimeError("nobody has foreseen this")
    await survivor.sweep()
    await survivor.sweep(after=REST / 2)
    assert survivor.assessor.asked == 2
    messages = [record.message for record in caplog.records]
    assert messages.count("session.assessment_failed") == 2
    survivor.assessor.error = None
    await survivor.sweep(after=REST)
    assert [await versions(client, number) for number in (first, second)] == [[1], [1]]
