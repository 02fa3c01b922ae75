"""Fills a SQLite database with copies of rows that the API itself has made."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path

SESSIONS = "ai_interview_sessions"
READ_WHOLE = 1_000
"""So many of the newest sessions of a fill keep the whole plan; a list reads past it."""


def add_users(file: Path, count: int) -> None:
    """Add users 2 to `count`."""
    with _open(file) as connection:
        changes = {"id": "n + 1", "email": "'user' || n || '@example.com'"}
        _copy(connection, "users", 1, changes, count - 1)


def add_sessions(file: Path, count: int, users: tuple[int, int]) -> None:
    """Add copies of session 1, spread evenly over the users from the first to the last.

    Plans weigh about 20 kB. Those of the older ones are emptied: nobody reads them here, and two
    hundred thousand would fill the disk and not the table's indexes.
    """
    first, last = users
    owner = f"{first} + n % {last - first + 1}"
    with _open(file) as connection:
        (before,) = connection.execute(f"SELECT max(id) FROM {SESSIONS}").fetchone()
        whole = max(0, count - READ_WHOLE)
        empty = """'{"questions": []}'"""
        _copy(
            connection,
            SESSIONS,
            1,
            {
                "id": f"{before} + n",
                "user_id": owner,
                "plan": f"CASE WHEN n > {whole} THEN plan ELSE {empty} END",
            },
            count,
        )
        connection.execute(
            "DELETE FROM ai_interview_session_counts",
        )
        connection.execute(
            "INSERT INTO ai_interview_session_counts (user_id, status, interview_type, sessions) "
            f"SELECT user_id, status, interview_type, count(*) FROM {SESSIONS} GROUP BY 1, 2, 3"
        )


def add_openers(file: Path, first_session: int) -> None:
    """Give every session from this one on the turns that session 1 has."""
    with _open(file) as connection:
        columns = _columns(connection, "ai_interview_interactions")
        changes = {"id": "NULL", "session_id": "s.id", "item_id": "t.item_id || '-' || s.id"}
        chosen = ", ".join(changes.get(name, f't."{name}"') for name in columns)
        connection.execute(
            f"INSERT INTO ai_interview_interactions ({_quoted(columns)}) SELECT {chosen} "
            f"FROM ai_interview_interactions t, {SESSIONS} s "
            "WHERE t.session_id = 1 AND s.id >= ?",
            (first_session,),
        )


def newest_session(file: Path) -> int:
    """Return the highest id there is."""
    with _open(file) as connection:
        (found,) = connection.execute(f"SELECT max(id) FROM {SESSIONS}").fetchone()
    return int(found)


def _open(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, timeout=60)


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]


def _quoted(names: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _copy(
    connection: sqlite3.Connection, table: str, row_id: int, changes: Mapping[str, str], count: int
) -> None:
    """Add `count` copies of a row; `changes` are expressions of `n`, which runs from 1."""
    columns = _columns(connection, table)
    chosen = ", ".join(changes.get(name, f'"{name}"') for name in columns)
    connection.execute(
        "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?) "
        f'INSERT INTO "{table}" ({_quoted(columns)}) '
        f'SELECT {chosen} FROM numbers, (SELECT * FROM "{table}" WHERE id = ?)',
        (count, row_id),
    )
