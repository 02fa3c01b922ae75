"""Who really interrupts is let speak; what must be heard to its end is."""

from collections.abc import Callable
from typing import Any, cast

import pytest

from agent.behaviors import floor_state
from tests.agent.behaviors.talk import Speech, Stage, a_stage


class Listening:
    """Tells that the candidate takes the floor."""

    def on_barge_in(self, callback: Callable[[], object]) -> None:
        """Remember whom to tell."""
        self.barge_in = callback


def attached() -> tuple[Stage, Listening]:
    """Return an interview that yields to interruptions."""
    stage, listening = a_stage(), Listening()
    floor_state.attach(stage.live, cast(Any, listening))
    return stage, listening


async def test_listening_knows_when_the_interviewer_speaks() -> None:
    stage, _ = attached()
    stage.talk.interviewer("speaking")
    assert stage.live.conversation.floor.agent_speaking
    stage.talk.interviewer("listening")
    assert not stage.live.conversation.floor.agent_speaking


@pytest.mark.parametrize(
    ("speech", "stopped"),
    [
        (Speech("a question"), 1),
        (Speech("goodbye", allow_interruptions=False), 0),
        (Speech("stopped already", interrupted=True), 0),
        (None, 0),
    ],
)
async def test_a_real_interruption_stops_what_may_be_stopped(
    speech: Speech | None, stopped: int
) -> None:
    stage, listening = attached()
    stage.talk.current_speech = speech
    listening.barge_in()
    assert stage.talk.interruptions == stopped


async def test_an_utterance_began_when_it_was_first_heard_whatever_paused_it() -> None:
    stage, _ = attached()
    floor = stage.live.conversation.floor
    times = iter([5.0, 9.0])
    floor.clock = lambda: next(times)
    stage.talk.current_speech = Speech("a question")
    for state in ("speaking", "listening", "speaking"):
        stage.talk.interviewer(state)
    assert floor.spoke_at == 5.0
    floor.yielded = True
    stage.talk.current_speech = Speech("another one")
    stage.talk.interviewer("speaking")
    assert floor.spoke_at == 9.0
    assert not floor.yielded


async def test_what_cannot_be_stopped_has_not_yielded() -> None:
    stage, listening = attached()
    stage.live.conversation.floor.yielded = True
    stage.talk.current_speech = Speech("goodbye", allow_interruptions=False)
    listening.barge_in()
    assert not stage.live.conversation.floor.yielded
