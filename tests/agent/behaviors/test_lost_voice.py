"""What the voice lost half way is said again, to somebody who is there and says nothing."""

from types import SimpleNamespace
from typing import Any

import pytest
from livekit.agents import (
    APIConnectionError,
    ConversationItemAddedEvent,
    ErrorEvent,
    llm,
    tts,
)

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


def a_failure(*, recoverable: bool = False) -> tts.TTSError:
    """Return what LiveKit tells of a voice that fails."""
    return tts.TTSError(timestamp=0.0, label="voice", error=OSError(), recoverable=recoverable)


async def fail(stage: Stage, *, recoverable: bool = False) -> None:
    """Let the voice fail."""
    failure = a_failure(recoverable=recoverable)
    stage.talk.emit("error", ErrorEvent(error=failure, source=None))
    await stage.settle()


def attached(voice: Any = None) -> Stage:
    """Return an interview whose voice may fail."""
    stage = a_stage()
    stage.talk.tts = voice
    stage.live.asides = {"voice_lost": "In writing now."}
    lost_voice.attach(stage.live)
    return stage


def answered(stage: Stage) -> None:
    """Let the candidate have answered what was asked."""
    stage.live.conversation.append(a_turn(Role.USER, "I led it.", 30.0))


async def test_what_stopped_half_way_is_said_again_and_what_was_heard_whole_counts_anew() -> None:
    stage = attached()
    for _ in range(lost_voice.TRIES):
        await say(stage, interrupted=True)
    assert len(stage.talk.said) == lost_voice.TRIES
    await say(stage, interrupted=False)
    await say(stage, interrupted=True)
    assert len(stage.talk.said) == lost_voice.TRIES + 1
    assert stage.talk.audible == []


async def test_a_reply_of_which_nothing_was_heard_is_given_again_to_the_same_answer() -> None:
    stage = attached()
    answered(stage)
    await fail(stage, recoverable=True)
    assert stage.talk.said == [], "the voice tries again by itself"
    await fail(stage)
    assert stage.interviewer.asked == ["I led it."]
    assert [speech.text for speech in stage.talk.said] == ["reply 1"]


async def test_a_failure_that_is_told_of_twice_is_one() -> None:
    stage = attached()
    answered(stage)
    stage.talk.emit("error", ErrorEvent(error=a_failure(), source=None))
    stage.talk.emit("error", ErrorEvent(error=a_failure(), source=None))
    await stage.settle()
    assert len(stage.talk.said) == 1


async def test_a_phrase_that_could_not_be_prepared_is_nothing_to_say_again() -> None:
    stage = attached()
    await fail(stage)
    assert stage.talk.said == []


async def test_without_a_voice_the_talk_goes_on_in_writing_and_says_why() -> None:
    stage = attached()
    answered(stage)
    for _ in range(lost_voice.TRIES + 1):
        await fail(stage)
    assert stage.live.voiceless
    assert stage.talk.audible == [False]
    written = stage.talk.said[-1].text
    assert written == f"In writing now. reply {lost_voice.TRIES + 1}"
    assert stage.live.conversation.said(written, interrupted=False)[1] is not None
    stage.live.ended.set()


async def test_a_voice_that_is_back_is_heard_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lost_voice, "TRIED_EVERY_SECONDS", 0.0)
    works = iter([False, True])

    async def collect() -> None:
        if not next(works):
            raise APIConnectionError

    stage = attached(SimpleNamespace(synthesize=lambda _: SimpleNamespace(collect=collect)))
    answered(stage)
    for _ in range(lost_voice.TRIES + 1):
        await fail(stage)
    await stage.settle()
    assert not stage.live.voiceless
    assert stage.talk.audible == [False, True]


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
        stage.live.ended.set()
    await say(stage, interrupted=why != "whole")
    assert stage.talk.said == []
