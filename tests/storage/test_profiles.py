"""Profiles in storage."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.errors import ConflictError, InvalidInputError, NotFoundError
from core.interview import CandidateProfile, Difficulty, InterviewType
from storage import Database
from tests.storage.values import NOW, add_user


def full_profile(user_id: int) -> CandidateProfile:
    """Return a profile with every field set that is the candidate's."""
    return CandidateProfile(
        user_id=user_id,
        current_role="Engineer",
        current_company="Tech & Söhne",
        years_of_experience=5.5,
        target_role="Staff Engineer",
        target_companies=("A", "B"),
        technical_skills=("Python", "C++"),
        soft_skills=("Listening",),
        education=("BSc",),
        certifications=("CKA",),
        difficulty_preference=Difficulty.HARD,
        preferred_interview_types=(InterviewType("system_design"), InterviewType("case")),
        resume_text="Line\n" * 3,
        bio="…",
    )


async def test_a_profile_comes_back_whole(database_url: str) -> None:
    database = Database(database_url, clock=lambda: NOW)
    async with database.unit_of_work() as uow:
        told = full_profile(await add_user(uow))
        stored = await uow.profiles.add(told)
        await uow.commit()
    async with database.unit_of_work() as uow:
        assert await uow.profiles.get(told.user_id) == stored
        assert stored == replace(told, id=stored.id, created_at=NOW, updated_at=NOW)
        assert stored.id is not None
    await database.close()


async def test_an_empty_profile_stays_empty(database: Database) -> None:
    async with database.unit_of_work() as uow:
        user_id = await add_user(uow)
        stored = await uow.profiles.add(CandidateProfile(user_id))
        assert stored.years_of_experience is None
        assert stored.preferred_interview_types == ()
        assert await uow.profiles.get(user_id + 1) is None


async def test_a_second_profile_of_a_user_is_a_conflict(database: Database) -> None:
    async with database.unit_of_work() as uow:
        user_id = await add_user(uow)
        await uow.profiles.add(CandidateProfile(user_id, bio="first"))
        await uow.commit()
    async with database.unit_of_work() as uow:
        with pytest.raises(ConflictError, match="already a profile"):
            await uow.profiles.add(CandidateProfile(user_id, bio="second"))
    async with database.unit_of_work() as uow:
        profile = await uow.profiles.get(user_id)
        assert profile is not None
        assert profile.bio == "first"


async def test_an_update_changes_what_it_names_and_nothing_else(database_url: str) -> None:
    times = iter([NOW, NOW, NOW + timedelta(hours=1)])
    database = Database(database_url, clock=lambda: next(times))
    async with database.unit_of_work() as uow:
        stored = await uow.profiles.add(full_profile(await add_user(uow)))
        await uow.commit()
    async with database.unit_of_work() as uow:
        changed = await uow.profiles.update(
            stored.user_id,
            {"years_of_experience": 6, "technical_skills": ["Rust"], "bio": None},
        )
        await uow.commit()
    expected = replace(
        stored,
        years_of_experience=6.0,
        technical_skills=("Rust",),
        bio=None,
        updated_at=NOW + timedelta(hours=1),
    )
    async with database.unit_of_work() as uow:
        assert changed == await uow.profiles.get(stored.user_id) == expected
    await database.close()


@pytest.mark.parametrize("name", ["id", "user_id", "created_at", "nickname"])
async def test_what_is_not_the_candidates_cannot_be_updated(database: Database, name: str) -> None:
    async with database.unit_of_work() as uow:
        profile = await uow.profiles.add(CandidateProfile(await add_user(uow)))
        with pytest.raises(InvalidInputError) as raised:
            await uow.profiles.update(profile.user_id, {name: 1})
        assert raised.value.errors == ((name, "cannot be set"),)


async def test_updating_without_a_profile_is_not_found(database: Database) -> None:
    async with database.unit_of_work() as uow:
        user_id = await add_user(uow)
        with pytest.raises(NotFoundError):
            await uow.profiles.update(user_id, {"bio": "x"})
