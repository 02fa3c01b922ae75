"""Accounts for tests."""

import secrets


def an_email() -> str:
    """Return an address nobody has."""
    return f"robin-{secrets.token_hex(5)}@example.com"
