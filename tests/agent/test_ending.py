"""However an interview ends, it ends once, and nothing is stored after the count."""

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import pytest
from livekit import rtc
from livekit.agents import llm

from agent import ending as module
from agent.behaviors import heartbeat
from agent.behaviors.ends import told_to_end
from agent.reply_stream import InterviewerLLM
from core.errors import DatabaseUnavailableError, NotFoundError
from core.interview import END_TOPIC, SessionStatus
from core.move import Move, MoveKind, Reason
from core.turn import Artifact, ArtifactKind, Role
from tests.agent.behaviors.talk import Stage, a_stage
from tests.agent.interviews import a_turn

CLOSE = Move(kind=MoveKind.CLOSE)


@pytest.fixture(autouse=True)
def no_long_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A goodbye that nobody confirms is waited for no longer than a moment."""
    monkeypatch.setattr(module, "SPEAKING_SECONDS", 0.05)
    monkeypatch.setattr(module, "REPLY_SECONDS", 0.05)


def answering(stage: Stage, transcript: str) -> None:
    """Put the candidate into the middle of an answer, of which this can be recognised."""
    stage.live.conversation.floor.turn_started_seconds_ago = lambda: 4.0
    stage.talk.input.transcript = transcript


async def test_a_goodbye_is_said_and_the_log_is_closed_before_the_session_is_completed() -> None:
    stage = a_stage()
    await stage.live.ending.say_goodbye("So long.", Reason.OVERTIME)
    [goodbye] = stage.talk.said
    assert (goodbye.text, goodbye.allow_interruptions) == ("So long.", False)
    assert stage.afterwards.done == ["log closed", "session 7 assessed"]
    assert stage.live.ended.is_set()


async def test_whoever_asks_second_changes_nothing() -> None:
    stage = a_stage()
    ending = stage.live.ending
    await asyncio.gather(
        ending.say_goodbye("One.", Reason.ASKED_TO_END), ending.say_goodbye("Two.", Reason.OVERTIME)
    )
    await ending.complete()
    assert [speech.text for speech in stage.talk.said] == ["One."]
    assert stage.afterwards.done == ["log closed", "session 7 assessed"]


async def test_an_answer_that_is_being_given_is_taken_in_and_the_goodbye_answers_it() -> None:
    stage = a_stage()
    answering(stage, "I rewrote it and")
    ending = asyncio.create_task(stage.live.ending.say_goodbye("So long.", Reason.ASKED_TO_END))
    await stage.settle()
    assert not stage.talk.input.audible, "what is said now is after the end"
    model = InterviewerLLM(cast(Any, stage.interviewer), stage.live.conversation)
    context = llm.ChatContext.empty()
    context.add_message(role="user", content="I rewrote it and")
    said = await model.chat(chat_ctx=context).collect()
    await ending
    assert said.text == "So long."
    assert stage.interviewer.asked == [], "no question follows"
    assert stage.talk.said == [], "the reply is the goodbye"
    _, move = stage.live.conversation.said("So long.", interrupted=False)
    assert move is not None
    assert move.ends


@pytest.mark.parametrize("transcript", ["", "and then"])
async def test_a_goodbye_that_no_reply_brings_is_said_by_itself(transcript: str) -> None:
    stage = a_stage()
    answering(stage, transcript)
    await stage.live.ending.say_goodbye("So long.", Reason.ASKED_TO_END)
    assert [speech.text for speech in stage.talk.said] == ["So long."]
    assert stage.live.ended.is_set()


async def test_who_has_left_hears_no_goodbye_and_whoever_asked_assesses() -> None:
    stage = a_stage()
    stage.live.ending.left_to_assess()
    await stage.live.ending.leave()
    assert stage.talk.said == []
    assert stage.afterwards.done == ["log closed", "session 7 completed"]


async def test_a_stop_is_in_mid_word_and_leaves_the_session_as_it_is() -> None:
    stage = a_stage()
    await stage.live.ending.stop("deleted")
    assert stage.talk.interruptions == 1
    assert stage.afterwards.done == []
    assert stage.live.ended.is_set()
    assert not stage.live.ending.keeps_room


async def test_a_room_that_goes_during_the_goodbye_completes_the_interview() -> None:
    stage = a_stage()
    stage.live.conversation.append(a_turn(Role.ASSISTANT, "So long.", 50.0, move=CLOSE))
    await stage.live.ending.stop("gone", keeps_room=True)
    assert stage.afterwards.done == ["log closed", "session 7 assessed"]


async def test_a_session_that_is_deleted_during_the_goodbye_still_ends_the_job() -> None:
    stage = a_stage()
    stage.afterwards.fault = NotFoundError("deleted")
    await stage.live.ending.say_goodbye("So long.", Reason.ASKED_TO_END)
    assert stage.live.ended.is_set()


def packet(topic: str, participant: object = None) -> Any:
    """Return a message as the room hands it over."""
    return SimpleNamespace(topic=topic, participant=participant)


@pytest.mark.parametrize(
    ("absent", "said"), [(False, ["goodbye"]), (True, [])], ids=["there", "absent"]
)
async def test_the_server_can_ask_for_the_end(absent: bool, said: list[str]) -> None:
    stage = a_stage()
    room = rtc.EventEmitter[str]()
    stage.live.room, stage.live.absent = cast(Any, room), absent
    told_to_end.attach(stage.live)
    room.emit("data_received", packet(END_TOPIC))
    await stage.live.ended.wait()
    assert [speech.text for speech in stage.talk.said] == [stage.live.asides[n] for n in said]
    assert stage.afterwards.done == ["log closed", "session 7 completed"]


async def test_nobody_else_can_and_no_other_topic_counts() -> None:
    stage = a_stage()
    room = rtc.EventEmitter[str]()
    stage.live.room = cast(Any, room)
    told_to_end.attach(stage.live)
    room.emit("data_received", packet(END_TOPIC, SimpleNamespace(identity="candidate-3")))
    room.emit("data_received", packet("interview.coach"))
    await stage.settle()
    assert stage.talk.said == []
    assert not stage.live.ending.is_under_way


class Pulse:
    """A database whose sessions answer a heartbeat with what the test says, one after the other."""

    def __init__(self, *answers: SessionStatus | Exception) -> None:
        self._answers = list(answers)
        self.sessions = self

    def unit_of_work(self) -> "Pulse":
        return self

    async def __aenter__(self) -> "Pulse":
        return self

    async def __aexit__(self, *_: object) -> None:
        return None

    async def heartbeat(self, *_: object) -> SessionStatus:
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def commit(self) -> None:
        return None


async def beating(monkeypatch: pytest.MonkeyPatch, *answers: SessionStatus | Exception) -> Stage:
    """Return an interview after its heart has had those answers."""
    monkeypatch.setattr(heartbeat, "BEAT_SECONDS", 0.001)
    stage = a_stage()
    stage.live.database = cast(Any, Pulse(*answers))
    heartbeat.attach(stage.live)
    return stage


async def test_a_heartbeat_finds_a_deleted_session_also_after_the_database_was_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gone = (SessionStatus.ACTIVE, DatabaseUnavailableError("away"), NotFoundError("deleted"))
    stage = await beating(monkeypatch, *gone)
    await stage.live.ended.wait()
    assert stage.talk.said == []


@pytest.mark.parametrize("status", [SessionStatus.COMPLETED, SessionStatus.ABANDONED])
async def test_a_heartbeat_finds_an_end_that_the_room_was_not_told_of(
    status: SessionStatus, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = await beating(monkeypatch, SessionStatus.PAUSED, status)
    await stage.live.ended.wait()
    assert [speech.text for speech in stage.talk.said] == [stage.live.asides["goodbye"]]
    assert stage.afterwards.done == ["log closed", "session 7 completed"]


@pytest.mark.parametrize("stopped", [False, True])
async def test_what_was_made_after_the_last_words_is_kept_before_the_log_closes(
    stopped: bool,
) -> None:
    stage = a_stage()
    kept: list[object] = []
    stage.afterwards.replace = lambda turn, without: kept.append(  # type: ignore[attr-defined]
        (turn.artifact, list(stage.afterwards.done))
    )
    artifact = Artifact(kind=ArtifactKind.CODE, content="x = 1")
    stage.live.conversation.pane.show(artifact)
    ending = stage.live.ending
    await (ending.stop("gone") if stopped else ending.say_goodbye("So long.", Reason.OVERTIME))
    assert kept == [(artifact, [])]
