"""Completing an interview with a judge: kept replies, fallback, and only what was earned."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.ports import JudgeReply
from core.settings import Settings
from core.usage import CallPurpose
from llm.port import JsonModel, ModelPrompt
from scoring.judge.assessor import JudgeAssessor
from scoring.judge.earned import Earned, write_earned
from scoring.judge.panel import Remembered
from scoring.judge.prompt import JudgePrompt
from scoring.rules.rubrics import load_rubric
from scoring.service import OfflineAssessor
from storage import Database
from storage.judge_memory import StoredJudgeMemory
from tests.scoring.interviews import BANK, CONFLICT, INDEXES, NOW, Log, interview, session
from tests.scoring.judge.scripted import AwayJudge, ScriptedJudge
from tests.storage.values import add_user
from wiring.parts import judging
from wiring.parts.completion import Completion
from wiring.parts.judging import open_assessor

EVERY = frozenset(d.name for d in load_rubric().dimensions if not d.computed)
HOSTED: dict[str, Any] = {"llm_base_url": "http://127.0.0.1:9/v1", "llm_model": "judging-1"}


class Killed(BaseException):
    """The process ends in the middle."""


class KilledJudge(ScriptedJudge):
    """Answers a few requests before the process is killed."""

    async def json(
        self, prompt: ModelPrompt, schema: Mapping[str, Any], *, seed: int
    ) -> JudgeReply:
        if self.calls >= 4:
            raise Killed
        return await super().json(prompt, schema, seed=seed)


async def stored(database: Database, email: str = "ada@example.org", log: Log | None = None) -> int:
    """Store an interview of two answers for a new user and return its id."""
    asked = session(INDEXES, CONFLICT)
    log = log or interview((INDEXES, INDEXES.outline), (CONFLICT, CONFLICT.outline))
    async with database.unit_of_work() as uow:
        user_id = await add_user(uow, email)
        begun = await uow.sessions.add(user_id, asked.request, asked.plan, asked.opener)
        for turn in log.turns:
            await uow.interactions.add(replace(turn, session_id=begun.id, id=None))
        await uow.commit()
    return begun.id


def completion(database: Database, model: JsonModel) -> Completion:
    memory = StoredJudgeMemory(database)
    assessor = JudgeAssessor(
        model, lambda: NOW, earned=EVERY, memory=memory, bank=lambda: BANK, concurrency=1
    )
    return Completion(database, assessor, lambda: NOW)


async def test_an_assessment_that_was_killed_asks_nothing_twice(database_url: str) -> None:
    database = Database(database_url)
    session_id = await stored(database)
    killed, after, undisturbed = KilledJudge(), ScriptedJudge(), ScriptedJudge()
    with pytest.raises(Killed):
        await completion(database, killed).complete(session_id)
    assessment = await completion(database, after).complete(session_id)
    other = await stored_again(database)
    await completion(database, undisturbed).complete(other)
    assert killed.calls == 4
    assert killed.calls + after.calls == undisturbed.calls
    assert assessment.method == "judge"
    await database.close()


async def stored_again(database: Database) -> int:
    """Store the interview a second time, for the same user."""
    async with database.unit_of_work() as uow:
        first = await uow.sessions.get(1)
        begun = await uow.sessions.add(first.user_id, first.request, first.plan, first.opener)
        for turn in await uow.interactions.list(1):
            await uow.interactions.add(replace(turn, session_id=begun.id, id=None))
        await uow.commit()
    return begun.id


async def test_a_judge_that_is_away_leaves_the_rules_with_their_method(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    session_id = await stored(database)
    assessment = await completion(database, AwayJudge(0)).complete(session_id)
    assert assessment.method == "basic"
    assert {d.method for d in assessment.dimensions if d.score is not None} <= {"basic", "computed"}
    await database.close()


async def test_what_cannot_be_stored_of_a_reply_does_not_stop_an_assessment(
    sqlite_url: str,
) -> None:
    database = Database(sqlite_url)
    session_id = await stored(database)
    memory = StoredJudgeMemory(database)
    await memory.put(session_id, "key", JudgeReply("a\0b\ud800", 1, 2))
    await memory.put(session_id, "key", JudgeReply("later"))
    assert await memory.get(session_id, "key") == JudgeReply("ab?", 1, 2)
    assert await memory.get(session_id, "other") is None
    await database.close()


async def judged_by(earned_file: Path, **settings: object) -> frozenset[str] | None:
    """Return which dimensions a model judges with these settings, or null where rules alone do."""
    given = Settings(_env_file=None, **settings)  # type: ignore[arg-type]
    async with open_assessor(given, Remembered(), lambda: NOW, earned_file) as assessor:
        if isinstance(assessor, JudgeAssessor):
            return assessor.earned
        assert isinstance(assessor, OfflineAssessor)
        return None


async def test_a_hosted_model_judges_by_default(tmp_path: Path) -> None:
    file = tmp_path / "judge.json"
    assert await judged_by(file, **HOSTED) == EVERY
    assert await judged_by(file, groq_api_key="key") == EVERY
    assert await judged_by(file) is None
    assert await judged_by(file, **HOSTED, judge="rules") is None


async def test_the_small_model_of_this_machine_does_not(tmp_path: Path) -> None:
    here = {**HOSTED, "llm_base_url": "http://127.0.0.1:8091/v1"}
    assert await judged_by(tmp_path / "judge.json", **here) is None


async def test_a_model_that_was_measured_judges_only_what_it_has_earned(tmp_path: Path) -> None:
    file, prompts = tmp_path / "judge.json", JudgePrompt(load_rubric()).hash
    write_earned(file, Earned("judging-1", prompts, frozenset({"relevance"})))
    assert await judged_by(file, **HOSTED) == frozenset({"relevance"})
    write_earned(file, Earned("judging-1", prompts, frozenset()))
    assert await judged_by(file, **HOSTED) is None
    write_earned(file, Earned("judging-1", "other prompts", frozenset({"relevance"})))
    assert await judged_by(file, **HOSTED) == EVERY


async def test_a_judge_is_asked_as_often_as_the_settings_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Closing(ScriptedJudge):
        async def aclose(self) -> None:
            """A model is closed by whoever opened it."""

    judge, earned_file = Closing(), tmp_path / "judge.json"
    monkeypatch.setattr(judging, "build_model", lambda *_: judge)
    prompts = JudgePrompt(load_rubric()).hash
    write_earned(earned_file, Earned(judge.name, prompts, EVERY))
    settings = Settings(_env_file=None, judge_samples=5)
    async with open_assessor(settings, Remembered(), lambda: NOW, earned_file) as assessor:
        await assessor.assess(session(INDEXES), interview((INDEXES, INDEXES.outline)).turns)
    assert judge.calls == 5, "one answer"


async def test_what_the_judge_took_counts_for_the_session(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    session_id, judge = await stored(database), ScriptedJudge()
    assessment = await completion(database, judge).complete(session_id)
    async with database.unit_of_work() as uow:
        (asked,) = await uow.model_calls.list(session_id)
    await database.close()
    assert (asked.purpose, asked.model, asked.calls) == (CallPurpose.JUDGE, judge.name, judge.calls)
    told = (assessment.usage["prompt_tokens"], assessment.usage["completion_tokens"])
    assert (asked.prompt_tokens or 0, asked.completion_tokens or 0) == told
