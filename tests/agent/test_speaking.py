"""Who takes the place of an interviewer that was cut off says what became of the answer."""

import asyncio
from dataclasses import replace
from typing import Any, cast

import pytest

from agent.speaking import speak_after_a_break
from core.move import MoveKind
from core.turn import CUT_OFF, Role
from tests.agent.behaviors.talk import Stage, a_stage
from tests.agent.interviews import a_turn, asked


async def _go_on(stage: Stage) -> str:
    live = stage.live
    await speak_after_a_break(
        cast(Any, stage.talk), live.conversation, live.interviewer, live.asides
    )
    [speech] = stage.talk.said
    return speech.text


async def test_an_answer_that_did_not_arrive_is_asked_for_again() -> None:
    stage = a_stage()
    question = a_turn(Role.ASSISTANT, "I see. What did you do next?", 20.0, move=asked())
    stage.live.conversation.append(question)
    said = await _go_on(stage)
    assert said == f"{stage.live.asides['cut_off']} What did you do next?"
    _, move = stage.live.conversation.said(said, interrupted=False)
    assert move is not None
    assert (move.kind, move.question_id) == (MoveKind.RESUME, asked().question_id)


async def test_an_answer_that_is_in_the_log_is_replied_to() -> None:
    stage = a_stage()
    stage.live.conversation.append(a_turn(Role.USER, "I rewrote it.", 20.0))
    assert await _go_on(stage) == f"{stage.live.asides['cut_off_heard']} reply 1"
    assert stage.interviewer.asked == ["I rewrote it."]


@pytest.mark.parametrize(
    ("words", "doubted", "last"),
    [
        ("I rewrote it,", (), "I rewrote it"),
        ("First I measured it. Then I rewrote it on a copy and", (), "rewrote it on a copy and"),
        ("Then I rewrote it on a copie and", ("copie",), None),
        ("The copie was wrong. Then I rewrote it on a fast machine", ("copie",), "it on a fast"),
    ],
)
async def test_of_an_answer_whose_beginning_arrived_the_rest_is_asked_for(
    words: str, doubted: tuple[str, ...], last: str | None
) -> None:
    stage = a_stage()
    beginning = a_turn(Role.USER, words, 20.0)
    stage.live.conversation.append(
        replace(beginning, faults=(CUT_OFF,), tool_results=({"doubted": doubted},))
    )
    said = await _go_on(stage)
    assert stage.interviewer.asked == [], "half an answer is not replied to"
    if last is None:
        assert said == stage.live.asides["cut_off_within"]
    else:
        assert last in said
        assert said.endswith("go on from there.")
    _, move = stage.live.conversation.said(said, interrupted=False)
    assert move is not None
    assert (move.kind, move.question_id) == (MoveKind.RESUME, asked().question_id)


async def test_who_is_in_the_middle_of_an_answer_is_told_as_the_reply_to_it() -> None:
    stage = a_stage()
    conversation, floor = stage.live.conversation, stage.live.conversation.floor
    floor.clock, floor.turn_started_seconds_ago = lambda: 3.0, lambda: 2.0
    telling = asyncio.create_task(
        speak_after_a_break(
            cast(Any, stage.talk), conversation, stage.live.interviewer, stage.live.asides
        )
    )
    await stage.settle()
    assert stage.talk.said == [], "nobody is talked over"
    reply = conversation.owed_reply()
    assert reply is not None
    conversation.will_say(reply)
    assert conversation.said(reply.text, interrupted=False)[0] == reply
    assert conversation.owed_reply() is None
    assert await telling is None
    assert stage.talk.said == []


async def test_after_a_noise_that_was_no_answer_it_is_told_by_itself() -> None:
    stage = a_stage()
    stage.live.conversation.floor.turn_started_seconds_ago = iter((2.0, None, None)).__next__
    assert (await _go_on(stage)).startswith(stage.live.asides["cut_off"])


async def test_an_answer_begun_before_it_was_told_gets_it_again_and_a_later_one_counts() -> None:
    stage = a_stage()
    conversation, floor = stage.live.conversation, stage.live.conversation.floor
    floor.clock = lambda: 10.0
    text = await _go_on(stage)
    floor.clock = lambda: 14.0
    conversation.said(text[:20], interrupted=True)
    floor.turn_started_seconds_ago = lambda: 5.0
    told_again = conversation.owed_reply()
    assert told_again is not None
    assert told_again.text == text
    floor.turn_started_seconds_ago = lambda: 3.0
    assert conversation.owed_reply() is None
