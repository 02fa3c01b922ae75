"""Links that show a report, in storage."""

from datetime import timedelta

import pytest

from core.assessment import Share
from core.errors import ConflictError, NotFoundError
from storage import Database
from tests.storage.values import NOW, add_session, add_user

IN_A_WEEK = NOW + timedelta(days=7)


async def test_a_link_is_found_by_its_hash_until_it_expires(database_url: str) -> None:
    now = NOW
    database = Database(database_url, clock=lambda: now)
    async with database.unit_of_work() as uow:
        session_id = await add_session(uow, await add_user(uow))
        short = await uow.shares.add(
            session_id, "a" * 64, with_recording=True, expires_at=IN_A_WEEK
        )
        lasting = await uow.shares.add(session_id, "b" * 64, with_recording=False, expires_at=None)
        await uow.commit()
    assert short == Share(short.id, session_id, True, NOW, IN_A_WEEK)
    async with database.unit_of_work() as uow:
        assert await uow.shares.list(session_id) == (short, lasting)
        assert await uow.shares.valid("a" * 64) == short
        assert await uow.shares.valid("c" * 64) is None
        now = IN_A_WEEK
        assert await uow.shares.valid("a" * 64) is None
        assert await uow.shares.valid("b" * 64) == lasting
    await database.close()


async def test_a_revoked_link_is_gone_and_only_its_own_session_can_revoke_it(
    database: Database,
) -> None:
    async with database.unit_of_work() as uow:
        user_id = await add_user(uow)
        mine, other = await add_session(uow, user_id), await add_session(uow, user_id)
        share = await uow.shares.add(mine, "a" * 64, with_recording=False, expires_at=None)
        with pytest.raises(NotFoundError):
            await uow.shares.revoke(other, share.id)
        await uow.shares.revoke(mine, share.id)
        assert await uow.shares.valid("a" * 64) is None
        assert await uow.shares.list(mine) == ()
        with pytest.raises(NotFoundError):
            await uow.shares.revoke(mine, share.id)


async def test_no_two_links_have_the_same_token(database: Database) -> None:
    async with database.unit_of_work() as uow:
        session_id = await add_session(uow, await add_user(uow))
        await uow.shares.add(session_id, "a" * 64, with_recording=False, expires_at=None)
        with pytest.raises(ConflictError):
            await uow.shares.add(session_id, "a" * 64, with_recording=False, expires_at=None)


async def test_links_go_with_their_session(database: Database) -> None:
    async with database.unit_of_work() as uow:
        user_id = await add_user(uow)
        session_id = await add_session(uow, user_id)
        await uow.shares.add(session_id, "a" * 64, with_recording=False, expires_at=None)
        await uow.commit()
    async with database.unit_of_work() as uow:
        await uow.sessions.delete(session_id, user_id)
        await uow.commit()
    async with database.unit_of_work() as uow:
        assert await uow.shares.valid("a" * 64) is None
