"""A nod is seen, and heard only while somebody may be listened to."""

from collections.abc import Callable
from typing import Any, cast

import pytest

from agent.behaviors import nodding
from tests.agent.behaviors.talk import Stage, a_stage


class Listening:
    """Tells of nods."""

    def on_nod(self, nod: Callable[[], object], taken_back: Callable[[], object]) -> None:
        """Remember whom to tell."""
        self.nod, self.take_back = nod, taken_back


class Track:
    """Notes what it is to play."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def nod(self) -> None:
        """Play."""
        self.told.append("nod")

    def take_back(self) -> None:
        """Stop."""
        self.told.append("taken back")


def attached(*, audible: bool = True) -> tuple[Stage, Listening, Track]:
    """Return an interview that nods."""
    stage, listening, track = a_stage(), Listening(), Track()
    nodding.attach(stage.live, cast(Any, listening), cast(Any, track) if audible else None)
    return stage, listening, track


async def test_a_nod_is_seen_and_heard_and_taken_back() -> None:
    stage, listening, track = attached()
    listening.nod()
    listening.take_back()
    assert stage.live.nods == 1
    assert track.told == ["nod", "taken back"]
    assert stage.talk.said == []


async def test_who_wants_it_sees_the_nod_alone() -> None:
    stage, listening, track = attached(audible=False)
    listening.nod()
    listening.take_back()
    assert stage.live.nods == 1
    assert track.told == []


async def test_the_interviewer_never_hums_over_its_own_words() -> None:
    stage, listening, track = attached()
    listening.nod()
    stage.talk.interviewer("speaking")
    stage.live.conversation.floor.agent_speaking = True
    listening.nod()
    assert track.told == ["nod", "taken back"]


@pytest.mark.parametrize("what", ["paused", "voiceless"])
async def test_nothing_is_hummed_while_the_interview_stands_still_or_has_no_voice(
    what: str,
) -> None:
    stage, listening, track = attached()
    setattr(stage.live, what, True)
    listening.nod()
    assert track.told == []
