"""SQLite made to behave as PostgreSQL does, as far as anyone above can see.

A transaction is READ COMMITTED: reads see what is committed by then, and the first write, or a
read that a write is going to rest on, takes the write lock at once. A deferred transaction would
read first and fail, without waiting, when it comes to write after somebody else.

Inside one process writers queue up in order. SQLite itself makes them poll, so that with many of
them the unlucky one waits for seconds; between processes that is how it stays.
"""

import asyncio
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import URL
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from core.errors import DatabaseUnavailableError, SettingsError

TAKES_WRITE_LOCK = "takes_write_lock"
"""Execution option of a read that a write is going to rest on."""

_HAS_TURN = "has_turn_to_write"


def make_sqlite_engine(url: URL, timeout_seconds: float, **options: Any) -> AsyncEngine:
    """Return an engine for a SQLite file, whose folder is made; `SettingsError` without a file."""
    if url.database in (None, "", ":memory:") or url.query.get("mode") == "memory":
        raise SettingsError("DATABASE_URL: a SQLite database needs a file")
    assert url.database is not None
    Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    # the driver begins no transactions: the queue of writers does
    connect_args = {"isolation_level": None, "timeout": timeout_seconds}
    engine = create_async_engine(url, connect_args=connect_args, **options)
    event.listen(engine.sync_engine, "connect", _write_ahead)
    writers = _Writers(timeout_seconds)
    event.listen(engine.sync_engine, "before_cursor_execute", writers.begin)
    event.listen(engine.sync_engine, "checkin", writers.leave)
    return engine


def enforce_foreign_keys(engine: AsyncEngine) -> None:
    """Make every connection of the engine refuse rows that refer to nothing."""

    def enforce(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        _run(connection, "PRAGMA foreign_keys=ON")

    event.listen(engine.sync_engine, "connect", enforce)


class _Writers:
    """The queue of those who want to write; whoever has the turn keeps it until it disconnects."""

    def __init__(self, timeout_seconds: float) -> None:
        self._timeout_seconds = timeout_seconds
        self._turn = asyncio.Lock()

    def begin(
        self,
        connection: Connection,
        cursor: Any,
        _statement: str,
        _parameters: object,
        context: DefaultExecutionContext,
        _executemany: bool,
    ) -> None:
        writes = context.isinsert or context.isupdate or context.isdelete
        if not (writes or context.execution_options.get(TAKES_WRITE_LOCK)):
            return
        dbapi_connection: Any = connection.connection.dbapi_connection
        # asked of the driver, because SQLAlchemy considers every connection begun
        if dbapi_connection.driver_connection.in_transaction:
            return
        if not connection.info.get(_HAS_TURN):
            dbapi_connection.run_async(lambda _: self._wait_for_turn())
            connection.info[_HAS_TURN] = True
        cursor.execute("BEGIN IMMEDIATE")

    def leave(self, _connection: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
        if entry.info.pop(_HAS_TURN, False):
            self._turn.release()

    async def _wait_for_turn(self) -> None:
        try:
            async with asyncio.timeout(self._timeout_seconds):
                await self._turn.acquire()
        except TimeoutError as error:
            raise DatabaseUnavailableError("The database is not available.") from error


def _write_ahead(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    _run(connection, "PRAGMA journal_mode=WAL")


def _run(connection: DBAPIConnection, statement: str) -> None:
    cursor = connection.cursor()
    cursor.execute(statement)
    cursor.close()
