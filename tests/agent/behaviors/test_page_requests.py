"""The page's buttons: each is answered in words, and nobody else may press them."""

import json
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest
from livekit import rtc

from agent.behaviors import page_requests, user_away
from core.interview import SessionStatus, candidate_identity
from core.move import MoveKind
from core.turn import Role
from tests.agent.behaviors.talk import MovingClock, Stage, a_stage
from tests.agent.interviews import a_turn

CANDIDATE = candidate_identity(3)


class Room(rtc.EventEmitter[str]):
    """A room with somebody who answers requests in it."""

    def __init__(self, methods: dict[str, Any]) -> None:
        super().__init__()
        self.local_participant = SimpleNamespace(register_rpc_method=methods.__setitem__)


def attached() -> tuple[Stage, Callable[[Any], Awaitable[str]]]:
    """Return an interview, and the way the page asks for something."""
    stage = a_stage()
    methods: dict[str, Any] = {}
    stage.live.room = cast(Any, Room(methods))
    page_requests.attach(stage.live)
    return stage, methods[page_requests.METHOD]


def call(payload: str, identity: str = CANDIDATE) -> Any:
    """Return a request as LiveKit hands it over."""
    return SimpleNamespace(caller_identity=identity, payload=payload)


@pytest.mark.parametrize(("name", "words"), page_requests.SPOKEN.items())
async def test_a_button_stands_for_the_words_it_replaces(name: str, words: str) -> None:
    stage, ask = attached()
    assert json.loads(await ask(call(json.dumps({"request": name})))) == {"accepted": name}
    await stage.settle()
    assert stage.interviewer.asked == [words]
    assert [speech.text for speech in stage.talk.said] == ["reply 1"]


@pytest.mark.parametrize("by", ["request", "attribute"])
async def test_who_is_done_hands_the_floor_over_and_nothing_is_said_for_it(by: str) -> None:
    stage, ask = attached()
    handed: list[str] = []
    stage.live.conversation.floor.hand_over = lambda: handed.append(by)
    if by == "request":
        assert json.loads(await ask(call('{"request": "done"}'))) == {"accepted": "done"}
    else:
        for identity in (CANDIDATE, "candidate-9"):
            for values in ({page_requests.DONE_ATTRIBUTE: "1"}, {"other": "1"}):
                somebody = SimpleNamespace(identity=identity)
                stage.live.room.emit("participant_attributes_changed", values, somebody)
    await stage.settle()
    assert handed == [by]
    assert stage.talk.said == []


async def test_the_goodbye_is_heard_to_its_end_and_closes_the_interview() -> None:
    stage, ask = attached()
    await ask(call('{"request": "end"}'))
    await stage.settle()
    [goodbye] = stage.talk.said
    assert not goodbye.allow_interruptions
    worded, move = stage.live.conversation.said(goodbye.text, interrupted=False)
    assert worded is not None
    assert move is not None
    assert (move.kind, move.ends) == (MoveKind.CLOSE, True)


@pytest.mark.parametrize("name", ["repeat", "end"])
async def test_no_button_cuts_the_goodbye_off_or_has_it_said_twice(name: str) -> None:
    stage, ask = attached()
    await ask(call('{"request": "end"}'))
    await stage.settle()
    before, [stage.talk.current_speech] = stage.talk.interruptions, stage.talk.said
    assert json.loads(await ask(call(json.dumps({"request": name})))) == {"accepted": name}
    await stage.settle()
    assert len(stage.talk.said) == 1
    assert stage.talk.interruptions == before


async def test_a_reply_that_is_worded_during_the_goodbye_is_not_said() -> None:
    stage, ask = attached()
    await ask(call('{"request": "repeat"}'))
    await ask(call('{"request": "end"}'))
    await stage.settle()
    assert [speech.text for speech in stage.talk.said] == [stage.live.asides["goodbye"]]


async def test_a_button_stops_the_clock_until_a_button_lets_it_go_on() -> None:
    stage, ask = attached()
    user_away.attach(stage.live)
    moving = MovingClock()
    stage.live.conversation.clock = moving
    await ask(call('{"request": "pause"}'))
    assert stage.talk.interruptions == 1
    before = stage.live.conversation.elapsed_seconds()
    moving.seconds += 600
    stage.talk.candidate("speaking")
    assert stage.live.paused, "whoever pauses may talk to somebody else"
    await ask(call('{"request": "resume"}'))
    assert not stage.live.paused
    assert stage.live.conversation.elapsed_seconds() == before
    assert stage.writer.statuses == [SessionStatus.PAUSED, SessionStatus.ACTIVE]
    await stage.settle()
    assert stage.interviewer.asked == [page_requests.SPOKEN["resume"]]


async def test_an_answer_that_a_pause_cut_off_is_replied_to_when_they_go_on() -> None:
    stage, ask = attached()
    await ask(call('{"request": "pause"}'))
    stage.live.conversation.append(a_turn(Role.USER, "I led the move.", 5.0))
    await ask(call('{"request": "resume"}'))
    await stage.settle()
    assert stage.interviewer.asked == ["I led the move."]


@pytest.mark.parametrize(
    ("payload", "identity", "code"),
    [
        ('{"request": "repeat"}', "somebody-else", page_requests.NOT_THE_CANDIDATE),
        ('{"request": "score"}', CANDIDATE, page_requests.UNKNOWN_REQUEST),
        ('{"request": 7}', CANDIDATE, page_requests.UNKNOWN_REQUEST),
        ("[]", CANDIDATE, page_requests.UNKNOWN_REQUEST),
        ("no json", CANDIDATE, page_requests.UNKNOWN_REQUEST),
    ],
)
async def test_other_people_and_other_requests_are_refused(
    payload: str, identity: str, code: int
) -> None:
    stage, ask = attached()
    with pytest.raises(rtc.RpcError) as refused:
        await ask(call(payload, identity))
    assert refused.value.code == code
    assert stage.talk.said == []
