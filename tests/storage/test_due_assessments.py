"""Assessments that are due: promised, taken over once, and forgotten when they are made."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from core.interview import SessionStatus
from storage import Database
from storage.repositories.due_assessments import CLAIM, PATIENCE
from tests.storage.values import NOW, add_session, add_user, assessment

MOMENT = timedelta(seconds=1)


class Ended:
    """A session that has ended, and a clock that the test moves."""

    def __init__(self, url: str) -> None:
        self.now = NOW
        self.database = Database(url, clock=self.clock)
        self.user_id = self.session_id = 0

    def clock(self) -> datetime:
        return self.now

    async def begin(self) -> None:
        async with self.database.unit_of_work() as uow:
            self.user_id = await add_user(uow)
            self.session_id = await add_session(uow, self.user_id)
            await uow.sessions.set_status(self.session_id, SessionStatus.COMPLETED, NOW)
            await uow.due_assessments.promise(self.session_id)
            await uow.commit()

    async def claimed(self) -> bool:
        async with self.database.unit_of_work() as uow:
            claimed = await uow.due_assessments.claim(self.session_id)
            await uow.commit()
        return claimed

    async def taken_over(self) -> tuple[int, int] | None:
        async with self.database.unit_of_work() as uow:
            taken = await uow.due_assessments.take_over()
            await uow.commit()
        return taken


@pytest.fixture
async def ended(database_url: str) -> AsyncIterator[Ended]:
    ended = Ended(database_url)
    await ended.begin()
    yield ended
    await ended.database.close()


async def test_what_was_promised_is_taken_over_when_its_time_is_over(ended: Ended) -> None:
    assert await ended.taken_over() is None
    ended.now += PATIENCE
    assert await ended.taken_over() is None
    ended.now += MOMENT
    assert await ended.taken_over() == (ended.session_id, ended.user_id)
    assert await ended.taken_over() is None
    ended.now += PATIENCE + MOMENT
    assert await ended.taken_over() == (ended.session_id, ended.user_id)


async def test_of_several_who_take_over_at_once_one_does(ended: Ended) -> None:
    ended.now += PATIENCE + MOMENT
    taken = await asyncio.gather(*(ended.taken_over() for _ in range(5)))
    assert [one for one in taken if one] == [(ended.session_id, ended.user_id)]


async def test_what_was_promised_again_is_left_alone(ended: Ended) -> None:
    ended.now += PATIENCE + MOMENT
    async with ended.database.unit_of_work() as uow:
        await uow.due_assessments.promise(ended.session_id)
        await uow.commit()
    assert await ended.taken_over() is None


async def test_what_is_assessed_is_not_due_and_cannot_be_promised(ended: Ended) -> None:
    async with ended.database.unit_of_work() as uow:
        await uow.assessments.add(assessment(ended.session_id))
        await uow.due_assessments.promise(ended.session_id)
        await uow.commit()
    ended.now += PATIENCE + MOMENT
    assert await ended.taken_over() is None


async def test_of_several_who_claim_at_once_one_gets_it_until_its_time_is_over(
    ended: Ended,
) -> None:
    claimed = await asyncio.gather(*(ended.claimed() for _ in range(8)))
    assert claimed.count(True) == 1
    ended.now += CLAIM - MOMENT
    async with ended.database.unit_of_work() as uow:
        await uow.due_assessments.keep(ended.session_id)
        await uow.commit()
    ended.now += CLAIM - MOMENT
    assert not await ended.claimed(), "it was kept"
    ended.now += MOMENT
    assert await ended.claimed(), "whoever had it is dead"


async def test_what_is_claimed_is_not_overdue_and_what_is_released_can_be_claimed(
    ended: Ended,
) -> None:
    ended.now += PATIENCE + MOMENT
    assert await ended.claimed()
    assert await ended.taken_over() is None
    async with ended.database.unit_of_work() as uow:
        await uow.due_assessments.release(ended.session_id)
        await uow.commit()
    assert await ended.claimed()


async def test_an_assessment_that_is_made_cannot_be_claimed(ended: Ended) -> None:
    async with ended.database.unit_of_work() as uow:
        await uow.assessments.add(assessment(ended.session_id))
        await uow.commit()
    assert not await ended.claimed()
