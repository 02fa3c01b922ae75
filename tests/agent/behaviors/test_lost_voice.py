"""What the voice lost half way is said again, to somebody who is there and says nothing."""

import pytest
from livekit.agents import ConversationItemAddedEvent, llm

from agent.behaviors import lost_voice
from core.turn import Role
from tests.agent.behaviors.talk import Stage, a_stage
from tests.agent.interviews import a_turn, asked


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak again without a wait."""
    monkeypatch.setattr(lost_voice, "WAIT_SECONDS", 0.0)


async def say(stage: Stage, *, interrupted: bool) -> None:
    """Let the interviewer have said something, whole or not, as the turn log has it."""
    move = None if interrupted else asked(2)
    turn = a_turn(Role.ASSISTANT, "Tell me", 50.0, move=move, interrupted=interrupted)
    stage.live.conversation.append(turn)
    item = llm.ChatMessage(role="assistant", content=["Tell me"], interrupted=interrupted)
    stage.talk.emit("conversation_item_added", ConversationItemAddedEvent(item=item))
    await stage.settle()


async def test_what_stopped_half_way_is_said_again_a_few_times() -> None:
    stage = a_stage()
    lost_voice.attach(stage.live)
    for _ in range(lost_voice.TRIES + 2):
        await say(stage, interrupted=True)
    assert len(stage.talk.said) == lost_voice.TRIES
    await say(stage, interrupted=False)
    await say(stage, interrupted=True)
    assert len(stage.talk.said) == lost_voice.TRIES + 1, "what was heard whole counts anew"


@pytest.mark.parametrize("why", ["whole", "speaking", "answering", "paused", "absent", "ended"])
async def test_nothing_is_said_again_where_it_is_not_wanted(why: str) -> None:
    stage = a_stage()
    lost_voice.attach(stage.live)
    stage.live.paused, stage.live.absent = why == "paused", why == "absent"
    if why == "speaking":
        stage.talk.user_state = "speaking"
    if why == "answering":
        stage.live.conversation.floor.turn_started_seconds_ago = lambda: 1.0
    if why == "ended":
        stage.live.end()
    await say(stage, interrupted=why != "whole")
    assert stage.talk.said == []
