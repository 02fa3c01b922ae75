"""A question that was answered can be asked once more, alone, and the two laid side by side."""

from typing import Any

from tests.api.application import Client, client, on_sqlite, services, settings

__all__ = ["client", "on_sqlite", "services", "settings"]

FIRST = "We had an outage, and we fixed it somehow."
TOLD_BEFORE = (
    "Last spring payments failed after a release. I rolled back, and then I found an old "
    "configuration on the servers. We were back again."
)
SECOND = (
    "Last spring payments failed after our release. I rolled back first, because we were losing "
    "orders, then I compared the servers and found an old configuration. We were back in sixteen "
    "minutes."
)


async def interviewed(client: Client, said: str = FIRST) -> int:
    """Sign up, answer the first question of an interview, end it, and return its number."""
    await client.sign_up()
    body = {"title": "Practice", "interview_type": "behavioral", "record_audio": True}
    started = (await client.post("/ai-interview/sessions", json=body)).json()
    number = int(started["session_id"])
    address = f"/ai-interview/sessions/{number}"
    assert (await client.post(f"{address}/message", json={"message": said})).is_success
    assert (await client.post(f"{address}/complete")).is_success
    return number


async def drill(client: Client, number: int, question: int = 1, mode: str = "text") -> Any:
    return await client.post(
        f"/ai-interview/sessions/{number}/questions/{question}/drill", json={"mode": mode}
    )


async def test_one_question_is_asked_once_more_at_once_and_names_where_it_was_asked(
    client: Client,
) -> None:
    number = await interviewed(client)
    earlier = (await client.get(f"/ai-interview/sessions/{number}")).json()
    answer = await drill(client, number)
    assert answer.status_code == 201
    question = earlier["questions"][0]["text"]
    assert answer.json()["response"].endswith(question)
    again = (await client.get(f"/ai-interview/sessions/{answer.json()['session_id']}")).json()
    assert again["again"] == {"session_id": number, "question_number": 1}
    assert earlier["again"] is None
    assert again["planned_question_count"] == 1
    assert again["duration_minutes"] == 5
    assert not again["record_audio"], "consent is given to one interview"


async def test_a_spoken_drill_has_a_room(client: Client) -> None:
    number = await interviewed(client)
    answer = (await drill(client, number, mode="voice")).json()
    assert answer["room_name"] == f"interview-room-{answer['session_id']}"


async def test_a_drill_has_a_result_that_progress_and_the_next_interview_leave_out(
    client: Client,
) -> None:
    number = await interviewed(client)
    again = (await drill(client, number)).json()["session_id"]
    address = f"/ai-interview/sessions/{again}"
    assert (await client.post(f"{address}/message", json={"message": SECOND})).is_success
    result = (await client.post(f"{address}/complete")).json()
    assert result["questions"][0]["answered"]
    assert result["next_interview"]["start"]["question_count"] >= 3
    (line,) = (await client.get("/ai-interview/progress")).json()["lines"]
    assert [point["session_id"] for point in line["interviews"]] == [number]
    assert {p["session_id"] for t in line["trends"] for p in t["points"]} == {number}


async def test_the_story_bank_keeps_the_better_telling_of_the_two(client: Client) -> None:
    number = await interviewed(client, TOLD_BEFORE)
    again = (await drill(client, number)).json()["session_id"]
    address = f"/ai-interview/sessions/{again}"
    assert (await client.post(f"{address}/message", json={"message": SECOND})).is_success
    assert (await client.post(f"{address}/complete")).is_success
    (story,) = (await client.get("/ai-interview/stories")).json()
    assert story["told"] == 2
    assert story["session_id"] == again
    assert story["text"] == SECOND
    assert all(quote["quote"] in SECOND for quote in story["quotes"])


async def test_a_drill_can_be_drilled(client: Client) -> None:
    number = await interviewed(client)
    again = (await drill(client, number)).json()["session_id"]
    address = f"/ai-interview/sessions/{again}"
    assert (await client.post(f"{address}/message", json={"message": SECOND})).is_success
    assert (await client.post(f"{address}/complete")).is_success
    assert (await drill(client, again)).status_code == 201


async def test_what_was_not_answered_is_not_there_and_an_interview_that_goes_on_waits(
    client: Client,
) -> None:
    number = await interviewed(client)
    assert (await drill(client, number, question=2)).status_code == 404
    assert (await drill(client, number + 100)).status_code == 404
    body = {"title": "Practice", "interview_type": "behavioral"}
    open_one = (await client.post("/ai-interview/sessions", json=body)).json()["session_id"]
    message = {"message": FIRST}
    assert (
        await client.post(f"/ai-interview/sessions/{open_one}/message", json=message)
    ).is_success
    assert (await drill(client, open_one)).status_code == 409


async def test_nobody_drills_on_somebody_elses_interview(client: Client) -> None:
    number = await interviewed(client)
    await client.sign_up("eve@example.com")
    assert (await drill(client, number)).status_code == 404
