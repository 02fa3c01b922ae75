"""The close is spoken, whoever decided on it; then the session is completed and the job ends."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from livekit.agents import ConversationItemAddedEvent, llm

from agent import speaking
from agent.behaviors.ends import closing, overtime
from agent.conversation import authored
from core.errors import UnavailableError
from core.move import Move, MoveKind
from core.turn import Role
from tests.agent.behaviors.talk import Stage, a_stage
from tests.agent.interviews import a_turn, asked


def attached(fault: Exception | None = None) -> Stage:
    """Return an interview that ends after its close."""
    stage = a_stage()
    stage.afterwards.fault = fault
    closing.attach(stage.live)
    return stage


async def say(stage: Stage, move: Move | None) -> None:
    """Let the interviewer have said something, as the turn log has it."""
    stage.live.conversation.append(a_turn(Role.ASSISTANT, "So long.", 50.0, move=move))
    item = llm.ChatMessage(role="assistant", content=["So long."])
    stage.talk.emit("conversation_item_added", ConversationItemAddedEvent(item=item))
    await stage.settle()


@pytest.mark.parametrize("fault", [None, UnavailableError("the database is away")])
async def test_after_the_close_all_is_written_and_completed_and_the_job_ends(
    fault: Exception | None,
) -> None:
    stage = attached(fault)
    await say(stage, Move(kind=MoveKind.CLOSE))
    assert stage.afterwards.done == ["log closed", "session 7 assessed"]
    assert stage.live.ended.is_set()


@pytest.mark.parametrize("move", [asked(2), None])
async def test_a_question_or_a_close_that_was_hardly_heard_ends_nothing(move: Move | None) -> None:
    stage = attached()
    await say(stage, move)
    assert stage.afterwards.done == []
    assert not stage.live.ended.is_set()


async def test_an_interview_far_past_its_time_closes_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(overtime, "GRACE_SECONDS", -10_000.0)
    stage = a_stage()
    stage.talk.current_speech = cast(Any, SimpleNamespace(allow_interruptions=True))
    overtime.attach(stage.live)
    await stage.settle()
    [goodbye] = stage.talk.said
    assert not goodbye.allow_interruptions
    assert stage.talk.interruptions == 1
    _, move = stage.live.conversation.said(goodbye.text, interrupted=False)
    assert move is not None
    assert move.ends


async def test_a_goodbye_that_is_being_said_is_not_said_again_for_the_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(overtime, "GRACE_SECONDS", -10_000.0)
    stage = a_stage()
    close = authored("Goodbye.", Move(kind=MoveKind.CLOSE))
    stage.talk.current_speech = cast(
        Any, speaking.say(cast(Any, stage.talk), stage.live.conversation, close)
    )
    overtime.attach(stage.live)
    await stage.settle()
    assert [speech.text for speech in stage.talk.said] == ["Goodbye."]
    assert stage.talk.interruptions == 0
