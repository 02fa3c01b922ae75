"""The real `speech` process, for tests that need real ears and a real voice."""

from contextlib import AbstractContextManager

from harness.server_process import ServerProcess, server_process

LOADING_SECONDS = 240.0


def speech_process() -> AbstractContextManager[ServerProcess]:
    """Run `python -m local.speech` with the built-in models until the context ends."""
    built_in = {"WHISPER_MODEL_PATH": "", "PIPER_VOICE_PATH": ""}
    return server_process("local.speech", "/healthz", LOADING_SECONDS, environment=built_in)
