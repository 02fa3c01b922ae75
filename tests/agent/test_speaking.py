"""Who takes the place of an interviewer that was cut off says what became of the answer."""

from typing import Any, cast

from agent.speaking import speak_after_a_break
from core.move import MoveKind
from core.turn import Role
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
