"""Alembic: how the tables came to be, one revision after the other."""
