"""The real `language` process, for tests that need a real model."""

from contextlib import AbstractContextManager

from harness.server_process import ServerProcess, server_process

LOADING_SECONDS = 600.0


def language_process(*arguments: str) -> AbstractContextManager[ServerProcess]:
    """Run `python -m local.language` until the context ends; its URL ends before `/v1`."""
    return server_process("local.language", "/health", LOADING_SECONDS, arguments)
