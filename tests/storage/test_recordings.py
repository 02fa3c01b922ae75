"""The sound of interviews in storage."""

import pytest

from core.errors import ConflictError, NotFoundError
from core.recording import RecordedPiece, Recording
from storage import Database
from tests.storage.values import add_session, add_user


def piece(number: int, part: int = 1_500, byte_count: int = 3) -> RecordedPiece:
    """Return a piece of five seconds."""
    return RecordedPiece(part, number, part / 1000 + 5.0 * number, 5.0, byte_count)


async def test_pieces_come_back_in_playing_order_and_byte_for_byte(database: Database) -> None:
    sounds = {(part, n): bytes([0, part % 256, n, 255]) for part in (1_500, 90_000) for n in (0, 1)}
    async with database.unit_of_work() as uow:
        session_id = await add_session(uow, await add_user(uow))
        for part, number in ((90_000, 1), (1_500, 1), (90_000, 0), (1_500, 0)):
            added = piece(number, part, 4)
            await uow.recordings.add(session_id, added, sounds[part, number])
        await uow.commit()
    async with database.unit_of_work() as uow:
        found = await uow.recordings.get(session_id)
        assert found == Recording(tuple(piece(n, part, 4) for part, n in sounds))
        for stored in found.pieces:
            sound = await uow.recordings.audio(session_id, stored)
            assert sound == sounds[stored.part, stored.number]


async def test_a_piece_that_is_written_twice_is_there_once(database: Database) -> None:
    async with database.unit_of_work() as uow:
        session_id = await add_session(uow, await add_user(uow))
        await uow.recordings.add(session_id, piece(0), b"one")
        await uow.recordings.add(session_id, piece(0), b"two")
        assert await uow.recordings.get(session_id) == Recording((piece(0),))
        assert await uow.recordings.audio(session_id, piece(0)) == b"one"


async def test_what_was_not_recorded_is_not_there(database: Database) -> None:
    async with database.unit_of_work() as uow:
        session_id = await add_session(uow, await add_user(uow))
        assert await uow.recordings.get(session_id) is None
        with pytest.raises(NotFoundError):
            await uow.recordings.audio(session_id, piece(0))


async def test_a_session_that_is_gone_takes_no_sound(database: Database) -> None:
    async with database.unit_of_work() as uow:
        with pytest.raises(ConflictError):
            await uow.recordings.add(99, piece(0), b"one")


@pytest.mark.parametrize("whole_account", [False, True])
async def test_the_sound_goes_with_its_session_and_with_its_account(
    database: Database, whole_account: bool
) -> None:
    async with database.unit_of_work() as uow:
        user_id = await add_user(uow)
        session_id = await add_session(uow, user_id)
        other = await add_session(uow, await add_user(uow, "bob@example.org"))
        for kept in (session_id, other):
            await uow.recordings.add(kept, piece(0), b"one")
        await uow.commit()
    async with database.unit_of_work() as uow:
        if whole_account:
            await uow.users.delete(user_id)
        else:
            await uow.sessions.delete(session_id, user_id)
        await uow.commit()
    async with database.unit_of_work() as uow:
        assert await uow.recordings.get(session_id) is None
        with pytest.raises(NotFoundError):
            await uow.recordings.audio(session_id, piece(0))
        assert await uow.recordings.get(other) is not None
