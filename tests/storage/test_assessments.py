"""Assessments in storage."""

import asyncio

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from core.assessment import Assessment
from prompts import load_yaml
from storage import Database
from tests.storage.values import add_session, add_user, assessment


async def test_every_version_is_kept_and_the_newest_is_the_latest(database: Database) -> None:
    async with database.unit_of_work() as uow:
        session_id = await add_session(uow, await add_user(uow))
        assert await uow.assessments.latest(session_id) is None
        first = await uow.assessments.add(assessment(session_id, 70.25))
        second = await uow.assessments.add(assessment(session_id, None))
        await uow.commit()
    assert (first.version, second.version) == (1, 2)
    assert first == assessment(session_id, 70.25).model_copy(update={"version": 1})
    async with database.unit_of_work() as uow:
        assert await uow.assessments.latest(session_id) == second
        assert await uow.assessments.list(session_id) == (first, second)
        assert await uow.assessments.list(session_id + 1) == ()


async def test_an_assessment_fills_the_sessions_columns_and_null_clears_them(
    database: Database, database_url: str
) -> None:
    columns = (
        "overall_score, clarity_score, star_method_score, communication_score, "
        "behavioral_score, words_per_minute, filler_word_count, coverage, band, "
        "answered_question_count, detailed_feedback"
    )
    engine = create_async_engine(database_url)

    async def stored(session_id: int) -> tuple[object, ...]:
        async with engine.connect() as connection:
            result = await connection.execute(
                text(f"SELECT {columns} FROM ai_interview_sessions WHERE id = :id"),
                {"id": session_id},
            )
            return tuple(result.one())

    async with database.unit_of_work() as uow:
        session_id = await add_session(uow, await add_user(uow))
        await uow.assessments.add(assessment(session_id))
        await uow.commit()
    assert await stored(session_id) == (
        *(82.5, 88.1, None, 71.25, None, 145.0, 0, 80.0, 15.0, 5, "Good."),
    )
    async with database.unit_of_work() as uow:
        await uow.assessments.add(
            assessment(session_id, None).model_copy(update={"dimensions": (), "band": None})
        )
        await uow.commit()
    assert await stored(session_id) == (
        *(None, None, None, 71.25, None, 145.0, 0, 80.0, None, 5, "Good."),
    )
    await engine.dispose()


async def test_assessments_at_the_same_time_get_versions_of_their_own(database: Database) -> None:
    async with database.unit_of_work() as uow:
        session_id = await add_session(uow, await add_user(uow))
        await uow.commit()

    async def assess() -> Assessment:
        async with database.unit_of_work() as uow:
            stored = await uow.assessments.add(assessment(session_id))
            await uow.commit()
            return stored

    stored = await asyncio.gather(*(assess() for _ in range(6)))
    assert sorted(one.version for one in stored) == [1, 2, 3, 4, 5, 6]


async def test_every_dimension_and_group_of_the_rubric_has_its_column(database: Database) -> None:
    rubric = load_yaml("rubrics/rubric.yaml")
    async with database.unit_of_work() as uow:
        user_id = await add_user(uow)
        await add_session(uow, user_id)
        (summary,) = await uow.sessions.list_for_user(user_id, 0, 1)
    named = {f"{entry['name']}_score" for entry in (*rubric["groups"], *rubric["dimensions"])}
    assert named <= summary.scores.keys()
