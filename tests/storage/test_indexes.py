"""Every query finds its rows by an index, so none gets slower as the tables grow."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from core.account import SignIn
from core.interview import CandidateProfile, InterviewType, SessionStatus
from core.ports import JudgeReply
from core.recording import RecordedPiece
from core.usage import CallPurpose, ModelCall
from storage import Database
from tests.storage.values import NOW, add_session, add_user, answer, assessment

Statement = tuple[str, tuple[Any, ...]]


@contextmanager
def recorded_statements() -> Iterator[list[Statement]]:
    """Collect every statement that is sent to a database, with its parameters."""
    statements: list[Statement] = []

    def record(
        _connection: object, _cursor: object, statement: str, parameters: Any, *_: object
    ) -> None:
        statements.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", record)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", record)


def query_plan(file: Path, statement: Statement) -> list[str]:
    """Return how SQLite means to answer a statement, step by step."""
    connection = sqlite3.connect(file)
    try:
        return [
            row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement[0]}", statement[1])
        ]
    finally:
        connection.close()


async def test_no_query_reads_a_whole_table(sqlite_url: str, tmp_path: Path) -> None:
    database = Database(sqlite_url)
    with recorded_statements() as statements:
        async with database.unit_of_work() as uow:
            user_id = await add_user(uow)
            session_id = await add_session(uow, user_id)
            await uow.users.by_email("ada@example.org")
            await uow.users.by_id(user_id)
            await uow.users.update_password_hash(user_id, "newer")
            await uow.profiles.add(CandidateProfile(user_id))
            await uow.profiles.update(user_id, {"bio": "x"})
            await uow.sessions.get_for_user(session_id, user_id)
            for status in (None, SessionStatus.ACTIVE):
                for kind in (None, InterviewType("technical")):
                    await uow.sessions.list_for_user(user_id, 5, 5, status, kind)
                    await uow.sessions.list_for_user(user_id, 0, 5, status, kind, before=9)
                    await uow.sessions.count_for_user(user_id, status, kind)
            await uow.sessions.mark_started(session_id, NOW)
            await uow.sessions.heartbeat(session_id, NOW, "worker")
            await uow.sessions.active_with_heartbeat_before(NOW)
            await uow.interactions.add(answer(session_id))
            await uow.interactions.replace(answer(session_id))
            await uow.interactions.list(session_id)
            await uow.interactions.remove(session_id, "item_1")
            await uow.assessments.add(assessment(session_id))
            await uow.assessments.latest(session_id)
            await uow.assessments.list(session_id)
            await uow.judge_replies.put(session_id, "key", JudgeReply("{}", 1, 2))
            await uow.judge_replies.get(session_id, "key")
            await uow.judge_replies.list(session_id)
            await uow.session_keys.add(user_id, "key", "request", session_id)
            await uow.session_keys.find(user_id, "key")
            await uow.sign_ins.add(SignIn("device", user_id, "token", NOW, NOW))
            await uow.sign_ins.get("device", lock=True)
            await uow.sign_ins.list(user_id)
            await uow.sign_ins.rotate("device", "newer", NOW)
            await uow.sign_ins.revoke("device", NOW)
            await uow.sign_ins.forget_ended(user_id, NOW)
            link = await uow.shares.add(
                session_id, "token", with_recording=True, expires_at=NOW + timedelta(days=1)
            )
            await uow.shares.list(session_id)
            await uow.shares.valid("token")
            await uow.shares.revoke(session_id, link.id)
            piece = RecordedPiece(0, 0, 0.5, 5.0, 2)
            await uow.recordings.add(session_id, piece, b"ab")
            await uow.recordings.get(session_id)
            await uow.recordings.audio(session_id, piece)
            await uow.model_calls.add(session_id, [ModelCall(CallPurpose.PLAN, "m", 1, None)])
            await uow.model_calls.list(session_id)
            await uow.sessions.set_status(session_id, SessionStatus.COMPLETED)
            await uow.due_assessments.promise(session_id, timedelta(seconds=-1))
            await uow.due_assessments.take_over()
            await uow.sessions.delete(session_id, user_id)
            await uow.users.delete(user_id)
            await uow.commit()
    await database.close()
    assert len(statements) > 30
    for statement in statements:
        steps = query_plan(tmp_path / "greenroom.db", statement)
        scans = [step for step in steps if step.startswith("SCAN")]
        sorts = [step for step in steps if "TEMP B-TREE" in step]
        assert (scans, sorts) == ([], []), statement[0]


async def test_a_page_is_found_without_touching_the_sessions_before_it(
    sqlite_url: str, tmp_path: Path
) -> None:
    database = Database(sqlite_url)
    with recorded_statements() as statements:
        async with database.unit_of_work() as uow:
            await uow.sessions.list_for_user(1, 0, 20)
            await uow.sessions.list_for_user(1, 0, 20, before=9)
            await uow.sessions.list_for_user(1, 0, 20, SessionStatus.ACTIVE)
            await uow.sessions.list_for_user(1, 0, 20, None, InterviewType("case"))
            await uow.sessions.list_for_user(1, 0, 20, SessionStatus.ACTIVE, InterviewType("case"))
    await database.close()
    for statement in statements:
        steps = query_plan(tmp_path / "greenroom.db", statement)
        assert any("USING COVERING INDEX ix_ai_interview_sessions_user_id" in s for s in steps)
