"""Written interviews over HTTP: messages, streams, repeated requests, results."""

import asyncio
import json
from dataclasses import replace

import pytest

from api.services import Services
from tests.api.application import Client
from tests.api.scripted import ScriptedAssessor, ScriptedInterviewer, ScriptedPlanner
from tests.test_ai_interview import MESSAGE, SESSION, started
from wiring.parts.completion import Completion

SESSIONS = "/ai-interview/sessions"
KEY = {"Idempotency-Key": "abc-1"}


@pytest.fixture
def assessor() -> ScriptedAssessor:
    return ScriptedAssessor()


@pytest.fixture
def services(services: Services, assessor: ScriptedAssessor) -> Services:
    """An interviewer that closes after two answers."""
    return replace(
        services,
        planner=ScriptedPlanner(),
        interviewer=ScriptedInterviewer(closes_after=2),
        assessor=assessor,
        completer=Completion(services.database, assessor, services.clock),
    )


async def test_an_interview_ends_with_the_interviewers_close(
    client: Client, assessor: ScriptedAssessor
) -> None:
    path = f"{SESSIONS}/{await started(client)}"
    statuses = [
        (await client.post(f"{path}/message", json=MESSAGE)).json()["status"] for _ in range(2)
    ]
    assert statuses == ["active", "completed"]
    late = await client.post(f"{path}/message", json=MESSAGE)
    assert (late.status_code, late.json()["error_code"]) == (409, "SESSION_NOT_ACTIVE")
    assert assessor.asked == 1, "the assessment was made beside the last reply"
    assert (await client.get(path)).json()["overall_score"] == 50.0


async def test_a_written_interview_waits_as_long_as_it_is_paused(
    client: Client, services: Services
) -> None:
    path = f"{SESSIONS}/{await started(client)}"
    paused = (await client.post(f"{path}/pause")).raise_for_status().json()
    assert paused["status"] == "paused"
    again = (await client.post(f"{path}/pause")).json()
    assert again == paused, "its time stands still"
    assert (await client.get(path)).json()["seconds_left"] == paused["seconds_left"]
    assert (await client.post(f"{path}/resume")).json()["status"] == "active"
    await client.post(f"{path}/pause")
    answered = (await client.post(f"{path}/message", json=MESSAGE)).json()
    assert answered["status"] == "active", "to say something is to go on"
    assert (await client.get(path)).json()["status"] == "active"
    await client.post(f"{path}/complete")
    for change in ("pause", "resume"):
        refused = await client.post(f"{path}/{change}")
        assert (refused.status_code, refused.json()["error_code"]) == (409, "SESSION_NOT_ACTIVE")


async def test_a_spoken_interview_is_paused_by_its_interviewer_alone(client: Client) -> None:
    session_id = await started(client, mode="voice")
    refused = await client.post(f"{SESSIONS}/{session_id}/pause")
    assert (refused.status_code, refused.json()["error_code"]) == (409, "CONFLICT")


async def test_a_reply_can_be_read_as_it_is_worded(client: Client) -> None:
    path = f"{SESSIONS}/{await started(client)}/message"
    headers = {"Accept": "text/event-stream"}
    answer = await client.post(path, json=MESSAGE, headers=headers)
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    events = [block.split("\n") for block in answer.text.strip().split("\n\n")]
    names = [lines[0].removeprefix("event: ") for lines in events]
    data = [json.loads(lines[1].removeprefix("data: ")) for lines in events]
    assert names == ["token", "token", "done"]
    assert "".join(piece["text"] for piece in data[:-1]) == data[-1]["response"] == "And then?"
    assert data[-1]["question_count"] == 1


async def test_a_stream_that_cannot_begin_is_an_ordinary_error(client: Client) -> None:
    await client.sign_up()
    headers = {"Accept": "text/event-stream"}
    answer = await client.post(f"{SESSIONS}/1/message", json=MESSAGE, headers=headers)
    assert (answer.status_code, answer.json()["error_code"]) == (404, "NOT_FOUND")


async def test_a_message_repeated_under_its_key_is_said_once(client: Client) -> None:
    path = f"{SESSIONS}/{await started(client)}"
    first = await client.post(f"{path}/message", json=MESSAGE, headers=KEY)
    again = await client.post(f"{path}/message", json=MESSAGE, headers=KEY)
    assert again.json() == first.json()
    assert len((await client.get(path)).json()["interactions"]) == 3


async def test_the_closing_message_can_be_repeated_too(client: Client) -> None:
    path = f"{SESSIONS}/{await started(client)}/message"
    await client.post(path, json=MESSAGE)
    first = await client.post(path, json=MESSAGE, headers=KEY)
    again = await client.post(path, json=MESSAGE, headers=KEY)
    assert first.json()["status"] == "completed"
    assert again.json() == first.json()


