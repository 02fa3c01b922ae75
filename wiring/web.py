"""The door `web`: the API and the candidate's page, served by uvicorn."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn

from agent.interviewer import BankSimilarity, StoredMemory, build_interviewer, build_tracing
from api.app import create_app
from api.http.limiter import Limiter
from api.metrics import Metrics
from api.rooms.gateway import LiveKitGateway
from api.rooms.watch import RoomWatch
from api.security.passwords import Passwords
from api.security.tokens import Tokens
from api.services import Services
from core.clock import utc_now
from core.errors import PromptError, SettingsError, UnavailableError
from core.settings import Settings, load_settings
from llm.building import build_model
from llm.request_queue import RequestQueue
from storage import Database
from storage.embeddings import SentenceEmbedder
from storage.judge_memory import StoredJudgeMemory
from storage.knowledge import Knowledge
from storage.usage_log import UsageLog
from wiring.hosted_speech import hosted_speech
from wiring.logs import set_up_logging
from wiring.models_at_start import check_models
from wiring.parts.chat_model import CoachModel
from wiring.parts.completion import Completion
from wiring.parts.documents import open_documents
from wiring.parts.judging import open_assessor, open_rewording, requirement_reading
from wiring.parts.planning import open_planner
from wiring.probes import probes

PAGE = Path(__file__).resolve().parent.parent / "web"
SHUTDOWN_SECONDS = 20


@asynccontextmanager
async def open_services(settings: Settings) -> AsyncIterator[Services]:
    """Open what the HTTP side needs, and close it afterwards."""
    database = Database(settings.database_url)
    rooms = _gateway(settings)
    watch = RoomWatch(database, rooms, utc_now, settings.reconnect_seconds, settings.return_seconds)
    limiter = Limiter(settings.redis_url)
    embedder = SentenceEmbedder(settings.embedding_model)
    knowledge = Knowledge(embedder, settings.chroma_persist_dir, settings.chroma_url)
    memory = StoredMemory(database, knowledge, ready=lambda: embedder.loaded)
    similarity = BankSimilarity(embedder, ready=lambda: embedder.loaded)
    wording = build_model(settings)
    tracing = build_tracing(settings)
    replies = StoredJudgeMemory(database)
    queue = RequestQueue()
    usage = UsageLog(database)
    try:
        async with (
            open_planner(settings, wording, memory, tracing, similarity) as planner,
            open_assessor(settings, replies, utc_now, tracing=tracing, queue=queue) as assessor,
            open_rewording(settings, replies, queue) as rewording,
            open_documents(settings, wording) as (suggestions, pages),
        ):
            requirements = requirement_reading(rewording, replies, embedder.embed)
            yield Services(
                settings=settings,
                database=database,
                planner=planner,
                chat_model=CoachModel(wording, tracing, usage.record) if wording else None,
                interviewer=build_interviewer(
                    wording, settings.wording_deadline_seconds, utc_now, tracing, usage.record
                ),
                assessor=assessor,
                knowledge=knowledge,
                completer=Completion(database, assessor, utc_now, rewording, requirements),
                rooms=rooms,
                passwords=Passwords(),
                tokens=Tokens(
                    settings.secret_key.get_secret_value(), settings.access_token_minutes
                ),
                watch=watch,
                limiter=limiter,
                metrics=Metrics(watch.line),
                readiness=probes(settings, database, rooms, knowledge),
                hosted=hosted_speech(settings),
                suggestions=suggestions,
                pages=pages,
            )
    finally:
        if tracing is not None:
            await asyncio.to_thread(tracing.close)
        if wording is not None:
            await wording.aclose()
        await usage.aclose()
        await knowledge.close()
        embedder.close()
        await limiter.aclose()
        await rooms.aclose()
        await database.close()


def _gateway(settings: Settings) -> LiveKitGateway:
    return LiveKitGateway(
        settings.livekit_url,
        settings.livekit_api_key,
        settings.livekit_api_secret.get_secret_value(),
    )


async def serve(settings: Settings) -> None:
    """Serve until told to stop; requests that run then are finished first.

    Raises `SettingsError` when a provider does not know a model that the settings name.
    """
    await check_models(settings)
    async with open_services(settings) as services:
        if settings.environment == "development":
            await services.database.migrate()
        app = create_app(services, page=PAGE, sweeping=True)
        config = uvicorn.Config(
            app,
            host=settings.host,
            port=settings.port,
            log_config=None,
            access_log=False,
            server_header=False,
            # whom to believe is a setting of ours
            proxy_headers=False,
            timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        )
        await uvicorn.Server(config).serve()


def main() -> int:
    """Run the door; returns the exit status, which is 0 also when it was told to stop."""
    # uvicorn finishes what runs, and then lets the signal have its way: this one
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        settings = load_settings()
        set_up_logging(settings)
        asyncio.run(serve(settings))
    except (SettingsError, PromptError, UnavailableError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
