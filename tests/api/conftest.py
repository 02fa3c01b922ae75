"""Fixtures of the API's tests."""

from tests.api.application import client, other, services, settings

__all__ = ["client", "other", "services", "settings"]
