"""`python -m agent console`: an interview in this terminal, spoken where there is sound."""

import argparse
import asyncio
import contextlib
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import httpx
from pydantic import ValidationError

from api.interviews.message import Exchange, SaidByCandidate
from api.interviews.start import start
from api.schemas.assessment import CompleteAnswer
from api.schemas.session import InteractionAnswer
from api.services import Services
from core.errors import GreenroomError
from core.interview import InterviewRequest, InterviewSession, InterviewType, Mode, SessionStatus
from core.settings import Settings, load_settings
from core.turn import Artifact, ArtifactKind
from wiring.demo.report import assessment_lines, measure_lines
from wiring.web import open_services

DEVELOPER = "developer@localhost"
LIVEKIT_LEVELS = {"WARNING": "WARN"}
"""Levels that LiveKit's console calls by another name."""
SHOW = "/show "
"""Begins a line that names a file whose text goes beside the next answer."""
CODE = {".py": "python", ".js": "javascript", ".ts": "typescript", ".java": "java", ".go": "go",
        ".cpp": "c++", ".sql": "sql"}  # fmt: skip
"""Languages of code by the endings of files; any other file is a scratchpad."""
Say = Callable[[str], None]


def run_console(options: argparse.Namespace) -> int:
    """Hold one interview in the terminal and show its assessment; returns the exit status."""
    settings = load_settings()
    spoken = not options.text
    if spoken and (missing := missing_sound()):
        say(f"No sound here ({missing}): you type instead. `--text` asks for that.\n")
        spoken = False
    if spoken and settings.uses_local_speech and not _answers(f"{settings.speech_url}/healthz"):
        sys.stderr.write(
            f"The speech models at {settings.speech_url} do not answer: start them with `make run` "
            "in another terminal, or use `--text`.\n"
        )
        return 1
    try:
        session = asyncio.run(_begin(settings, _request(options, spoken)))
        if spoken:
            _speak(settings, session.id)
        else:
            asyncio.run(_type(settings, session, _typed_line))
        asyncio.run(_show_result(settings, session))
    except (GreenroomError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        say("\nStopped; what was said is kept.")
    return 0


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def missing_sound() -> str | None:
    """Return what LiveKit's own console lacks on this machine, null if nothing."""
    try:
        import sounddevice  # type: ignore[import-untyped]
    except OSError as error:
        return str(error)
    if not sounddevice.query_devices():
        return "no sound device"
    return None


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=5.0, trust_env=False).is_success
    except httpx.TransportError:
        return False


def _request(options: argparse.Namespace, spoken: bool) -> InterviewRequest:
    return InterviewRequest(
        title="Console interview",
        interview_type=InterviewType(options.type),
        mode=Mode.VOICE if spoken else Mode.TEXT,
        role_context=options.role,
        planned_question_count=options.questions,
    )


async def _begin(settings: Settings, request: InterviewRequest) -> InterviewSession:
    async with open_services(settings) as services:
        await services.database.migrate()
        async with services.database.unit_of_work() as uow:
            user = await uow.users.by_email(DEVELOPER)
            if user is None:
                # No password hash matches this, so nobody signs in as the console's user.
                user = await uow.users.add(DEVELOPER, "!")
                await uow.commit()
        return await start(services, user.id, request)


def _typed_line() -> str | None:
    try:
        return input("        You  ")
    except EOFError:
        return None


async def _type(
    settings: Settings, session: InterviewSession, read_line: Callable[[], str | None]
) -> None:
    async with open_services(settings) as services:
        say(f"Interviewer  {session.opener}")
        shown: Artifact | None = None
        while True:
            line = await asyncio.to_thread(read_line)
            if line is None:
                return
            if not line.strip():
                continue
            if line.startswith(SHOW):
                shown = _shown(Path(line.removeprefix(SHOW).strip())) or shown
            elif await _exchange(services, session, SaidByCandidate(line.strip(), artifact=shown)):
                return
            else:
                shown = None


def _shown(file: Path) -> Artifact | None:
    """Return a file's text for the pane, null after saying why it cannot be shown."""
    language = CODE.get(file.suffix)
    kind = ArtifactKind.CODE if language else ArtifactKind.SCRATCHPAD
    try:
        artifact = Artifact(kind=kind, language=language, content=file.read_text("utf-8"))
    except ValidationError as error:
        say(f"{file}: {error.errors()[0]['msg'].removeprefix('Value error, ')}")
        return None
    except (OSError, UnicodeDecodeError) as error:
        say(f"{file}: {error}")
        return None
    say(f"{file} goes beside your next answer.")
    return artifact


async def _exchange(services: Services, session: InterviewSession, said: SaidByCandidate) -> bool:
    """Answer once; true when the interview is over."""
    exchange = Exchange(services, session.user_id, session.id, said)
    async for _ in exchange.events():
        pass
    assert exchange.result is not None
    say(f"Interviewer  {exchange.result.reply}")
    return exchange.result.session.status is SessionStatus.COMPLETED


def _speak(settings: Settings, session_id: int) -> None:
    from livekit.agents import AgentServer, JobContext
    from livekit.agents.cli import run_app

    from agent.session import run_interview
    from core.clock import utc_now
    from storage import Database
    from storage.judge_memory import StoredJudgeMemory
    from wiring.parts.judging import open_assessor
    from wiring.worker import build_parts, set_up_job

    server = AgentServer(
        setup_fnc=set_up_job,
        ws_url=settings.livekit_url,
        api_key="console",
        api_secret="console",
    )

    async def interview(job: JobContext) -> None:
        database = Database(settings.database_url)
        try:
            await job.connect()
            memory = StoredJudgeMemory(database)
            async with open_assessor(settings, memory, utc_now) as assessor:
                parts = build_parts(settings, database, assessor)
                await run_interview(parts, job.room, session_id, in_room=False)
        finally:
            await database.close()
            job.shutdown(reason="the interview has ended")

    server.rtc_session(interview)
    level = LIVEKIT_LEVELS.get(settings.log_level, settings.log_level)
    sys.argv = ["greenroom", "console", "--log-level", level]
    with warnings.catch_warnings():
        # LiveKit's console lives in its deprecated command line; there is no other with sound.
        warnings.simplefilter("ignore", DeprecationWarning)
        with contextlib.suppress(SystemExit):
            run_app(server)


async def _show_result(settings: Settings, session: InterviewSession) -> None:
    async with open_services(settings) as services:
        assessment = await services.completer.complete(session.id)
        async with services.database.unit_of_work() as uow:
            ended = await uow.sessions.get(session.id)
            history = await uow.interactions.list(session.id)
        say("\nMeasured\n")
        turns = [InteractionAnswer.of(turn).model_dump(mode="json") for turn in history]
        for line in measure_lines(turns):
            say(line)
        say("\nAssessment\n")
        for line in assessment_lines(CompleteAnswer.of(ended, assessment).model_dump(mode="json")):
            say(line)
