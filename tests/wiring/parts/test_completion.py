"""Completing an interview: killed at any step, twice at once, again, and after others."""

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from core.assessment import Assessment
from core.clock import utc_now
from core.errors import NotFoundError
from core.interview import InterviewSession, SessionStatus
from core.turn import Interaction
from core.usage import CallPurpose, ModelCall
from scoring.judge.panel import Remembered
from scoring.judge.rewording import Rewording
from scoring.service import OfflineAssessor
from storage import Database
from storage.repositories.due_assessments import CLAIM, PATIENCE, DueAssessments
from tests.scoring.delivery.test_own_pace import said_slowly
from tests.scoring.feedback.test_retelling import ROUGH
from tests.scoring.interviews import BANK, CONFLICT, INDEXES, NOW, interview, session
from tests.scoring.judge.scripted import ScriptedJudge
from tests.scoring.judge.test_rewording import HONEST, Wording
from tests.storage.values import add_user
from tests.wiring.parts.test_judging import completion, stored
from wiring.parts.completion import Completion

ROOT = Path(__file__).parents[3]


async def kill_while_completing(url: str, session_id: int, step: str) -> int:
    """Return how many requests a judge had answered when its process was killed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.wiring.killed", url, str(session_id), step,
        cwd=ROOT, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        return int(await process.stdout.readline())
    finally:
        process.kill()
        assert await process.wait() == -9


@pytest.mark.timeout(600)  # a process is started, which takes its time on a full machine
@pytest.mark.parametrize("step", ["0", "5", "saved"])
async def test_a_process_killed_at_any_step_is_gone_on_from_there(
    sqlite_url: str, step: str
) -> None:
    database = Database(sqlite_url)
    first, second = await stored(database), await stored(database, "bob@example.org")
    undisturbed, after, again = ScriptedJudge(), ScriptedJudge(), ScriptedJudge()
    expected = await completion(database, undisturbed).complete(second)

    answered = await kill_while_completing(sqlite_url, first, step)

    async with database.unit_of_work() as uow:
        assert (await uow.sessions.get(first)).status is SessionStatus.COMPLETED
        assert await uow.assessments.list(first) == ()
    later = Database(sqlite_url, clock=lambda: utc_now() + CLAIM)
    resumed = await completion(later, after).complete(first)
    await later.close()
    assert answered + after.calls == undisturbed.calls
    assert resumed.overall_score == expected.overall_score
    assert {d.name: d.score for d in resumed.dimensions} == {
        d.name: d.score for d in expected.dimensions
    }
    assert resumed.usage["remembered"] == answered
    assert await completion(database, again).complete(first) == resumed
    assert again.calls == 0
    await database.close()


async def test_of_two_processes_that_complete_at_once_one_asks_the_judge(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    first, second = await stored(database), await stored(database, "bob@example.org")
    alone, here, there = ScriptedJudge(), ScriptedJudge(), ScriptedJudge()
    await completion(database, alone).complete(first)
    one, other = await asyncio.gather(
        completion(database, here).complete(second), completion(database, there).complete(second)
    )
    assert one == other
    assert sorted((here.calls, there.calls)) == [0, alone.calls]
    await database.close()


async def test_what_one_process_gives_up_another_that_waits_for_it_makes(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    session_id = await stored(database)
    assessor = WaitingAssessor()
    begun = asyncio.create_task(Completion(database, assessor, lambda: NOW).complete(session_id))
    await assessor.begun.wait()
    rules = OfflineAssessor(lambda: NOW, lambda: BANK)
    waiting = asyncio.create_task(Completion(database, rules, lambda: NOW).complete(session_id))
    await asyncio.sleep(0.3)
    assert not waiting.done()
    begun.cancel()
    assert (await waiting).version == 1
    await database.close()


async def test_nobody_waits_for_the_assessment_of_a_deleted_session(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    session_id = await stored(database)
    async with database.unit_of_work() as uow:
        owner = (await uow.sessions.get(session_id)).user_id
        assert await uow.due_assessments.claim(session_id)
        await uow.commit()
    rules = OfflineAssessor(lambda: NOW, lambda: BANK)
    waiting = asyncio.create_task(Completion(database, rules, lambda: NOW).complete(session_id))
    await asyncio.sleep(0.3)
    async with database.unit_of_work() as uow:
        await uow.sessions.delete(session_id, owner)
        await uow.commit()
    with pytest.raises(NotFoundError):
        await waiting
    await database.close()


async def test_two_processes_that_complete_at_once_store_one_version(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    session_id = await stored(database)
    rules = OfflineAssessor(lambda: NOW, lambda: BANK)
    made, elsewhere = (Completion(database, rules, lambda: NOW) for _ in range(2))
    one, other = await asyncio.gather(made.complete(session_id), elsewhere.complete(session_id))
    assert one == other
    again = await made.reassess(session_id)
    async with database.unit_of_work() as uow:
        assert [v.version for v in await uow.assessments.list(session_id)] == [1, 2]
        assert await uow.assessments.latest(session_id) == again
    await database.close()


async def test_two_callers_in_one_process_ask_the_judge_once(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    first, second = await stored(database), await stored(database, "bob@example.org")
    alone, shared = ScriptedJudge(), ScriptedJudge()
    await completion(database, alone).complete(first)
    made = completion(database, shared)
    one, other = await asyncio.gather(made.complete(second), made.complete(second))
    assert one == other
    assert shared.calls == alone.calls
    await database.close()


class WaitingAssessor(OfflineAssessor):
    """Says when it begins, and ends when it is told to."""

    def __init__(self) -> None:
        super().__init__(lambda: NOW, lambda: BANK)
        self.begun, self.go_on = asyncio.Event(), asyncio.Event()

    async def assess(self, session: InterviewSession, history: Sequence[Interaction]) -> Assessment:
        self.begun.set()
        await self.go_on.wait()
        return await super().assess(session, history)


async def test_a_caller_who_gives_up_takes_nothing_away_from_the_other(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    session_id = await stored(database)
    assessor = WaitingAssessor()
    made = Completion(database, assessor, lambda: NOW)
    hasty = asyncio.create_task(made.complete(session_id))
    await assessor.begun.wait()
    patient = asyncio.create_task(made.complete(session_id))
    hasty.cancel()
    await asyncio.wait((hasty,))
    assessor.go_on.set()
    assert (await patient).version == 1
    assert hasty.cancelled()
    await database.close()


async def test_when_every_caller_has_given_up_nothing_goes_on(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    session_id = await stored(database)
    assessor = WaitingAssessor()
    made = Completion(database, assessor, lambda: NOW)
    waiting = asyncio.create_task(made.complete(session_id))
    await assessor.begun.wait()
    before = asyncio.all_tasks()
    waiting.cancel()
    await asyncio.wait((waiting,))
    assert before - asyncio.all_tasks() > {waiting}, "what it had begun has ended with it"
    assessor.go_on.set()
    assert (await made.complete(session_id)).version == 1
    await database.close()


async def test_nobody_takes_over_while_an_assessment_is_being_made(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wiring.parts.completion.KEEP_CLAIM_SECONDS", 0.01)
    now = NOW

    def clock() -> datetime:
        return now

    database = Database(sqlite_url, clock=clock)
    session_id = await stored(database)
    assessor = WaitingAssessor()
    making = asyncio.create_task(Completion(database, assessor, clock).complete(session_id))
    await assessor.begun.wait()
    kept = asyncio.Semaphore(0)
    keep = DueAssessments.keep

    async def counted(due: DueAssessments, session_id: int) -> None:
        await keep(due, session_id)
        kept.release()

    monkeypatch.setattr(DueAssessments, "keep", counted)
    now += 2 * PATIENCE
    for _ in range(2):  # with the second, the first is stored
        await kept.acquire()
    async with database.unit_of_work() as uow:
        assert await uow.due_assessments.take_over() is None
    assessor.go_on.set()
    await making
    now += 2 * PATIENCE
    async with database.unit_of_work() as uow:
        assert await uow.due_assessments.take_over() is None
    await database.close()


async def test_the_plan_looks_at_earlier_interviews_of_the_same_type(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    made = Completion(database, OfflineAssessor(lambda: NOW, lambda: BANK), lambda: NOW)
    first = await stored(database)
    before = await made.complete(first)
    assert before.next_interview is not None
    assert before.next_interview.based_on_sessions == 1
    async with database.unit_of_work() as uow:
        session_of_first = await uow.sessions.get(first)
        begun = await uow.sessions.add(
            session_of_first.user_id, session(INDEXES).request, session_of_first.plan, "Hello."
        )
        for turn in interview((INDEXES, INDEXES.outline), (CONFLICT, "I don't know.")).turns:
            await uow.interactions.add(replace(turn, session_id=begun.id, id=None))
        await uow.commit()
    after = await made.complete(begun.id)
    assert after.next_interview is not None
    assert after.next_interview.based_on_sessions == 2
    assert (await made.reassess(first)).next_interview == before.next_interview
    async with database.unit_of_work() as uow:
        assert (await uow.assessments.latest(begun.id)) == after
    await database.close()


async def test_the_own_pace_is_that_of_the_first_three_spoken_interviews(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    made = Completion(database, OfflineAssessor(lambda: NOW, lambda: BANK), lambda: NOW)
    async with database.unit_of_work() as uow:
        user_id = await add_user(uow, "ada@example.org")
        await add_user(uow, "bob@example.org")
        await uow.commit()

    async def held(user: int, turns: Sequence[Interaction]) -> Assessment:
        wanted = session(CONFLICT)
        request = replace(wanted.request, own_pace=True)
        async with database.unit_of_work() as uow:
            begun = await uow.sessions.add(user, request, wanted.plan, wanted.opener)
            for turn in turns:
                await uow.interactions.add(replace(turn, session_id=begun.id, id=None))
            await uow.commit()
        return await made.complete(begun.id)

    await held(user_id, interview((CONFLICT, CONFLICT.outline)).turns)
    await held(user_id + 1, said_slowly(0.3))
    rates = [(await held(user_id, said_slowly(s))).words_per_minute for s in (0.7, 0.72, 0.65)]
    fourth = await held(user_id, said_slowly(0.6))
    usual = next(d for d in fourth.dimensions if d.name == "pace")
    assert usual.measures["usual_words_per_minute"] == rates[0], "the median of the three"
    assert usual.score == 100
    again = await made.reassess(fourth.session_id)
    assert again.score("pace") == 100
    await database.close()


async def test_a_rewritten_answer_is_stored_beside_the_original(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    rough = interview((INDEXES, INDEXES.outline), (CONFLICT, ROUGH))
    session_id = await stored(database, log=rough)
    rewording = Rewording(Wording(HONEST), Remembered())
    rules = OfflineAssessor(lambda: NOW, lambda: BANK)
    await Completion(database, rules, lambda: NOW, rewording).complete(session_id)
    async with database.unit_of_work() as uow:
        kept = await uow.assessments.latest(session_id)
        asked = await uow.model_calls.list(session_id)
    assert asked == (ModelCall(CallPurpose.JUDGE, "wording-1", 300, 80, 1),)
    assert kept is not None
    rewritten = kept.feedback.rewritten_answer
    assert rewritten is not None
    assert rewritten.text == HONEST
    assert rewritten.original == ROUGH
    assert kept.usage["calls"] == 1
    await database.close()
