"""Everything that remembers: the database, its tables, and the way in, the unit of work."""

from storage.database import Database
from storage.unit_of_work import UnitOfWork

__all__ = ["Database", "UnitOfWork"]
