"""Alembic, driven from the program; `alembic.ini` is for the shell alone."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

MIGRATIONS_FOLDER = Path(__file__).resolve().parent.parent / "migrations"


def alembic_config(url: str) -> Config:
    """Return a configuration with which Alembic's commands work on the database at `url`."""
    config = Config(attributes={"database_url": url})
    config.set_main_option("script_location", str(MIGRATIONS_FOLDER).replace("%", "%%"))
    return config


def upgrade(url: str) -> None:
    """Bring the database to the newest revision. Blocks, and needs a thread without a loop."""
    command.upgrade(alembic_config(url), "head")


def current_revision(connection: Connection) -> str | None:
    """Return the revision the database is at, or None when nothing was migrated yet."""
    return MigrationContext.configure(connection).get_current_revision()


@cache
def head_revision() -> str:
    """Return the newest revision there is a file for."""
    head = ScriptDirectory(str(MIGRATIONS_FOLDER)).get_current_head()
    assert head is not None
    return head
