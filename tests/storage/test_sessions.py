"""Interview sessions in storage."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from core.assessment import DimensionScore
from core.camera import CameraCounts
from core.errors import ConflictError, NotFoundError, SessionNotActiveError
from core.interview import InterviewSession, InterviewType, SessionStatus
from storage import Database
from tests.storage.values import NOW, add_session, add_user, answer, assessment, plan, request


async def test_a_session_comes_back_whole(database_url: str) -> None:
    database = Database(database_url, clock=lambda: NOW)
    async with database.unit_of_work() as uow:
        user_id = await add_user(uow)
        stored = await uow.sessions.add(user_id, request(), plan(), "Hello — Ada!")
        await uow.commit()
    expected = InterviewSession(
        stored.id, user_id, request(), SessionStatus.ACTIVE, plan(), "Hello — Ada!", NOW
    )
    async with database.unit_of_work() as uow:
        assert stored == expected
        assert await uow.sessions.get(stored.id) == expected
        assert await uow.sessions.get_for_user(stored.id, user_id) == expected
    await database.close()


async def test_somebody_elses_session_and_a_missing_one_look_the_same(database: Database) -> None:
    async with database.unit_of_work() as uow:
        ada, bob = await add_user(uow), await add_user(uow, "bob@example.org")
        session_id = await add_session(uow, ada)
        with pytest.raises(NotFoundError) as of_another:
            await uow.sessions.get_for_user(session_id, bob)
        with pytest.raises(NotFoundError) as missing:
            await uow.sessions.get_for_user(session_id + 1, bob)
        with pytest.raises(NotFoundError):
            await uow.sessions.delete(session_id, bob)
        assert str(of_another.value) == str(missing.value)
        assert await uow.sessions.list_for_user(bob, 0, 10) == []
        assert await uow.sessions.count_for_user(bob) == 0


async def test_a_session_needs_a_user(database: Database) -> None:
    async with database.unit_of_work() as uow:
        with pytest.raises(ConflictError):
            await add_session(uow, 4711)


async def test_the_list_is_newest_first_in_pages_and_by_status_and_type(
    database: Database,
) -> None:
    async with database.unit_of_work() as uow:
        user_id = await add_user(uow)
        await add_session(uow, await add_user(uow, "bob@example.org"))
        ids = []
        for number in range(6):
            kind = InterviewType("case") if number % 2 else InterviewType("general")
            ids.append(await add_session(uow, user_id, kind))
        await uow.sessions.set_status(ids[1], SessionStatus.COMPLETED)
        await uow.sessions.set_status(ids[2], SessionStatus.COMPLETED)
        await uow.commit()
    newest = ids[::-1]
    completed, case = SessionStatus.COMPLETED, InterviewType("case")
    async with database.unit_of_work() as uow:

        async def listed(
            skip: int,
            limit: int,
            status: SessionStatus | None = None,
            interview_type: InterviewType | None = None,
        ) -> list[int]:
            page = await uow.sessions.list_for_user(user_id, skip, limit, status, interview_type)
            return [summary.id for summary in page]

        assert await listed(0, 20) == newest
        assert await listed(2, 3) == newest[2:5]
        assert await listed(6, 20) == []
        assert await listed(0, 20, completed) == [ids[2], ids[1]]
        assert await listed(1, 1, completed) == [ids[1]]
        assert await listed(0, 20, None, case) == [ids[5], ids[3], ids[1]]
        assert await listed(0, 20, completed, case) == [ids[1]]
        assert await uow.sessions.count_for_user(user_id) == 6
        assert await uow.sessions.count_for_user(user_id, completed) == 2
        assert await uow.sessions.count_for_user(user_id, None, case) == 3
        assert await uow.sessions.count_for_user(user_id, completed, case) == 1
        assert await uow.sessions.count_for_user(user_id, SessionStatus.PAUSED) == 0


async def test_a_summary_says_what_was_asked_for_and_how_it_went(database: Database) -> None:
    async with database.unit_of_work() as uow:
        user_id = await add_user(uow)
        session_id = await add_session(uow, user_id)
        (before,) = await uow.sessions.list_for_user(user_id, 0, 1)
        await uow.assessments.add(assessment(session_id))
        (after,) = await uow.sessions.list_for_user(user_id, 0, 1)
    assert before.request == replace(request(), job_description=None)
    assert before.assessed_at is None
    assert len(before.scores) > 20
    assert set(before.scores.values()) == {None}
    assert after.assessed_at == NOW
    assert after.scores["overall_score"] == 82.5
    assert after.scores["clarity_score"] == 88.1
    assert after.scores["communication_score"] == 71.25
    assert after.scores["star_method_score"] is None
    assert after.scores["filler_word_count"] == 0


async def test_a_session_ends_once_and_for_good(database: Database) -> None:
    later = NOW + timedelta(hours=1)
    async with database.unit_of_work() as uow:
        session_id = await add_session(uow, await add_user(uow))
        await uow.sessions.set_status(session_id, SessionStatus.ABANDONED, NOW)
        assert (await uow.sessions.get(session_id)).completed_at == NOW
        await uow.sessions.set_status(session_id, SessionStatus.COMPLETED, later)
        completed = await uow.sessions.get(session_id)
        assert (completed.status, completed.completed_at) == (SessionStatus.COMPLETED, NOW)
        for status in (SessionStatus.PAUSED, SessionStatus.ACTIVE):
            await uow.sessions.set_status(session_id, status)
            assert await uow.sessions.get(session_id) == completed, "it stays ended"


async def test_the_start_of_a_session_is_set_once(database: Database) -> None:
    elsewhere = datetime(2026, 3, 4, 7, 6, 7, 891_234, tzinfo=timezone(timedelta(hours=2)))
    async with database.unit_of_work() as uow:
        session_id = await add_session(uow, await add_user(uow))
        await uow.sessions.mark_started(session_id, elsewhere)
        await uow.sessions.mark_started(session_id, NOW + timedelta(hours=1))
        await uow.commit()
    async with database.unit_of_work() as uow:
        started_at = (await uow.sessions.get(session_id)).started_at
    assert started_at == NOW
    assert started_at.tzinfo is UTC


async def test_a_pause_takes_nothing_from_an_interviews_time(database: Database) -> None:
    def after(minutes: float) -> datetime:
        return NOW + timedelta(minutes=minutes)

    async with database.unit_of_work() as uow:
        session_id = await add_session(uow, await add_user(uow))
        await uow.sessions.set_status(session_id, SessionStatus.PAUSED, after(-10))
        await uow.sessions.mark_started(session_id, NOW)
        await uow.sessions.set_status(session_id, SessionStatus.ACTIVE, after(1))
        await uow.sessions.set_status(session_id, SessionStatus.PAUSED, after(3))
        await uow.sessions.set_status(session_id, SessionStatus.PAUSED, after(5))
        await uow.commit()
    async with database.unit_of_work() as uow:
        paused = await uow.sessions.get(session_id)
        assert paused.paused_at == after(3)
        assert paused.elapsed_seconds(after(60)) == 120, "a minute was paused before, two talked"
        await uow.sessions.set_status(session_id, SessionStatus.ACTIVE, after(63))
        gone_on = await uow.sessions.get(session_id)
    assert gone_on.paused_at is None
    assert gone_on.elapsed_seconds(after(64)) == 180


async def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    async with database.unit_of_work() as uow:
        session_id = await add_session(uow, await add_user(uow))
        with pytest.raises(ValueError, match="must be aware"):
            await uow.sessions.mark_started(session_id, NOW.replace(tzinfo=None))


async def test_faults_and_the_trace_stay_with_the_session(database: Database) -> None:
    async with database.unit_of_work() as uow:
        session_id = await add_session(uow, await add_user(uow))
        await uow.sessions.add_fault(session_id, "speech provider away")
        await uow.sessions.add_fault(session_id, "a turn was written late")
        await uow.sessions.set_trace(session_id, "run", "https://traces.example/run")
        await uow.commit()
    async with database.unit_of_work() as uow:
        session = await uow.sessions.get(session_id)
    assert session.faults == ("speech provider away", "a turn was written late")
    assert session.langsmith_run_id == "run"
    assert session.langsmith_trace_url == "https://traces.example/run"


async def test_only_open_sessions_whose_agent_fell_silent_are_found(database: Database) -> None:
    async with database.unit_of_work() as uow:
        user_id = await add_user(uow)
        silent, paused, alive, ended, never = [await add_session(uow, user_id) for _ in range(5)]
        for number, session_id in enumerate((silent, paused, ended)):
            await uow.sessions.heartbeat(session_id, NOW - timedelta(minutes=9 - number), "worker")
        await uow.sessions.heartbeat(alive, NOW, "worker")
        await uow.sessions.set_status(paused, SessionStatus.PAUSED)
        await uow.sessions.set_status(ended, SessionStatus.COMPLETED)
        found = await uow.sessions.active_with_heartbeat_before(NOW - timedelta(minutes=1))
    assert {session.id for session in found} == {silent, paused}
    assert never not in {session.id for session in found}
    assert found[0].plan == plan()


async def test_where_the_agents_of_active_interviews_lived_last_is_told(database: Database) -> None:
    async with database.unit_of_work() as uow:
        user_id = await add_user(uow)
        alive, paused, _never = [await add_session(uow, user_id) for _ in range(3)]
        await uow.sessions.heartbeat(alive, NOW - timedelta(minutes=1), "here:7")
        await uow.sessions.heartbeat(alive, NOW, "here:8")
        await uow.sessions.heartbeat(paused, NOW, "here:9")
        await uow.sessions.set_status(paused, SessionStatus.PAUSED)
        found = await uow.sessions.last_seen()
    assert found == [(alive, "here:8", NOW)]


async def test_a_deleted_session_takes_its_turns_and_its_count_along(database: Database) -> None:
    async with database.unit_of_work() as uow:
        user_id = await add_user(uow)
        kept, deleted = await add_session(uow, user_id), await add_session(uow, user_id)
        for session_id in (kept, deleted):
            await uow.interactions.add(answer(session_id))
            await uow.assessments.add(assessment(session_id))
        await uow.commit()
    async with database.unit_of_work() as uow:
        await uow.sessions.delete(deleted, user_id)
        await uow.commit()
    async with database.unit_of_work() as uow:
        assert await uow.interactions.list(deleted) == ()
        assert await uow.assessments.latest(deleted) is None
        assert len(await uow.interactions.list(kept)) == 1
        assert await uow.sessions.count_for_user(user_id) == 1


async def test_every_change_of_a_missing_session_is_not_found(database: Database) -> None:
    async with database.unit_of_work() as uow:
        sessions = uow.sessions
        for change in (
            sessions.get(1),
            sessions.mark_started(1, NOW),
            sessions.set_status(1, SessionStatus.COMPLETED),
            sessions.add_fault(1, "x"),
            sessions.set_trace(1, None, None),
            sessions.heartbeat(1, NOW, "worker"),
            sessions.delete(1, 1),
            uow.assessments.add(assessment(1)),
        ):
            with pytest.raises(NotFoundError, match="session not found"):
                await change


async def test_the_first_rates_are_those_of_a_users_oldest_sessions_with_a_pace(
    database: Database,
) -> None:
    spoken = DimensionScore(name="pace", group="communication", weight=5, score=90)
    async with database.unit_of_work() as uow:
        ada, bob = await add_user(uow), await add_user(uow, "bob@example.org")
        for user_id, wpm, dimensions in (
            (ada, 100.0, (spoken,)), (bob, 1.0, (spoken,)), (ada, 2.0, ()), (ada, 90.5, (spoken,)),
            (ada, 120.0, (spoken,)), (ada, 130.0, (spoken,)),
        ):  # fmt: skip
            newest = await add_session(uow, user_id)
            rated = {"words_per_minute": wpm, "dimensions": dimensions}
            await uow.assessments.add(assessment(newest).model_copy(update=rated))
        assert await uow.sessions.first_rates(ada, newest, 3) == (100.0, 90.5, 120.0)
        assert await uow.sessions.first_rates(ada, newest + 1, 9) == (100.0, 90.5, 120.0, 130.0)
        assert await uow.sessions.first_rates(bob, 1, 3) == ()


SEEN = CameraCounts(61.5, 40.25, 30, 60, 1 / 3, 61.5)


async def test_the_last_observation_is_kept_until_the_consent_is_withdrawn(
    database: Database,
) -> None:
    async with database.unit_of_work() as uow:
        session_id = await add_session(uow, await add_user(uow))
        await uow.sessions.observe(session_id, replace(SEEN, seconds=70))
        await uow.sessions.observe(session_id, SEEN)
        await uow.commit()
    async with database.unit_of_work() as uow:
        assert (await uow.sessions.get(session_id)).observation == SEEN
        await uow.sessions.withdraw_camera(session_id)
        withdrawn = await uow.sessions.get(session_id)
        assert withdrawn.observation is None
        assert not withdrawn.request.camera_opt_in
        with pytest.raises(ConflictError):
            await uow.sessions.observe(session_id, SEEN)


async def test_an_ended_session_is_observed_no_more(database: Database) -> None:
    async with database.unit_of_work() as uow:
        session_id = await add_session(uow, await add_user(uow))
        await uow.sessions.set_status(session_id, SessionStatus.ABANDONED)
        with pytest.raises(SessionNotActiveError):
            await uow.sessions.observe(session_id, SEEN)


async def test_a_candidates_pauses_go_on_from_one_session_to_the_next(database: Database) -> None:
    async with database.unit_of_work() as uow:
        ada, bob = await add_user(uow), await add_user(uow, "bob@example.org")
        first, second, other = [await add_session(uow, one) for one in (ada, ada, bob)]
        assert await uow.sessions.pauses_until(first) == ()
        await uow.sessions.keep_pauses(first, (0.5, 1.25))
        assert await uow.sessions.pauses_until(second) == (0.5, 1.25)
        await uow.sessions.keep_pauses(second, (0.75,))
        assert await uow.sessions.pauses_until(second) == (0.75,)
        assert await uow.sessions.pauses_until(first) == (0.5, 1.25)
        assert await uow.sessions.pauses_until(other) == ()
        with pytest.raises(NotFoundError):
            await uow.sessions.keep_pauses(other + 1, (1.0,))