async def test_a_key_belongs_to_one_message(client: Client) -> None:
    path = f"{SESSIONS}/{await started(client)}/message"
    await client.post(path, json=MESSAGE, headers=KEY)
    for change in ({"message": "Something else."}, {"audio_duration_seconds": 5.0}):
        other = await client.post(path, json=MESSAGE | change, headers=KEY)
        assert (other.status_code, other.json()["error_code"]) == (409, "IDEMPOTENCY_KEY_REUSED")


async def test_the_same_message_twice_at_once_is_said_once(client: Client) -> None:
    path = f"{SESSIONS}/{await started(client)}"
    request = [client.post(f"{path}/message", json=MESSAGE, headers=KEY) for _ in range(4)]
    answers = await asyncio.gather(*request)
    assert {answer.status_code for answer in answers} == {200}
    assert len((await client.get(path)).json()["interactions"]) == 3


async def test_of_two_different_messages_at_once_one_is_told_to_try_again(client: Client) -> None:
    path = f"{SESSIONS}/{await started(client)}"
    request = [client.post(f"{path}/message", json={"message": f"{n}"}) for n in range(4)]
    statuses = sorted(answer.status_code for answer in await asyncio.gather(*request))
    told = statuses.count(200)
    assert told >= 1
    assert set(statuses) <= {200, 409}
    assert len((await client.get(path)).json()["interactions"]) == 1 + 2 * told


async def test_an_interview_started_twice_under_one_key_is_one(client: Client) -> None:
    await client.sign_up()
    request = [client.post(SESSIONS, json=SESSION, headers=KEY) for _ in range(3)]
    answers = await asyncio.gather(*request)
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["session_id"] for answer in answers}) == 1
    await client.post(f"{SESSIONS}/{answers[0].json()['session_id']}/complete")
    late = await client.post(SESSIONS, json=SESSION, headers=KEY)
    assert late.json() == answers[0].json(), "the same answer, whatever has become of it"
    other = await client.post(SESSIONS, json=SESSION | {"title": "Other"}, headers=KEY)
    assert other.json()["error_code"] == "IDEMPOTENCY_KEY_REUSED"


