"""What models were asked, in storage."""

import logging

import pytest

from core.errors import ConflictError
from core.usage import CallPurpose, ModelCall
from storage import Database
from storage.usage_log import UsageLog
from tests.storage.values import add_session, add_user

KNOWN = ModelCall(CallPurpose.PLAN, "big", 1200, 80)
CUT_OFF = ModelCall(CallPurpose.WORDING, "big", None, None)
JUDGED = ModelCall(CallPurpose.JUDGE, "big", 9000, 700, 6)


async def stored_session(database: Database) -> tuple[int, int]:
    async with database.unit_of_work() as uow:
        user_id = await add_user(uow)
        session_id = await add_session(uow, user_id)
        await uow.commit()
    return session_id, user_id


async def test_calls_are_kept_in_their_order_with_what_is_not_known(database: Database) -> None:
    session_id, _ = await stored_session(database)
    async with database.unit_of_work() as uow:
        await uow.model_calls.add(session_id, [KNOWN, CUT_OFF])
        await uow.model_calls.add(session_id, [JUDGED])
        await uow.commit()
    async with database.unit_of_work() as uow:
        assert await uow.model_calls.list(session_id) == (KNOWN, CUT_OFF, JUDGED)


async def test_calls_go_with_their_session(database: Database) -> None:
    session_id, user_id = await stored_session(database)
    async with database.unit_of_work() as uow:
        await uow.model_calls.add(session_id, [KNOWN])
        await uow.sessions.delete(session_id, user_id)
        await uow.commit()
    async with database.unit_of_work() as uow:
        assert await uow.model_calls.list(session_id) == ()
        with pytest.raises(ConflictError):
            await uow.model_calls.add(session_id, [KNOWN])


async def test_calls_are_written_beside_the_talk_and_waited_for_at_its_end(
    database: Database,
) -> None:
    session_id, _ = await stored_session(database)
    usage = UsageLog(database)
    for _ in range(5):
        usage.record(session_id, KNOWN)
    await usage.aclose()
    async with database.unit_of_work() as uow:
        assert await uow.model_calls.list(session_id) == (KNOWN,) * 5


async def test_a_call_that_cannot_be_stored_is_logged_and_raises_nothing(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    usage = UsageLog(database)
    usage.record(4711, KNOWN)
    await usage.aclose()
    assert [record.message for record in caplog.records] == ["usage.lost"]
