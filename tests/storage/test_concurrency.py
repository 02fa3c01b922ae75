"""Many writers at once: everything is written, nothing twice, nothing over something else."""

import asyncio

from core.interview import InterviewType, SessionStatus
from prompts.interview_types import interview_types
from storage import Database
from tests.storage.values import add_session, add_user, answer

WRITERS = 60


async def test_many_writers_lose_nothing(database_url: str) -> None:
    databases = [Database(database_url), Database(database_url)]
    async with databases[0].unit_of_work() as uow:
        session_id = await add_session(uow, await add_user(uow))
        await uow.commit()

    async def write(number: int) -> None:
        async with databases[number % 2].unit_of_work() as uow:
            history = await uow.interactions.list(session_id)
            await uow.interactions.add(answer(session_id, f"item_{number}", float(number)))
            await uow.sessions.add_fault(session_id, f"seen {len(history)} by {number}")
            await uow.commit()

    await asyncio.gather(*(write(number) for number in range(WRITERS)))
    async with databases[1].unit_of_work() as uow:
        turns = await uow.interactions.list(session_id)
        faults = (await uow.sessions.get(session_id)).faults
    for database in databases:
        await database.close()
    assert [turn.item_id for turn in turns] == [f"item_{number}" for number in range(WRITERS)]
    assert sorted(int(fault.split()[-1]) for fault in faults) == list(range(WRITERS))


async def test_the_counters_agree_with_the_sessions_whatever_happens_at_once(
    database: Database,
) -> None:
    async with database.unit_of_work() as uow:
        user_id = await add_user(uow)
        ids = [await add_session(uow, user_id) for _ in range(12)]
        await uow.commit()

    async def happen(number: int) -> None:
        async with database.unit_of_work() as uow:
            match number % 4:
                case 0:
                    await add_session(uow, user_id, InterviewType("case"))
                case 1:
                    await uow.sessions.set_status(ids[number // 4], SessionStatus.COMPLETED)
                case 2:
                    await uow.sessions.delete(ids[number // 4], user_id)
                case _:
                    await add_session(uow, user_id, InterviewType("general"))
                    return
            await uow.commit()

    # a session may be gone by the time it is completed; that is for the caller to hear
    outcomes = await asyncio.gather(*(happen(n) for n in range(40)), return_exceptions=True)
    assert {type(outcome).__name__ for outcome in outcomes} <= {"NoneType", "NotFoundError"}
    async with database.unit_of_work() as uow:
        for status in (None, *SessionStatus):
            for kind in (None, *interview_types()):
                listed = await uow.sessions.list_for_user(user_id, 0, 100, status, kind)
                assert await uow.sessions.count_for_user(user_id, status, kind) == len(listed)
        assert await uow.sessions.count_for_user(user_id, None, InterviewType("case")) == 10
        assert await uow.sessions.count_for_user(user_id, None, InterviewType("general")) == 0


async def test_a_lock_on_a_session_makes_two_completions_take_turns(database: Database) -> None:
    async with database.unit_of_work() as uow:
        session_id = await add_session(uow, await add_user(uow))
        await uow.commit()

    async def complete() -> bool:
        async with database.unit_of_work() as uow:
            session = await uow.sessions.get(session_id, lock=True)
            if session.status is SessionStatus.COMPLETED:
                return False
            await asyncio.sleep(0.02)
            await uow.sessions.set_status(session_id, SessionStatus.COMPLETED)
            await uow.commit()
            return True

    assert sorted(await asyncio.gather(*(complete() for _ in range(5)))) == [False] * 4 + [True]


async def test_a_writer_that_is_cancelled_leaves_nothing_behind_and_blocks_nobody(
    database: Database,
) -> None:
    written = asyncio.Event()

    async def write_and_hang() -> None:
        async with database.unit_of_work() as uow:
            await add_user(uow)
            written.set()
            await asyncio.Event().wait()

    hanging = asyncio.create_task(write_and_hang())
    await written.wait()
    hanging.cancel()
    await asyncio.gather(hanging, return_exceptions=True)
    async with database.unit_of_work() as uow:
        assert await uow.users.by_email("ada@example.org") is None
        await add_user(uow)
        await uow.commit()
