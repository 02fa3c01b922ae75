"""Fixtures of the API's tests."""

from tests.api.application import client, database, migrated_file, other, services, settings

__all__ = ["client", "database", "migrated_file", "other", "services", "settings"]
