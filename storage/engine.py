"""Engines for both databases, so that above them there is only one behaviour."""

import json
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import NullPool, Select, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from core.errors import SettingsError
from storage.failures import translate
from storage.sqlite import TAKES_WRITE_LOCK, enforce_foreign_keys, make_sqlite_engine

BUSY_TIMEOUT_SECONDS = 10.0

Row = TypeVar("Row")


def make_engine(
    url: str, *, busy_timeout_seconds: float = BUSY_TIMEOUT_SECONDS, for_migration: bool = False
) -> AsyncEngine:
    """Return an engine whose errors are those of `core.errors`; nothing is opened yet.

    `busy_timeout_seconds` is how long a statement waits for a lock. An engine `for_migration`
    keeps no connections and, on SQLite, enforces no foreign keys: rebuilding a table there drops
    it for a moment, which must not cascade. Raises `SettingsError` for an unsupported URL.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise SettingsError("DATABASE_URL is not a database URL") from error
    options: dict[str, Any] = {
        # parameters are what candidates say
        "hide_parameters": True,
        "json_serializer": partial(json.dumps, allow_nan=False),
    }
    if for_migration:
        options["poolclass"] = NullPool
    if parsed.drivername == "sqlite+aiosqlite":
        engine = make_sqlite_engine(parsed, busy_timeout_seconds, **options)
        if not for_migration:
            enforce_foreign_keys(engine)
    elif parsed.drivername == "postgresql+asyncpg":
        engine = _make_postgresql_engine(parsed, busy_timeout_seconds, **options)
    else:
        raise SettingsError(
            "DATABASE_URL must start with sqlite+aiosqlite:// or postgresql+asyncpg://, "
            f"not {parsed.drivername}://"
        )
    event.listen(engine.sync_engine, "handle_error", translate)
    return engine


def for_update(statement: Select[Row]) -> Select[Row]:
    """Return the statement so that what it reads stays as it is until the transaction ends.

    The lock leaves the key free (PostgreSQL's FOR NO KEY UPDATE): whoever has written a row that
    refers to this one holds its key, and two such writers would wait for each other.
    """
    locking = statement.with_for_update(key_share=True)
    return locking.execution_options(**{TAKES_WRITE_LOCK: True})


def _make_postgresql_engine(url: URL, timeout_seconds: float, **options: Any) -> AsyncEngine:
    server_settings = {
        "application_name": "greenroom",
        "lock_timeout": str(round(timeout_seconds * 1000)),
    }
    return create_async_engine(
        url,
        connect_args={"timeout": timeout_seconds, "server_settings": server_settings},
        # a connection that died while it was idle is replaced before it is used
        pool_pre_ping=True,
        **options,
    )
