"""A database that is locked or away: a clear error, and the same works once it is back."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from core.errors import DatabaseUnavailableError
from harness.services.ports import free_port
from harness.services.postgres import PostgresServer
from storage import Database
from tests.storage.values import add_session, add_user, answer


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold the write lock of a SQLite file."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()


async def test_a_write_to_a_locked_database_fails_and_a_later_try_succeeds(
    sqlite_url: str, tmp_path: Path
) -> None:
    database = Database(sqlite_url, busy_timeout_seconds=0.1)
    async with database.unit_of_work() as uow:
        session_id = await add_session(uow, await add_user(uow))
        await uow.commit()

    async def write() -> None:
        async with database.unit_of_work() as uow:
            await uow.interactions.add(answer(session_id))
            await uow.commit()

    with locked(tmp_path / "greenroom.db"):
        with pytest.raises(DatabaseUnavailableError):
            await write()
        async with database.unit_of_work() as uow:
            assert await uow.interactions.list(session_id) == ()
    await write()
    async with database.unit_of_work() as uow:
        assert len(await uow.interactions.list(session_id)) == 1
    await database.close()


async def test_a_write_waits_for_a_lock_that_is_given_back_in_time(
    sqlite_url: str, tmp_path: Path
) -> None:
    database = Database(sqlite_url, busy_timeout_seconds=5)
    async with database.unit_of_work() as uow:
        with locked(tmp_path / "greenroom.db"):
            writing = asyncio.create_task(add_user(uow))
            await asyncio.sleep(0.2)
            assert not writing.done()
        assert await writing > 0
        await uow.commit()
    await database.close()


async def test_a_row_locked_in_postgresql_is_waited_for_and_then_reported(
    postgres_url: str,
) -> None:
    # connecting has to be done in this time too
    database = Database(postgres_url, busy_timeout_seconds=2)
    async with database.unit_of_work() as uow:
        session_id = await add_session(uow, await add_user(uow))
        await uow.commit()
    async with database.unit_of_work() as holding:
        await holding.sessions.get(session_id, lock=True)
        async with database.unit_of_work() as waiting:
            with pytest.raises(DatabaseUnavailableError):
                await waiting.sessions.add_fault(session_id, "late")
    async with database.unit_of_work() as uow:
        await uow.sessions.add_fault(session_id, "in time")
        await uow.commit()
    await database.close()


async def test_a_server_that_goes_away_is_reported_until_it_is_back(
    postgres_server: PostgresServer, postgres_url: str
) -> None:
    database = Database(postgres_url)
    async with database.unit_of_work() as uow:
        session_id = await add_session(uow, await add_user(uow))
        await uow.commit()
    async with database.unit_of_work() as uow:
        await uow.interactions.add(answer(session_id, "uncommitted"))
        postgres_server.stop()
        try:
            with pytest.raises(DatabaseUnavailableError):
                await uow.commit()
            with pytest.raises(DatabaseUnavailableError):
                await database.ping()
            with pytest.raises(DatabaseUnavailableError):
                await database.migration_state()
            with pytest.raises(DatabaseUnavailableError):
                async with database.unit_of_work():
                    pytest.fail("there is no database to work with")
        finally:
            postgres_server.start()
    async with database.unit_of_work() as uow:
        await uow.interactions.add(answer(session_id))
        await uow.commit()
    async with database.unit_of_work() as uow:
        assert [turn.item_id for turn in await uow.interactions.list(session_id)] == ["item_1"]
    await database.close()


async def test_a_statement_on_a_connection_that_broke_is_reported(
    postgres_server: PostgresServer, postgres_url: str
) -> None:
    database = Database(postgres_url)
    async with database.unit_of_work() as uow:
        await uow.users.by_id(1)
        postgres_server.stop()
        postgres_server.start()
        with pytest.raises(DatabaseUnavailableError):
            await uow.users.by_id(1)
    async with database.unit_of_work() as uow:
        assert await uow.users.by_id(1) is None
    await database.close()


async def test_a_database_that_does_not_let_us_in_is_unavailable(
    postgres_server: PostgresServer,
) -> None:
    database = Database(postgres_server.url("no_such_database"))
    with pytest.raises(DatabaseUnavailableError):
        await database.ping()
    await database.close()


async def test_nobody_listening_is_unavailable_for_migrations_too() -> None:
    database = Database(f"postgresql+asyncpg://greenroom@127.0.0.1:{free_port()}/greenroom")
    with pytest.raises(DatabaseUnavailableError):
        await database.migrate()
    with pytest.raises(DatabaseUnavailableError):
        await database.ping()
    await database.close()


async def test_a_sqlite_file_that_cannot_be_opened_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "folder.db").mkdir()
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/folder.db")
    with pytest.raises(DatabaseUnavailableError):
        await database.ping()
    with pytest.raises(DatabaseUnavailableError):
        async with database.unit_of_work() as uow:
            await uow.users.by_id(1)
    await database.close()


async def test_more_work_at_once_than_connections_waits_its_turn(database: Database) -> None:
    async def look() -> None:
        async with database.unit_of_work() as uow:
            await uow.users.by_id(1)
            await asyncio.sleep(0.01)

    await asyncio.gather(*(look() for _ in range(40)))


async def test_a_missing_table_is_not_mistaken_for_an_absent_database(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/empty.db")
    async with database.unit_of_work() as uow:
        with pytest.raises(Exception, match="no such table") as raised:
            await uow.users.by_id(1)
    assert not isinstance(raised.value, DatabaseUnavailableError)
    await database.close()


async def test_a_task_that_is_told_to_end_while_it_asks_the_database_ends(
    database: Database,
) -> None:
    async with database.unit_of_work() as uow:
        session_id = await add_session(uow, await add_user(uow))
        await uow.commit()

    async def write_for_ever() -> None:
        while True:
            async with database.unit_of_work() as uow:
                await uow.sessions.add_fault(session_id, "late")

    for steps in range(40):
        writing = asyncio.create_task(write_for_ever())
        for _ in range(steps):
            await asyncio.sleep(0)
        writing.cancel()
        await asyncio.wait((writing,), timeout=10)
        assert writing.cancelled(), "however far it has come"
    async with database.unit_of_work() as uow:
        await uow.sessions.add_fault(session_id, "and nobody is held up by it")
