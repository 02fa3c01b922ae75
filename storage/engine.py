"""Engines for both databases, so that above them there is only one behaviour.

On PostgreSQL a transaction is READ COMMITTED. SQLite is made to behave alike: reads see what is
committed, and the first write (or a read that is going to be followed by one, see `for_update`)
takes the write lock at once. A deferred transaction would read first and then fail, without
waiting, when it comes to write after somebody else.
"""

import json
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, NullPool, Select, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from core.errors import SettingsError
from storage.failures import translate

BUSY_TIMEOUT_SECONDS = 10.0
_TAKES_WRITE_LOCK = "takes_write_lock"
_to_json = partial(json.dumps, allow_nan=False)

Row = TypeVar("Row")


def make_engine(
    url: str, *, busy_timeout_seconds: float = BUSY_TIMEOUT_SECONDS, for_migration: bool = False
) -> AsyncEngine:
    """Return an engine whose errors are those of `core.errors`; nothing is opened yet.

    `busy_timeout_seconds` is how long a statement waits for a lock. An engine `for_migration`
    keeps no connections and, on SQLite, enforces no foreign keys: rebuilding a table there drops
    it for a moment, which must not cascade. Raises `SettingsError` for an unsupported URL.
    """
    parsed = make_url(url)
    if parsed.drivername == "sqlite+aiosqlite":
        engine = _sqlite(parsed, busy_timeout_seconds, for_migration)
    elif parsed.drivername == "postgresql+asyncpg":
        engine = _postgresql(parsed, busy_timeout_seconds, for_migration)
    else:
        raise SettingsError(
            "DATABASE_URL must start with sqlite+aiosqlite:// or postgresql+asyncpg://, "
            f"not {parsed.drivername}://"
        )
    event.listen(engine.sync_engine, "handle_error", translate)
    return engine


def for_update(statement: Select[Row]) -> Select[Row]:
    """Return the statement so that what it reads stays as it is until the transaction ends."""
    return statement.with_for_update().execution_options(**{_TAKES_WRITE_LOCK: True})


def _sqlite(url: URL, busy_timeout_seconds: float, for_migration: bool) -> AsyncEngine:
    if url.database in (None, "", ":memory:") or "mode=memory" in str(url):
        raise SettingsError("DATABASE_URL: a SQLite database needs a file")
    assert url.database is not None
    Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(
        url,
        # the driver begins no transactions: `_begin_before_writing` does
        connect_args={"isolation_level": None, "timeout": busy_timeout_seconds},
        hide_parameters=True,
        json_serializer=_to_json,
        **_pooling(for_migration),
    )

    def prepare_connection(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute(f"PRAGMA foreign_keys={'OFF' if for_migration else 'ON'}")
        cursor.close()

    event.listen(engine.sync_engine, "connect", prepare_connection)
    event.listen(engine.sync_engine, "before_cursor_execute", _begin_before_writing)
    return engine


def _begin_before_writing(
    connection: Connection,
    cursor: Any,
    statement: str,
    parameters: object,
    context: DefaultExecutionContext,
    executemany: bool,
) -> None:
    # `in_transaction` of the driver, because SQLAlchemy considers every connection begun
    if connection.connection.driver_connection.in_transaction:  # type: ignore[union-attr]
        return
    if (
        context.isinsert
        or context.isupdate
        or context.isdelete
        or context.execution_options.get(_TAKES_WRITE_LOCK)
    ):
        cursor.execute("BEGIN IMMEDIATE")


def _postgresql(url: URL, busy_timeout_seconds: float, for_migration: bool) -> AsyncEngine:
    return create_async_engine(
        url,
        connect_args={
            "timeout": busy_timeout_seconds,
            "server_settings": {
                "application_name": "greenroom",
                "lock_timeout": str(round(busy_timeout_seconds * 1000)),
            },
        },
        hide_parameters=True,
        json_serializer=_to_json,
        # a connection that died while idle is replaced before it is used
        **({} if for_migration else {"pool_pre_ping": True}),
        **_pooling(for_migration),
    )


def _pooling(for_migration: bool) -> dict[str, Any]:
    return {"poolclass": NullPool} if for_migration else {}
