"""INSERT … ON CONFLICT, which both databases have and SQLAlchemy spells per dialect."""

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Model


def insert_unless_there(
    db_session: AsyncSession, model: type[Model]
) -> postgresql.Insert | sqlite.Insert:
    """Return an INSERT that can be given `on_conflict_do_…`."""
    if db_session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(model)
    return sqlite.insert(model)