async def test_completing_at_once_from_several_sides_gives_one_assessment(
    client: Client, services: Services
) -> None:
    session_id = await started(client)
    path = f"{SESSIONS}/{session_id}"
    answers = await asyncio.gather(*(client.post(f"{path}/complete") for _ in range(4)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    assert len((await client.get(f"{path}/assessments")).json()) == 1


async def test_an_assessment_can_be_left_to_come_later(client: Client) -> None:
    path = f"{SESSIONS}/{await started(client)}"
    answer = await client.post(f"{path}/complete", headers={"Prefer": "respond-async, wait=5"})
    assert answer.status_code == 202
    assert answer.headers["Preference-Applied"] == "respond-async"
    versions = await client.get(answer.headers["Location"])
    assert [version["assessment_version"] for version in versions.json()] == [1]


async def test_assessing_again_keeps_the_earlier_version(client: Client) -> None:
    path = f"{SESSIONS}/{await started(client)}"
    early = await client.post(f"{path}/assess")
    assert early.status_code == 409
    await client.post(f"{path}/complete")
    await client.post(f"{path}/assess")
    versions = (await client.get(f"{path}/assessments")).json()
    assert [version["assessment_version"] for version in versions] == [1, 2]


async def test_a_question_tried_again_stands_beside_the_first_answer(
    client: Client, assessor: ScriptedAssessor
) -> None:
    path = f"{SESSIONS}/{await started(client)}"
    await client.post(f"{path}/message", json=MESSAGE)
    retry = {"message": "I would shard it."}
    assert (await client.post(f"{path}/questions/1/retry", json=retry)).status_code == 409
    await client.post(f"{path}/complete")
    body = (await client.post(f"{path}/questions/1/retry", json=retry)).json()
    assert body["before"]["answers"][0]["content"] == MESSAGE["message"]
    assert body["after"]["answers"][0]["content"] == retry["message"]
    first_id = body["before"]["answers"][0]["id"]
    assert body["after"]["answers"][0]["retry_of"] == first_id
    assert (await client.post(f"{path}/questions/2/retry", json=retry)).status_code == 404
    transcript = (await client.get(f"{path}/transcript")).json()["turns"]
    assert [turn["content"] for turn in transcript].count(retry["message"]) == 0


async def test_a_question_tried_again_under_one_key_is_answered_once(client: Client) -> None:
    path = f"{SESSIONS}/{await started(client)}"
    said = {"Idempotency-Key": "said-1"}
    await client.post(f"{path}/message", json=MESSAGE, headers=said)
    await client.post(f"{path}/complete")
    retry = f"{path}/questions/1/retry"
    again = {"message": "I would shard it."}
    first = await client.post(retry, json=again, headers=KEY)
    second = await client.post(retry, json=again, headers=KEY)
    assert first.status_code == 200
    assert second.json()["after"]["answers"] == first.json()["after"]["answers"]
    for headers in (KEY, said):
        other = await client.post(retry, json={"message": "Something else."}, headers=headers)
        assert (other.status_code, other.json()["error_code"]) == (409, "IDEMPOTENCY_KEY_REUSED")
    late = await client.post(f"{path}/message", json=again, headers=KEY)
    assert (late.status_code, late.json()["error_code"]) == (409, "SESSION_NOT_ACTIVE")
    turns = (await client.get(path)).json()["interactions"]
    assert len([turn for turn in turns if turn["retry_of"] is not None]) == 1


async def test_the_transcript_comes_as_text_and_as_captions(client: Client) -> None:
    path = f"{SESSIONS}/{await started(client)}"
    await client.post(f"{path}/message", json={"message": "a <b> &\n\nc --> d"})
    text = await client.get(f"{path}/transcript", params={"format": "txt"})
    assert text.headers["Content-Type"].startswith("text/plain")
    assert "Candidate: a <b> &" in text.text
    vtt = await client.get(f"{path}/transcript", params={"format": "vtt"})
    assert vtt.headers["Content-Type"].startswith("text/vtt")
    assert vtt.text.startswith("WEBVTT\n\n00:00:00.000 --> ")
    assert "<v Candidate>a &lt;b&gt; &amp; c --&gt; d" in vtt.text
    assert (await client.get(f"{path}/transcript", params={"format": "pdf"})).status_code == 400


async def test_a_deleted_session_is_gone(client: Client) -> None:
    path = f"{SESSIONS}/{await started(client)}"
    assert (await client.delete(path)).status_code == 204
    assert (await client.get(path)).status_code == 404
    assert (await client.get(SESSIONS)).headers["X-Total-Count"] == "0"


async def test_a_list_has_pages(client: Client) -> None:
    await client.sign_up()
    for number in range(5):
        await client.post(SESSIONS, json=SESSION | {"title": f"{number}"})
    page = await client.get(SESSIONS, params={"skip": 2, "limit": 2, "type": "technical"})
    assert [session["title"] for session in page.json()] == ["2", "1"]
    assert page.headers["X-Total-Count"] == "5"
    assert page.headers["Link"] == (
        f'<{SESSIONS}?limit=2&type=technical&before=2>; rel="next", '
        f'<{SESSIONS}?type=technical&skip=0&limit=2>; rel="prev"'
    )
    none = await client.get(SESSIONS, params={"status": "completed"})
    assert none.json() == []
    assert "Link" not in none.headers


async def test_following_the_links_shows_every_session_once_whatever_happens_meanwhile(
    client: Client,
) -> None:
    await client.sign_up()
    for number in range(5):
        await client.post(SESSIONS, json=SESSION | {"title": f"{number}"})
    address: str | None = f"{SESSIONS}?limit=2"
    shown: list[str] = []
    while address is not None:
        page = await client.get(address)
        shown += [session["title"] for session in page.json()]
        address = page.links.get("next", {}).get("url")
        await client.post(SESSIONS, json=SESSION | {"title": "later"})
    assert shown == ["4", "3", "2", "1", "0"]


async def test_progress_keeps_types_apart(client: Client) -> None:
    await client.sign_up()
    for kind in ("technical", "behavioral", "technical"):
        body = SESSION | {"interview_type": kind}
        session_id = (await client.post(SESSIONS, json=body)).json()["session_id"]
        await client.post(f"{SESSIONS}/{session_id}/complete")
    lines = (await client.get("/ai-interview/progress")).json()["lines"]
    assert {
        line["interview_type"]: [point["session_id"] for point in line["interviews"]]
        for line in lines
    } == {"behavioral": [2], "technical": [1, 3]}


async def test_an_ended_session_has_no_room(client: Client) -> None:
    session_id = await started(client)
    await client.post(f"{SESSIONS}/{session_id}/complete")
    room = {"room_name": f"interview-room-{session_id}", "participant_name": "Ada"}
    assert (await client.post("/ai-interview/livekit/token", params=room)).status_code == 404
