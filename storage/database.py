"""The database of one process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import Clock, utc_now
from storage.engine import BUSY_TIMEOUT_SECONDS, make_engine
from storage.failures import connecting
from storage.unit_of_work import UnitOfWork


class Database:
    """Opens units of work on SQLite (`sqlite+aiosqlite:///…`) or PostgreSQL (`postgresql+asyncpg`).

    Make one per process and event loop, and `close` it. Nothing is opened before the first use;
    the folder of a SQLite file is made. When the database is away or stays locked longer than
    `busy_timeout_seconds`, whatever is asked of it raises `DatabaseUnavailableError`; the same may
    work later. `SettingsError` for a URL that is not supported.
    """

    def __init__(
        self,
        url: str,
        *,
        clock: Clock = utc_now,
        busy_timeout_seconds: float = BUSY_TIMEOUT_SECONDS,
    ) -> None:
        self._url = url
        self._clock = clock
        self._engine = make_engine(url, busy_timeout_seconds=busy_timeout_seconds)

    @asynccontextmanager
    async def unit_of_work(self) -> AsyncIterator[UnitOfWork]:
        """Open a transaction; it is rolled back where it was not committed."""
        # what is read again in one unit of work is what is committed by then
        async with AsyncSession(
            self._engine, expire_on_commit=False, execution_options={"populate_existing": True}
        ) as db_session:
            with connecting():
                await db_session.connection()
            yield UnitOfWork(db_session, self._clock)

    async def ping(self) -> None:
        """Return when the database answers; `DatabaseUnavailableError` when it does not."""
        with connecting():
            async with self._engine.connect() as connection:
                await connection.execute(text("SELECT 1"))

    async def write(self) -> None:
        """Return when the database has taken a write; changes nothing, and an empty one is left so.

        `DatabaseUnavailableError` when it does not, as on a full disk.
        """
        current, _ = await self.migration_state()
        if current is None:
            return
        with connecting():
            async with self._engine.begin() as connection:
                await connection.execute(
                    text("UPDATE alembic_version SET version_num = version_num")
                )

    async def migrate(self) -> None:
        """Bring the tables to the newest revision; several processes may do so at once."""
        # Alembic is loaded only where it is used: the processes of interviews never migrate
        from storage.migration import upgrade

        await asyncio.to_thread(upgrade, self._url)

    async def migration_state(self) -> tuple[str | None, str]:
        """Return the revision the database is at (None: an empty one) and the newest there is."""
        from storage.migration import current_revision, head_revision

        with connecting():
            async with self._engine.connect() as connection:
                current = await connection.run_sync(current_revision)
        return current, await asyncio.to_thread(head_revision)

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()
