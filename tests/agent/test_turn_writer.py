"""Turns are written in order, also when the database is away for a while."""

import asyncio
import contextlib
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from agent.session import load
from agent.turn_writer import TurnWriter
from core.interview import InterviewSession, SessionStatus
from core.turn import Interaction, Role
from storage import Database
from tests.agent.interviews import a_session, a_turn, asked


@pytest.fixture
async def stored(tmp_path: Path) -> tuple[Database, InterviewSession, Path]:
    path = tmp_path / "test.db"
    database = Database(f"sqlite+aiosqlite:///{path}", busy_timeout_seconds=0.2)
    await database.migrate()
    wanted = a_session()
    async with database.unit_of_work() as uow:
        user = await uow.users.add("jo@example.com", "hash")
        session = await uow.sessions.add(user.id, wanted.request, wanted.plan, wanted.opener)
        await uow.commit()
    return database, session, path


async def _turns(database: Database, session: InterviewSession) -> list[str]:
    async with database.unit_of_work() as uow:
        return [turn.content for turn in await uow.interactions.list(session.id)]


def _of(session: InterviewSession, content: str, at: float) -> Interaction:
    return replace(a_turn(Role.USER, content, at), session_id=session.id)


async def test_turns_are_stored_in_the_order_they_were_spoken(
    stored: tuple[Database, InterviewSession, Path],
) -> None:
    database, session, _ = stored
    writer = TurnWriter(database, session.id)
    writer.start()
    for number in range(5):
        writer.add(_of(session, f"turn {number}", float(number)))
        writer.add(_of(session, f"turn {number}", float(number)))
    await writer.close()
    assert await _turns(database, session) == [f"turn {number}" for number in range(5)]
    assert writer.lost == 0
    await database.close()


async def test_a_locked_database_delays_a_turn_and_the_session_says_so(
    stored: tuple[Database, InterviewSession, Path], caplog: pytest.LogCaptureFixture
) -> None:
    database, session, path = stored
    lock = sqlite3.connect(path, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    writer = TurnWriter(database, session.id)
    writer.start()
    writer.add(_of(session, "said while locked", 1.0))
    while "turn.delayed" not in caplog.messages:  # noqa: ASYNC110
        await asyncio.sleep(0.02)
    assert await _turns(database, session) == []
    lock.execute("ROLLBACK")
    lock.close()
    await writer.close()
    assert await _turns(database, session) == ["said while locked"]
    async with database.unit_of_work() as uow:
        assert (await uow.sessions.get(session.id)).faults
    await database.close()


async def test_a_turn_that_is_under_way_when_the_writer_is_closed_counts_as_lost(
    stored: tuple[Database, InterviewSession, Path], caplog: pytest.LogCaptureFixture
) -> None:
    database, session, path = stored
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as lock:
        lock.execute("BEGIN IMMEDIATE")
        writer = TurnWriter(database, session.id)
        writer.start()
        writer.add(_of(session, "said while locked", 1.0))
        while "turn.delayed" not in caplog.messages:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
        await writer.close(timeout_seconds=0.01)
    await writer.close()
    assert writer.lost == 1
    assert "turn.lost" in caplog.messages
    await database.close()


async def test_a_turn_that_the_database_refuses_does_not_stop_the_next(
    stored: tuple[Database, InterviewSession, Path],
) -> None:
    database, session, _ = stored
    writer = TurnWriter(database, session.id)
    writer.start()
    writer.add(a_turn(Role.USER, "of a session that is not there", 1.0, move=asked()))
    writer.add(_of(session, "after it", 2.0))
    await writer.close()
    assert await _turns(database, session) == ["after it"]
    assert writer.lost == 1
    async with database.unit_of_work() as uow:
        assert (await uow.sessions.get(session.id)).faults == ("a turn could not be stored",)
    await database.close()


async def test_an_answer_that_went_on_replaces_its_first_part(
    stored: tuple[Database, InterviewSession, Path],
) -> None:
    database, session, _ = stored
    writer = TurnWriter(database, session.id)
    writer.start()
    writer.add(_of(session, "first part", 1.0))
    writer.add(_of(session, "okay", 2.0))
    writer.replace(_of(session, "first part and the rest", 1.0), without=["item-2.0"])
    await writer.close()
    assert await _turns(database, session) == ["first part and the rest"]
    await database.close()


@pytest.mark.parametrize("status", [SessionStatus.COMPLETED, SessionStatus.ABANDONED])
async def test_no_turn_is_stored_after_the_end_and_an_answer_that_came_too_late_is_on_record(
    stored: tuple[Database, InterviewSession, Path], status: SessionStatus
) -> None:
    database, session, _ = stored
    writer = TurnWriter(database, session.id)
    writer.start()
    writer.add(_of(session, "in time", 1.0))
    writer.put(lambda uow: uow.sessions.set_status(session.id, status))
    writer.add(_of(session, "too late", 2.0))
    writer.replace(_of(session, "in time, and more", 1.0))
    writer.add(replace(_of(session, "goodbye", 3.0), role=Role.ASSISTANT))
    await writer.close()
    assert await _turns(database, session) == ["in time"]
    async with database.unit_of_work() as uow:
        faults = (await uow.sessions.get(session.id)).faults
    assert len(faults) == 2, "one for each answer, none for the interviewer"
    await database.close()


async def test_of_a_deleted_session_nothing_is_written_and_nothing_missed(
    stored: tuple[Database, InterviewSession, Path],
) -> None:
    database, session, _ = stored
    async with database.unit_of_work() as uow:
        await uow.sessions.delete(session.id, session.user_id)
        await uow.commit()
    writer = TurnWriter(database, session.id)
    writer.start()
    writer.add(_of(session, "to nobody", 1.0))
    await writer.close()
    assert writer.lost == 0
    writer.add(_of(session, "after the end", 2.0))
    await writer.close()
    assert writer.lost == 0
    await database.close()


async def test_the_beginning_of_an_answer_is_a_turn_only_if_the_whole_one_never_comes(
    stored: tuple[Database, InterviewSession, Path],
) -> None:
    database, session, _ = stored
    for content in ("half", "whole"):
        writer = TurnWriter(database, session.id)
        writer.start()
        writer.keep_open(_of(session, "half", 1.0))
        if content == "whole":
            writer.add(_of(session, "whole", 2.0), without=["item-1.0"])
        await writer.close()
        await load(database, session.id)
        assert await _turns(database, session) == [content]
    await database.close()
