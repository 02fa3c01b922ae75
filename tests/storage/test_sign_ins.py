"""Sign-ins: what is good, and that nothing is kept of what is not."""

from datetime import timedelta

from core.account import SignIn
from storage import Database
from tests.storage.values import NOW, add_user

LATER = NOW + timedelta(days=30)


def sign_in(name: str, user_id: int, *, ends: timedelta = timedelta(days=30)) -> SignIn:
    return SignIn(name, user_id, f"token of {name}", NOW, NOW + ends)


async def test_of_a_users_sign_ins_those_that_have_ended_are_forgotten(database: Database) -> None:
    async with database.unit_of_work() as uow:
        ada, bob = await add_user(uow), await add_user(uow, "bob@example.org")
        await uow.sign_ins.add(sign_in("good", ada))
        await uow.sign_ins.add(sign_in("expired", ada, ends=timedelta(0)))
        await uow.sign_ins.add(sign_in("revoked", ada))
        await uow.sign_ins.add(sign_in("another's", bob, ends=timedelta(0)))
        await uow.sign_ins.revoke("revoked", NOW)
        await uow.sign_ins.forget_ended(ada, NOW)
        await uow.commit()
    async with database.unit_of_work() as uow:
        names = ("good", "expired", "revoked", "another's")
        kept = [name for name in names if await uow.sign_ins.get(name) is not None]
    assert kept == ["good", "another's"]


async def test_the_last_token_is_the_good_one_and_a_first_end_stays(database: Database) -> None:
    async with database.unit_of_work() as uow:
        await uow.sign_ins.add(sign_in("device", await add_user(uow)))
        await uow.sign_ins.rotate("device", "newer", LATER)
        await uow.sign_ins.revoke("device", NOW)
        await uow.sign_ins.revoke("device", LATER)
        found = await uow.sign_ins.get("device", lock=True)
    assert found is not None
    assert (found.token_hash, found.expires_at, found.revoked_at) == ("newer", LATER, NOW)
