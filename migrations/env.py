"""How Alembic reaches the database; run by Alembic for every command that needs one.

A run is one transaction on both databases, and only one process at a time is in it.
"""

import asyncio
from logging.config import fileConfig
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection

from core.settings import load_settings
from storage.columns import CodeOf, JsonOf, PlainText, UtcDateTime
from storage.engine import make_engine
from storage.failures import connecting
from storage.models import Model

_ADVISORY_LOCK = 7_310_452_086
"""Any number that no other program takes in this database."""


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write our column types as the plain ones they are made of: revisions outlive our code."""
    if kind == "type" and isinstance(item, CodeOf | JsonOf | PlainText | UtcDateTime):
        return f"sa.{item.impl_instance!r}"
    return False


def migrate(connection: Connection) -> None:
    """Run what the command asks for."""
    sqlite = connection.dialect.name == "sqlite"
    context.configure(
        connection=connection,
        target_metadata=Model.metadata,
        render_item=render_item,
        render_as_batch=sqlite,
        transactional_ddl=True,
        compare_type=True,
    )
    with context.begin_transaction():
        if sqlite:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})")
        context.run_migrations()
        if sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first()):
            raise RuntimeError(f"this would leave rows of {broken[0]} without what they refer to")


async def run() -> None:
    """Open the database, migrate, close it."""
    url = context.config.attributes.get("database_url") or load_settings().database_url
    engine = make_engine(url, for_migration=True)
    try:
        with connecting():
            async with engine.connect() as connection:
                await connection.run_sync(migrate)
    finally:
        await engine.dispose()


if context.is_offline_mode():
    raise SystemExit("These migrations need a database; --sql is not supported.")
if context.config.config_file_name is not None:
    fileConfig(context.config.config_file_name, disable_existing_loggers=False)
asyncio.run(run())
