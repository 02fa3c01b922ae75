"""The close is spoken, whoever decided on it; then the session is completed and the job ends."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from livekit.agents import ConversationItemAddedEvent, llm

from agent import speaking
from agent.behaviors import closing, overtime
from agent.conversation import authored
from core.errors import UnavailableError
from core.move import Move, MoveKind
from core.turn import Role
from tests.agent.behaviors.talk import Stage, a_stage
from tests.agent.interviews import a_turn, asked


class Afterwards:
    """Notes in which order the log is closed and the session completed."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.done: list[str] = []
        self._fault = fault

    async def close(self) -> None:
        """Close the log."""
        self.done.append("log closed")

    async def complete(self, session_id: int) -> None:
        """Complete the session, or fail."""
        self.done.append(f"session {session_id} completed")
        if self._fault is not None:
            raise self._fault


def attached(fault: Exception | None = None) -> tuple[Stage, Afterwards]:
    """Return an interview that ends after its close."""
    stage, after = a_stage(), Afterwards(fault)
    stage.live.writer, stage.live.completer = cast(Any, after), cast(Any, after)
    closing.attach(stage.live)
    return stage, after


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
    stage, after = attached(fault)
    await say(stage, Move(kind=MoveKind.CLOSE))
    assert after.done == ["log closed", "session 7 completed"]
    assert stage.live.ended.is_set()


@pytest.mark.parametrize("move", [asked(2), None])
async def test_a_question_or_a_close_that_was_hardly_heard_ends_nothing(move: Move | None) -> None:
    stage, after = attached()
    await say(stage, move)
    assert after.done == []
    assert not stage.live.ended.is_set()


async def test_an_interview_far_past_its_time_closes_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(overtime, "GRACE_SECONDS", -10_000.0)
    stage = a_stage()
    stage.live.asides = {"overtime": "We have to stop here. Goodbye."}
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
