"""Sends runs of the graphs to LangSmith, or to whatever answers at `LANGSMITH_ENDPOINT`.

Without `LANGCHAIN_TRACING_V2` there is no tracer: no thread, no request, nothing slower. Whatever
LangChain would trace by itself, because the environment says so, goes the same way or nowhere.
"""

import asyncio
import logging
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

from core.settings import Settings

if TYPE_CHECKING:
    from langchain_core.callbacks import BaseCallbackHandler
    from langchain_core.runnables import RunnableConfig
    from langsmith import Client

logger = logging.getLogger(__name__)

MASKED = "[hidden]"
CLOSE_SECONDS: Final = 5.0
LOOKUP_SECONDS: Final = 3.0


class Tracing:
    """Traces runs with the session's id as metadata and tag."""

    def __init__(self, client: "Client", project: str) -> None:
        self._client = client
        self._project = project
        self._project_url: str | None = None

    def config(
        self, name: str, session_id: int | None, run_id: UUID | None = None
    ) -> "RunnableConfig":
        """Return what a graph run is started with so that it is traced under this name."""
        from langchain_core.tracers.langchain import LangChainTracer

        known = {} if session_id is None else {"session_id": session_id}
        tags = ["greenroom", name] + [f"session-{value}" for value in known.values()]
        return {
            "callbacks": [LangChainTracer(client=self._client, project_name=self._project)],
            "metadata": dict(known),
            "tags": tags,
            "run_name": name,
            "run_id": run_id or uuid4(),
        }

    async def trace_url(self, run_id: UUID) -> str | None:
        """Return the address of a run's trace, or null when the project cannot be looked up.

        The project is looked up until it was found once; nobody waits for that for long.
        """
        from langsmith.utils import LangSmithError

        if self._project_url is None:
            lookup = asyncio.to_thread(self._client.read_project, project_name=self._project)
            try:
                async with asyncio.timeout(LOOKUP_SECONDS):
                    self._project_url = (await lookup).url
            except (LangSmithError, OSError, ValueError) as error:
                logger.warning("tracing.project_unknown", extra={"error": type(error).__name__})
        return f"{self._project_url}/r/{run_id}" if self._project_url else None

    def close(self, seconds: float = CLOSE_SECONDS) -> None:
        """Send what is still waiting and end the sender; blocks for at most about `seconds`."""
        from langsmith import configure

        configure(client=None, enabled=False)
        self._client.flush(timeout=seconds)
        self._client.close(timeout=seconds)


def run_config(
    tracing: Tracing | None,
    name: str,
    session_id: int | None,
    meter: "BaseCallbackHandler | None" = None,
    run_id: UUID | None = None,
) -> "RunnableConfig":
    """Return what a graph run is started with: traced and metered where that is given."""
    from llm.metering import metered

    config: RunnableConfig = tracing.config(name, session_id, run_id) if tracing else {}
    return config if meter is None else metered(config, meter)


def build_tracing(settings: Settings) -> Tracing | None:
    """Return the tracing that the settings ask for, or null when it is off."""
    from langsmith import Client, configure

    if not settings.langchain_tracing_v2 or settings.langchain_api_key is None:
        configure(enabled=False)
        return None
    hide = settings.langsmith_hide_content
    client = Client(
        api_url=settings.langsmith_endpoint,
        api_key=settings.langchain_api_key.get_secret_value(),
        hide_inputs=_masked if hide else None,
        hide_outputs=_masked if hide else None,
    )
    configure(client=client, enabled=True, project_name=settings.langchain_project)
    return Tracing(client, settings.langchain_project)


def _masked(content: dict[str, object]) -> dict[str, object]:
    """Return which fields there were, without what was in them."""
    return dict.fromkeys(content, MASKED)
