"""Interviews that are ended from outside the room while somebody is speaking in it."""

import asyncio
import os
import re
import signal
import time

import httpx
import pytest
from livekit import rtc
from livekit.agents.voice.remote_session import TOPIC_SESSION_MESSAGES
from livekit.protocol.agent_pb import agent_session

from tests.end_to_end.conftest import Stage
from tests.end_to_end.interview import Interview, an_interview

pytestmark = pytest.mark.timeout(400)

LAST_WORDS = (
    "I was responsible for the importer, and I rewrote it within a month because it lost files, "
    "and the first step was a test with a hundred files of the old format."
)
PATIENCE_SECONDS = 15.0
"""Three times what is promised: a busy machine."""


async def test_completing_over_http_takes_in_what_is_being_said_and_says_goodbye(
    stage: Stage,
) -> None:
    async with an_interview(stage.system, stage.oracle) as interview:
        last_words = await stage.oracle.speak(LAST_WORDS)
        answers = await _ask_the_frameworks_way(interview)
        speaking = asyncio.create_task(interview.candidate.speak(last_words))
        await asyncio.sleep(6.0)
        result = await interview.client.post(
            f"/ai-interview/sessions/{interview.session_id}/complete"
        )
        turns = await interview.turns()
        async with asyncio.timeout(60):
            await interview.candidate.gone.wait()
        speaking.cancel()
        await asyncio.sleep(1.0)
        assert await interview.turns() == turns, "nothing is stored after the count"
    assert result.json()["status"] == "completed"
    assert result.json()["answered_question_count"] == 1
    assert [turn["role"] for turn in turns] == ["assistant", "user", "assistant"]
    assert turns[1]["content"]
    assert LAST_WORDS.startswith(turns[1]["content"].rstrip(".…")[:30])
    assert turns[1]["duration_seconds"] is not None, "it is measured as every answer"
    assert (turns[2]["move"], turns[2]["interrupted"]) == ("close", False)
    assert answers == [], "only what docs/web-client.md names is answered"


async def _ask_the_frameworks_way(interview: Interview) -> list[bytes]:
    """Ask for the session's history as LiveKit's own remote control does; return what comes."""
    answers: list[bytes] = []
    room = interview.candidate.room

    def keep(reader: rtc.ByteStreamReader, _: str) -> None:
        answers.append(reader.info.stream_id.encode())

    room.register_byte_stream_handler(TOPIC_SESSION_MESSAGES, keep)
    assert await interview.candidate.wait_until_asked()
    request = agent_session.AgentSessionMessage(
        request=agent_session.SessionRequest(
            request_id="1", get_chat_history=agent_session.SessionRequest.GetChatHistory()
        )
    )
    await room.local_participant.send_bytes(
        request.SerializeToString(), name="AS_1", topic=TOPIC_SESSION_MESSAGES
    )
    return answers


@pytest.mark.parametrize("what", ["session", "account"])
async def test_what_is_deleted_falls_silent_in_mid_word_and_its_old_token_finds_nothing(
    stage: Stage, what: str
) -> None:
    async with an_interview(stage.system, stage.oracle) as interview:
        token = await _token(interview)
        why: list[int] = []
        interview.candidate.room.on("disconnected", why.append)
        await interview.candidate.wait_for_state("speaking")
        await asyncio.sleep(1.0)
        path = "/auth/me" if what == "account" else f"/ai-interview/sessions/{interview.session_id}"
        assert (await interview.client.delete(path)).status_code == 204
        deleted = time.monotonic()
        async with asyncio.timeout(PATIENCE_SECONDS):
            await interview.candidate.gone.wait()
        assert why == [rtc.DisconnectReason.ROOM_DELETED]
        last = interview.candidate.heard.last_audible_before(time.monotonic())
        assert last is not None
        assert last - deleted < PATIENCE_SECONDS
        assert await _found_with(token, stage.system.livekit_url) == []
        with pytest.raises(httpx.HTTPStatusError):
            await _token(interview)


async def test_a_job_that_dies_is_out_of_the_room_and_the_next_one_says_what_is_missing(
    stage: Stage,
) -> None:
    async with an_interview(stage.system, stage.oracle) as interview:
        assert await interview.candidate.wait_until_asked()
        gone = asyncio.Event()
        interview.candidate.room.on("participant_disconnected", lambda _: gone.set())
        # each line that a job logs names its process
        of_jobs = re.findall(r"session_id=(\d+) .*pid=(\d+)", stage.system.log("worker"))
        pid = dict(of_jobs)[str(interview.session_id)]
        os.kill(int(pid), signal.SIGKILL)
        # by itself the room server would miss it after 20 seconds
        async with asyncio.timeout(15):
            await gone.wait()
        async with asyncio.timeout(60):
            while (last := (await interview.turns())[-1])["move"] != "resume":
                await asyncio.sleep(0.3)
    assert "did not reach me" in last["content"]


async def _found_with(token: str, url: str) -> list[str]:
    """Return the tracks that a token finds in its room until it is closed; it may not be joined."""
    found: list[str] = []
    room, gone = rtc.Room(), asyncio.Event()
    room.on("track_subscribed", lambda track, *_: found.append(track.sid))
    room.on("disconnected", lambda *_: gone.set())
    try:
        async with asyncio.timeout(30):
            await room.connect(url, token)
            await gone.wait()
    except rtc.ConnectError:
        return found
    return found


async def _token(interview: Interview) -> str:
    answer = await interview.client.post(
        "/ai-interview/livekit/token",
        params={"room_name": f"interview-room-{interview.session_id}", "participant_name": "Jo"},
    )
    answer.raise_for_status()
    return str(answer.json()["token"])
