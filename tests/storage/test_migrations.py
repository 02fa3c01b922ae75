"""Migrations: up, down and up again, with rows in the tables."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from core.account import SignIn
from core.interview import CandidateProfile, SessionStatus
from core.ports import JudgeReply
from core.recording import RecordedPiece
from core.usage import CallPurpose, ModelCall
from storage import Database
from storage.migration import MIGRATIONS_FOLDER, alembic_config, head_revision
from tests.storage.values import NOW, add_session, add_user, answer, assessment

Dump = dict[str, list[dict[str, object]]]

FILLED = {
    "users",
    "user_profiles",
    "sign_ins",
    "ai_interview_session_keys",
    "ai_interview_sessions",
    "ai_interview_session_counts",
    "ai_interview_interactions",
    "ai_interview_assessments",
    "ai_interview_judge_replies",
    "ai_interview_model_calls",
    "ai_interview_recording_pieces",
    "ai_interview_shares",
}


async def fill(url: str) -> None:
    """Put a row into every table."""
    database = Database(url)
    async with database.unit_of_work() as uow:
        user_id = await add_user(uow)
        session_id = await add_session(uow, user_id)
        await uow.profiles.add(CandidateProfile(user_id, bio="Ω"))
        await uow.sign_ins.add(SignIn(f"device of {user_id}", user_id, "token", NOW, NOW))
        await uow.session_keys.add(user_id, "key", "request", session_id)
        await uow.interactions.add(answer(session_id))
        await uow.assessments.add(assessment(session_id))
        await uow.judge_replies.put(session_id, "key", JudgeReply("{}", 1, 2))
        await uow.recordings.add(session_id, RecordedPiece(0, 0, 0.5, 5.0, 2), b"\x00\xff")
        await uow.model_calls.add(session_id, [ModelCall(CallPurpose.PLAN, "m", 1, None)])
        await uow.shares.add(session_id, "0" * 64, with_recording=True, expires_at=None)
        await uow.commit()
    await database.close()


async def tables(url: str) -> set[str]:
    """Return the names of the tables."""
    names = (
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        if url.startswith("sqlite")
        else "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    )
    engine = create_async_engine(url)
    async with engine.connect() as connection:
        found = set((await connection.execute(text(names))).scalars())
    await engine.dispose()
    return found


async def dump(url: str, names: set[str]) -> Dump:
    """Return the rows of the named tables."""
    engine = create_async_engine(url)
    content: Dump = {}
    async with engine.connect() as connection:
        for name in sorted(names - {"alembic_version"}):
            rows = await connection.execute(text(f'SELECT * FROM "{name}"'))
            content[name] = [dict(row) for row in rows.mappings()]
    await engine.dispose()
    return content


async def test_an_empty_database_is_brought_to_the_newest_revision(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    assert await database.migration_state() == (None, head_revision())
    await database.migrate()
    assert await database.migration_state() == (head_revision(), head_revision())
    await database.migrate()
    await fill(empty_database_url)
    await database.close()


async def test_the_tables_are_exactly_those_of_the_models(database_url: str) -> None:
    await asyncio.to_thread(command.check, alembic_config(database_url))


async def test_down_to_nothing_and_up_again_works_with_rows_in_the_tables(
    database_url: str,
) -> None:
    await fill(database_url)
    config = alembic_config(database_url)
    before = await tables(database_url)
    await asyncio.to_thread(command.downgrade, config, "base")
    assert await tables(database_url) == {"alembic_version"}
    await asyncio.to_thread(command.upgrade, config, "head")
    assert await tables(database_url) == before
    await fill(database_url)


async def test_every_revision_can_be_undone_and_redone_without_losing_older_rows(
    database_url: str,
) -> None:
    await fill(database_url)
    config = alembic_config(database_url)
    revisions = [
        script.revision for script in ScriptDirectory(str(MIGRATIONS_FOLDER)).walk_revisions()
    ]
    for earlier in revisions[1:]:
        await asyncio.to_thread(command.downgrade, config, earlier)
        kept = await tables(database_url)
        rows = await dump(database_url, kept)
        assert {name for name in rows if rows[name]} == FILLED & kept
        await asyncio.to_thread(command.upgrade, config, "head")
        after = await dump(database_url, kept)
        for name, before in rows.items():
            columns = before[0].keys() if before else ()
            assert [{column: row[column] for column in columns} for row in after[name]] == before


async def test_what_was_completed_and_never_assessed_is_due_after_the_migration(
    database_url: str,
) -> None:
    database = Database(database_url)
    async with database.unit_of_work() as uow:
        user_id = await add_user(uow)
        forgotten, assessed, _active = [await add_session(uow, user_id) for _ in range(3)]
        await uow.sessions.set_status(forgotten, SessionStatus.COMPLETED)
        await uow.sessions.set_status(assessed, SessionStatus.COMPLETED)
        await uow.assessments.add(assessment(assessed))
        await uow.commit()
    await database.close()
    config = alembic_config(database_url)
    await asyncio.to_thread(command.downgrade, config, "0007")
    await asyncio.to_thread(command.upgrade, config, "head")
    async with database.unit_of_work() as uow:
        assert await uow.due_assessments.take_over() == (forgotten, user_id)
        assert await uow.due_assessments.take_over() is None
    await database.close()


async def test_processes_that_migrate_at_once_do_not_disturb_each_other(
    empty_database_url: str,
) -> None:
    program = (
        "import asyncio, sys\n"
        "from storage import Database\n"
        "async def main():\n"
        "    database = Database(sys.argv[1])\n"
        "    await database.migrate()\n"
        "    print(*await database.migration_state())\n"
        "    await database.close()\n"
        "asyncio.run(main())\n"
    )
    processes = [
        await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", program, empty_database_url),
            cwd=MIGRATIONS_FOLDER.parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    for process in processes:
        output, errors = await process.communicate()
        assert process.returncode == 0, errors.decode()
        assert output.decode().split() == [head_revision()] * 2


def test_alembic_works_from_the_shell_with_the_settings_database(tmp_path: Path) -> None:
    environment = os.environ | {"DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path}/shell 100%.db"}
    for arguments in (("upgrade", "head"), ("downgrade", "-1")):
        done = subprocess.run(
            [sys.executable, "-m", "alembic", *arguments],
            cwd=MIGRATIONS_FOLDER.parent,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "shell 100%.db").exists()
