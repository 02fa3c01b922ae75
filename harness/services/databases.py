"""Fixtures: a database of each kind that the project supports.

A test that asks for `database`, `database_url` or `empty_database_url` runs once on SQLite and
once on PostgreSQL. Each test has a database of its own.
"""

import shutil
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from harness.services.postgres import PostgresServer
from storage import Database
from storage.migration import upgrade

KINDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def migrated_sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with every table and no rows, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "greenroom.db"
    upgrade(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_postgres_name(postgres_server: PostgresServer) -> str:
    """The name of a PostgreSQL database with every table and no rows, to be copied."""
    upgrade(postgres_server.create("migrated"))
    return "migrated"


@pytest.fixture
def sqlite_url(migrated_sqlite_file: Path, tmp_path: Path) -> str:
    """A migrated SQLite database."""
    shutil.copy(migrated_sqlite_file, tmp_path / "greenroom.db")
    return f"sqlite+aiosqlite:///{tmp_path}/greenroom.db"


@pytest.fixture
def postgres_url(postgres_server: PostgresServer, migrated_postgres_name: str) -> Iterator[str]:
    """A migrated PostgreSQL database."""
    name = f"test_{uuid.uuid4().hex}"
    yield postgres_server.create(name, template=migrated_postgres_name)
    postgres_server.drop(name)


@pytest.fixture
def empty_postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """A PostgreSQL database without tables."""
    name = f"test_{uuid.uuid4().hex}"
    yield postgres_server.create(name)
    postgres_server.drop(name)


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database of each kind."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    url: str = request.getfixturevalue(name)
    return url


@pytest.fixture(params=KINDS)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of each kind in which nothing was made yet."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path}/new/greenroom.db"
    url: str = request.getfixturevalue("empty_postgres_url")
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open, migrated database of each kind."""
    database = Database(database_url)
    yield database
    await database.close()
