"""The `language` process: a GGUF model through llama.cpp, in OpenAI's chat format on loopback.

python -m local.language --host 127.0.0.1 --port 8091 [--model FILE.gguf]

llama.cpp's own server answers: `/v1/chat/completions` streamed or whole, with JSON schemas and
tools; `/v1/models`; and `/health`, which is 503 until the model is loaded.
"""

import argparse
import logging
import os
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from core.errors import GreenroomError, ModelFileError
from core.logs import set_up_logging
from core.settings import LOCAL_STATE, load_settings
from local.joined_model import QWEN_CODER, joined
from local.model_files import own_file

logger = logging.getLogger("local.language")

CONTEXT_TOKENS = 16_384
"""Shared by all requests under way: the longest is a judge's, of about 5000."""

SLOTS = 2
PROMPT_CACHE_MIB = 512
ERRORS_ONLY = 1


@dataclass(frozen=True, slots=True)
class Offer:
    """Which model is served under which name, where, and with how many threads."""

    model: Path
    name: str
    host: str
    port: int
    threads: int


class Running(Protocol):
    """A server that answers until it is let go."""

    @property
    def listening_address(self) -> str:
        """Where it answers."""
        ...


Serve = Callable[[Offer], Running]


def serve(offer: Offer) -> Running:
    """Return a server whose model is loaded; it ends with its last reference.

    Raises `ModelFileError` if the file is no model that can be read, or the port is taken.
    """
    import xllamacpp  # type: ignore[import-untyped]

    params = xllamacpp.CommonParams()
    params.model.path = str(offer.model)
    params.model_alias = {offer.name}
    params.hostnames = [offer.host]
    params.port = offer.port
    params.n_ctx = CONTEXT_TOKENS
    params.n_parallel = SLOTS
    params.kv_unified = True
    params.cache_ram_mib = PROMPT_CACHE_MIB
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = offer.threads
    # It logs prompts from level 4 on; problems of a request are in its answer.
    params.verbosity = ERRORS_ONLY
    # Only our own processes ask: no page, no look into other requests, no other site's scripts.
    params.ui = params.endpoint_slots = params.endpoint_props = False
    params.cors_origins = f"http://{offer.host}:{offer.port}"
    params.offline = True
    try:
        server: Running = xllamacpp.Server(params)
    except RuntimeError as error:
        raise ModelFileError(
            f"{offer.model.name} is no model that can be read, or port {offer.port} is taken"
        ) from error
    return server


def main(arguments: Sequence[str] | None = None, serve: Serve = serve) -> int:
    """Load the model, serve until SIGTERM or SIGINT; return 1 if it cannot be loaded."""
    parser = argparse.ArgumentParser(prog="python -m local.language")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8091)
    parser.add_argument("--model", type=Path, help="a GGUF file")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args(arguments)
    try:
        settings = load_settings()
        set_up_logging(settings)
        own = options.model or settings.language_model_path
        model = own_file(own) if own else joined(QWEN_CODER, LOCAL_STATE / "models")
        stopped = _stop_signals()
        offer = Offer(model, model.stem, options.host, options.port, options.threads)
        running = serve(offer)
    except GreenroomError as error:
        sys.stderr.write(f"language: {error}\n")
        return 1
    logger.info("language.ready", extra={"model": offer.name, "at": running.listening_address})
    stopped()
    return 0


def _stop_signals() -> Callable[[], object]:
    """Return a wait for SIGTERM or SIGINT; from now on they only end that wait."""
    numbers = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, numbers)
    return lambda: signal.sigwait(numbers)


if __name__ == "__main__":
    sys.exit(main())
