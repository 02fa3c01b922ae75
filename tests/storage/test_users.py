"""Accounts in storage."""

import pytest

from core.account import User
from core.errors import ConflictError, InvalidInputError, NotFoundError
from core.interview import CandidateProfile
from storage import Database
from tests.storage.test_migrations import dump, fill, tables
from tests.storage.values import NOW, add_session, add_user, answer, assessment


async def test_a_user_is_found_by_address_and_by_id(database_url: str) -> None:
    database = Database(database_url, clock=lambda: NOW)
    async with database.unit_of_work() as uow:
        user = await uow.users.add(" Ada@Example.org ", "hash", "Ada Łovelace")
        await uow.commit()
    async with database.unit_of_work() as uow:
        assert user == User(user.id, "ada@example.org", "hash", "Ada Łovelace", NOW)
        assert await uow.users.by_email("ADA@example.org") == user
        assert await uow.users.by_id(user.id) == user
        assert await uow.users.by_email("nobody@example.org") is None
        assert await uow.users.by_id(user.id + 1) is None
    await database.close()


def test_a_users_representation_has_no_password_hash() -> None:
    assert "secret-hash" not in repr(User(1, "a@b.c", "secret-hash", None, NOW))


async def test_an_address_is_one_account_however_it_is_cased(database: Database) -> None:
    async with database.unit_of_work() as uow:
        await uow.users.add("ada@example.org", "first")
        await uow.commit()
    async with database.unit_of_work() as uow:
        with pytest.raises(ConflictError, match="already an account"):
            await uow.users.add("ADA@example.org", "second")
    async with database.unit_of_work() as uow:
        user = await uow.users.by_email("ada@example.org")
        assert user is not None
        assert user.password_hash == "first"


async def test_what_is_not_committed_is_not_kept(database: Database) -> None:
    async with database.unit_of_work() as uow:
        await add_user(uow)
    async with database.unit_of_work() as uow:
        assert await uow.users.by_email("ada@example.org") is None


async def test_a_password_hash_is_replaced(database: Database) -> None:
    async with database.unit_of_work() as uow:
        user_id = await add_user(uow)
        await uow.users.update_password_hash(user_id, "newer")
        user = await uow.users.by_id(user_id)
        assert user is not None
        assert user.password_hash == "newer"
        with pytest.raises(NotFoundError):
            await uow.users.update_password_hash(user_id + 1, "newer")


async def test_deleting_a_user_deletes_everything_of_theirs_and_nothing_else(
    database: Database,
) -> None:
    async with database.unit_of_work() as uow:
        ada, bob = await add_user(uow), await add_user(uow, "bob@example.org")
        sessions = {}
        for user_id in (ada, bob):
            sessions[user_id] = await add_session(uow, user_id)
            await uow.profiles.add(CandidateProfile(user_id))
            await uow.interactions.add(answer(sessions[user_id]))
            await uow.assessments.add(assessment(sessions[user_id]))
        await uow.commit()
    async with database.unit_of_work() as uow:
        await uow.users.delete(ada)
        await uow.commit()
    async with database.unit_of_work() as uow:
        assert await uow.users.by_id(ada) is None
        assert await uow.profiles.get(ada) is None
        assert await uow.interactions.list(sessions[ada]) == ()
        assert await uow.assessments.list(sessions[ada]) == ()
        assert await uow.sessions.count_for_user(ada) == 0
        assert len(await uow.interactions.list(sessions[bob])) == 1
        assert await uow.sessions.count_for_user(bob) == 1
        with pytest.raises(NotFoundError):
            await uow.users.delete(ada)


async def test_no_table_keeps_a_row_of_a_deleted_user(database_url: str) -> None:
    await fill(database_url)
    database = Database(database_url)
    names = await tables(database_url) - {"alembic_version"}
    assert all((await dump(database_url, names)).values()), "every table had a row"
    async with database.unit_of_work() as uow:
        user = await uow.users.by_email("ada@example.org")
        assert user is not None
        await uow.users.delete(user.id)
        await uow.commit()
    await database.close()
    assert await dump(database_url, names) == {name: [] for name in names}


async def test_the_number_of_a_deleted_user_is_never_given_out_again(database: Database) -> None:
    async with database.unit_of_work() as uow:
        deleted = await add_user(uow)
        await uow.users.delete(deleted)
        await uow.commit()
    async with database.unit_of_work() as uow:
        assert await add_user(uow, "bob@example.org") > deleted


@pytest.mark.parametrize("name", ["nul \x00", "lone \ud800 surrogate"])
async def test_text_that_one_database_could_not_hold_is_refused_by_both(
    database: Database, name: str
) -> None:
    async with database.unit_of_work() as uow:
        with pytest.raises(InvalidInputError, match="cannot be stored"):
            await uow.users.add("ada@example.org", "hash", name)


@pytest.mark.parametrize("user_id", [2**63, -(2**63) - 1])
async def test_a_number_beyond_64_bits_is_invalid_input(database: Database, user_id: int) -> None:
    async with database.unit_of_work() as uow:
        with pytest.raises(InvalidInputError, match="outside"):
            await uow.users.by_id(user_id)


async def test_the_largest_possible_id_is_simply_not_there(database: Database) -> None:
    async with database.unit_of_work() as uow:
        assert await uow.users.by_id(2**63 - 1) is None
