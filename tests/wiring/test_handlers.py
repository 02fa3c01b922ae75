"""What a client in the room can address: exactly what `docs/web-client.md` names."""

import asyncio
import contextlib
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from livekit import rtc

from agent.session import run_interview
from core.settings import load_settings
from llm.certificates import trusted_certificates
from prompts import loader
from storage import Database
from tests.agent.interviews import a_session
from wiring.worker import build_parts

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "web-client.md"


class Addressed(rtc.Room):
    """A room that is not connected, and keeps what is registered for its participants."""

    def __init__(self) -> None:
        super().__init__()
        self.methods: dict[str, object] = {}
        self.texts: dict[str, object] = {}
        self.bytes: dict[str, object] = {}
        me = SimpleNamespace(identity="me", register_rpc_method=self.methods.__setitem__)
        self.me = cast(rtc.LocalParticipant, me)

    @property
    def local_participant(self) -> rtc.LocalParticipant:
        return self.me

    def register_text_stream_handler(self, topic: str, handler: Any) -> None:
        self.texts[topic] = handler

    def register_byte_stream_handler(self, topic: str, handler: Any) -> None:
        self.bytes[topic] = handler


async def test_a_session_answers_what_the_document_names_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/greenroom.db")
    settings = load_settings()
    database = Database(settings.database_url)
    await database.migrate()
    wanted = a_session()
    async with database.unit_of_work() as uow:
        user = await uow.users.add("jo@example.com", "hash")
        session = await uow.sessions.add(user.id, wanted.request, wanted.plan, wanted.opener)
        await uow.commit()
    room = Addressed()
    parts = build_parts(settings, database, cast(Any, None))
    holding = asyncio.create_task(run_interview(parts, room, session.id))
    # the page's requests are the last that is registered
    while not room.methods and not holding.done():  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    assert not holding.done(), holding.exception()
    holding.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await holding
    await database.close()
    assert sorted(room.methods) == ["interview.request"]
    assert sorted(room.texts) == ["interview.artifact", "lk.chat"]
    assert sorted(room.bytes) == []
    document = DOCUMENT.read_text(encoding="utf-8")
    for name in (*room.methods, *room.texts):
        assert f"`{name}`" in document


def test_what_a_job_builds_reads_no_file_of_the_interviewer_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/greenroom.db")
    settings = load_settings()
    database = Database(settings.database_url)
    build_parts(settings, database, cast(Any, None))
    read: list[str] = []

    def parse(_: str, where: str) -> list[str]:
        read.append(where)
        return []

    monkeypatch.setattr(loader, "_parsed", parse)
    build_parts(settings, database, cast(Any, None))
    assert read == ["prompts/listening/nods.yaml"]
    assert trusted_certificates() is trusted_certificates()
