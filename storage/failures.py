"""What the drivers raise, in our own words: away, in conflict, or not storable."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc
from sqlalchemy.engine import ExceptionContext

from core.errors import (
    ConflictError,
    DatabaseUnavailableError,
    GreenroomError,
    InvalidInputError,
)

# SQLite's primary result codes: busy, locked, I/O error, full, cannot open
_SQLITE_AWAY = frozenset({5, 6, 10, 13, 14})
# PostgreSQL's error classes: connection, authorisation, no such database, transaction rollback
# (deadlock, serialisation), resources, object not available (lock timeout), shutdown, system
_POSTGRES_AWAY = frozenset({"08", "28", "3D", "40", "53", "55", "57", "58"})
_POSTGRES_DATA = "22"


def translate(context: ExceptionContext) -> Exception | None:
    """Return the error of our own tree for a failed statement, or None to leave it as it is."""
    error = context.original_exception
    if not isinstance(error, Exception):
        # a task that is told to end has to end, and SQLAlchemy calls that a disconnect
        return None
    if isinstance(error, GreenroomError | ValueError):
        # raised by our column types, about a value
        return error
    if isinstance(context.sqlalchemy_exception, exc.IntegrityError):
        return ConflictError("This does not fit what is already stored.")
    if context.is_disconnect or _is_away(error):
        return DatabaseUnavailableError("The database is not available.")
    if isinstance(error, OverflowError) or _sqlstate_class(error) == _POSTGRES_DATA:
        return InvalidInputError("A value is outside of what can be stored.")
    return None


@contextmanager
def connecting() -> Iterator[None]:
    """Raise `DatabaseUnavailableError` for what goes wrong before there is a connection."""
    try:
        yield
    except (OSError, TimeoutError, exc.TimeoutError) as error:
        raise DatabaseUnavailableError("The database is not available.") from error


def _is_away(error: BaseException) -> bool:
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in _SQLITE_AWAY
    return isinstance(error, OSError | TimeoutError) or _sqlstate_class(error) in _POSTGRES_AWAY


def _sqlstate_class(error: BaseException) -> str:
    return (getattr(error, "sqlstate", None) or "")[:2]
