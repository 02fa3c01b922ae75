"""The turn log in storage."""

import asyncio
from dataclasses import fields, replace

import pytest

from core.errors import ConflictError
from core.interview import SessionStatus
from core.turn import Interaction, Role, TimingBasis
from storage import Database
from tests.storage.values import NOW, add_session, add_user, answer


async def stored_session(database: Database) -> int:
    """Store a session with its user and return its id."""
    async with database.unit_of_work() as uow:
        session_id = await add_session(uow, await add_user(uow))
        await uow.commit()
        return session_id


async def test_a_turn_comes_back_whole_and_exactly(database: Database) -> None:
    session_id = await stored_session(database)
    spoken = answer(session_id)
    unset = {field.name for field in fields(Interaction) if not getattr(spoken, field.name)}
    assert unset == {"id"}, "this test must set every field"
    async with database.unit_of_work() as uow:
        stored = await uow.interactions.add(spoken)
        await uow.commit()
    assert stored.id is not None
    assert stored == replace(spoken, id=stored.id)
    async with database.unit_of_work() as uow:
        (listed,) = await uow.interactions.list(session_id)
    assert listed == stored
    assert listed.delivery is not None
    assert list(listed.delivery.filler_words) == ["um", "äh", "a"]


async def test_what_was_not_measured_comes_back_as_null(database: Database) -> None:
    session_id = await stored_session(database)
    bare = Interaction(session_id, "bare", Role.ASSISTANT, "", NOW)
    async with database.unit_of_work() as uow:
        stored = await uow.interactions.add(bare)
    assert stored == replace(bare, id=stored.id)
    assert stored.delivery is None
    assert stored.move is None
    assert stored.duration_seconds is None
    assert stored.timing_basis is TimingBasis.NONE


async def test_storing_a_turn_twice_keeps_the_first(database: Database) -> None:
    session_id = await stored_session(database)
    async with database.unit_of_work() as uow:
        first = await uow.interactions.add(answer(session_id))
        await uow.commit()
    async with database.unit_of_work() as uow:
        again = await uow.interactions.add(replace(answer(session_id), content="other"))
        await uow.commit()
        assert again == first
        assert await uow.interactions.list(session_id) == (first,)


async def test_two_writers_of_one_turn_get_the_same_turn(database: Database) -> None:
    session_id = await stored_session(database)

    async def write() -> Interaction:
        async with database.unit_of_work() as uow:
            stored = await uow.interactions.add(answer(session_id))
            await uow.commit()
            return stored

    stored = await asyncio.gather(*(write() for _ in range(8)))
    assert len({interaction.id for interaction in stored}) == 1


async def test_the_same_item_in_two_sessions_is_two_turns(database: Database) -> None:
    async with database.unit_of_work() as uow:
        user_id = await add_user(uow)
        one, two = await add_session(uow, user_id), await add_session(uow, user_id)
        await uow.interactions.add(answer(one))
        await uow.interactions.add(answer(two))
        assert len(await uow.interactions.list(one)) == 1
        assert len(await uow.interactions.list(two)) == 1


async def test_turns_are_listed_as_spoken_even_when_written_late(database: Database) -> None:
    session_id = await stored_session(database)
    async with database.unit_of_work() as uow:
        for item_id, seconds in (("c", 30.0), ("a", 0.0), ("d", 30.0), ("b", 0.001)):
            await uow.interactions.add(answer(session_id, item_id, seconds))
        turns = await uow.interactions.list(session_id)
    assert [turn.item_id for turn in turns] == ["a", "b", "c", "d"]


async def test_an_answer_that_went_on_keeps_its_number(database: Database) -> None:
    session_id = await stored_session(database)
    async with database.unit_of_work() as uow:
        first = await uow.interactions.add(answer(session_id))
        whole = replace(answer(session_id), content="All of it.", delivery=None)
        await uow.interactions.replace(whole)
        await uow.interactions.replace(answer(session_id, "item_2", 5))
        turns = await uow.interactions.list(session_id)
    assert turns[0] == replace(whole, id=first.id)
    assert [turn.item_id for turn in turns] == ["item_1", "item_2"]


async def test_a_removed_turn_is_gone_and_removing_it_again_is_harmless(
    database: Database,
) -> None:
    session_id = await stored_session(database)
    async with database.unit_of_work() as uow:
        await uow.interactions.add(answer(session_id))
        await uow.interactions.remove(session_id, "item_1")
        await uow.interactions.remove(session_id, "item_1")
        assert await uow.interactions.list(session_id) == ()


async def test_a_turn_needs_a_session(database: Database) -> None:
    async with database.unit_of_work() as uow:
        with pytest.raises(ConflictError):
            await uow.interactions.add(answer(4711))


async def test_a_number_that_json_does_not_have_is_refused(database: Database) -> None:
    session_id = await stored_session(database)
    async with database.unit_of_work() as uow:
        with pytest.raises(ValueError, match="JSON"):
            await uow.interactions.add(
                replace(answer(session_id), latency={"transcription": float("nan")})
            )


async def test_an_open_answer_is_no_turn_until_nobody_is_left_to_finish_it(
    database: Database,
) -> None:
    session_id = await stored_session(database)
    beginning = answer(session_id, "beginning")
    async with database.unit_of_work() as uow:
        await uow.interactions.keep_open(session_id, replace(beginning, content="I would"))
        await uow.interactions.keep_open(session_id, beginning)
        await uow.commit()
    async with database.unit_of_work() as uow:
        assert await uow.interactions.list(session_id) == ()
        await uow.interactions.settle_open(session_id)
        await uow.interactions.settle_open(session_id)
        await uow.commit()
    async with database.unit_of_work() as uow:
        [turn] = await uow.interactions.list(session_id)
    assert turn == replace(beginning, id=turn.id)


async def test_an_open_answer_that_came_to_nothing_is_forgotten(database: Database) -> None:
    session_id = await stored_session(database)
    async with database.unit_of_work() as uow:
        await uow.interactions.keep_open(session_id, answer(session_id))
        await uow.interactions.keep_open(session_id, None)
        await uow.interactions.settle_open(session_id)
        assert await uow.interactions.list(session_id) == ()


@pytest.mark.parametrize("status", [SessionStatus.COMPLETED, SessionStatus.ABANDONED])
async def test_however_an_interview_ends_its_open_answer_is_a_turn(
    database: Database, status: SessionStatus
) -> None:
    session_id = await stored_session(database)
    async with database.unit_of_work() as uow:
        await uow.interactions.keep_open(session_id, answer(session_id))
        await uow.sessions.set_status(session_id, SessionStatus.PAUSED)
        assert await uow.interactions.list(session_id) == (), "a pause may end"
        await uow.sessions.set_status(session_id, status)
        await uow.interactions.keep_open(session_id, answer(session_id, "too late"))
        await uow.sessions.set_status(session_id, status)
        assert [turn.item_id for turn in await uow.interactions.list(session_id)] == ["item_1"]
