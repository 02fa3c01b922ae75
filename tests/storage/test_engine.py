"""What holds for every connection, and what is refused before there is one."""

import sqlite3
from pathlib import Path

import pytest

from core.errors import SettingsError
from storage import Database
from tests.storage.values import add_session, add_user


async def test_the_folder_of_a_sqlite_file_is_made(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/a/b/greenroom.db")
    await database.ping()
    await database.close()
    assert (tmp_path / "a/b/greenroom.db").exists()


async def test_sqlite_writes_ahead_so_that_reading_and_writing_do_not_wait(
    sqlite_url: str, tmp_path: Path
) -> None:
    database = Database(sqlite_url, busy_timeout_seconds=0.2)
    async with database.unit_of_work() as uow:
        user_id = await add_user(uow)
        await uow.commit()
    async with database.unit_of_work() as writing:
        await add_user(writing, "bob@example.org")
        async with database.unit_of_work() as reading:
            assert await reading.users.by_id(user_id) is not None
            assert await reading.users.by_email("bob@example.org") is None
        await writing.commit()
    await database.close()
    connection = sqlite3.connect(tmp_path / "greenroom.db")
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


async def test_a_unit_of_work_reads_what_others_have_committed_meanwhile(
    database: Database,
) -> None:
    async with database.unit_of_work() as uow:
        session_id = await add_session(uow, await add_user(uow))
        await uow.commit()
    async with database.unit_of_work() as first:
        assert (await first.sessions.get(session_id)).faults == ()
        async with database.unit_of_work() as second:
            await second.sessions.add_fault(session_id, "one")
            await second.commit()
        await first.sessions.add_fault(session_id, "two")
        assert (await first.sessions.get(session_id)).faults == ("one", "two")
        await first.commit()


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("sqlite:///greenroom.db", "sqlite\\+aiosqlite"),
        ("mysql+aiomysql://host/name", "postgresql\\+asyncpg"),
        ("sqlite+aiosqlite://", "needs a file"),
        ("sqlite+aiosqlite:///:memory:", "needs a file"),
        ("sqlite+aiosqlite:///file:x?mode=memory&uri=true", "needs a file"),
        ("no url at all", "not a database URL"),
    ],
)
def test_a_url_that_cannot_work_is_refused_at_once(url: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        Database(url)


def test_a_refused_url_does_not_repeat_its_password() -> None:
    with pytest.raises(SettingsError) as raised:
        Database("postgresql+psycopg://user:secret@host/name")
    assert "secret" not in str(raised.value)
