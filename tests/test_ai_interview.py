"""The contract, walked from top to bottom with its own example bodies."""

from typing import Any

from tests.api.application import Client, client, services, settings
from tests.contract import ASSESSED, COMPLETED, CREATED, REPLIED, ROOM, STARTED, misfits

__all__ = ["client", "services", "settings"]

PROFILE = {
    "current_role": "Software Engineer",
    "current_company": "Tech Corp",
    "years_of_experience": 5,
    "target_role": "Senior Software Engineer",
    "target_companies": ["Google", "Meta"],
    "technical_skills": ["Python", "React", "AWS"],
    "soft_skills": ["Leadership", "Communication"],
    "difficulty_preference": "medium",
    "bio": "Experienced software engineer specializing in full-stack development",
}
SESSION = {
    "title": "Technical Interview Practice",
    "interview_type": "technical",
    "role_context": "Senior Software Engineer",
    "company_context": "Google",
    "difficulty_level": "hard",
    "custom_instructions": "Focus on system design and scalability",
}
MESSAGE: dict[str, Any] = {
    "message": "I would design a distributed caching system using Redis...",
    "audio_s3_key": "optional-audio-recording-key",
    "audio_duration_seconds": 120.5,
}
ANSWERS = (
    "First I would ask how stale a value may be, because that decides everything else. Then I "
    "would put Redis in front of the database and shard it by a consistent hash, so that adding "
    "a node moves few keys. In the end reads took 12 milliseconds instead of 90.",
    "I measured before I changed anything. The index was missing on the foreign key, so every read "
    "scanned 4 million rows. I added it online, and as a result the p95 fell from 2 seconds to 40 "
    "milliseconds within a day.",
    "It broke once, on a Friday. Two nodes disagreed after a partition, so I made writes wait for "
    "a quorum of three and told the team why. We lost some write throughput, about 8 percent, "
    "but no order was lost again.",
    "I would test it by killing a node under load every week. For example, we ran that drill with "
    "200 requests a second, and it showed that clients retried too fast, so I added a backoff.",
)


async def started(client: Client, **more: Any) -> int:
    """Sign up, start the contract's example session, and return its id."""
    await client.sign_up()
    answer = await client.post("/ai-interview/sessions", json=SESSION | more)
    assert answer.status_code == 201, answer.text
    return int(answer.json()["session_id"])


class TestAIInterview:
    """The endpoints in the contract's order."""

    async def test_create_profile(self, client: Client) -> None:
        user_id = await client.sign_up()
        answer = await client.post("/ai-interview/profile", json=PROFILE)
        assert answer.status_code == 201
        body = answer.json()
        assert body["id"] > 0
        assert body["user_id"] == user_id
        assert body["created_at"].endswith("Z")
        assert {name: body[name] for name in PROFILE} == PROFILE
        assert misfits(CREATED, body) == []

    async def test_get_profile(self, client: Client) -> None:
        await client.sign_up()
        created = await client.post("/ai-interview/profile", json=PROFILE)
        answer = await client.get("/ai-interview/profile")
        assert answer.status_code == 200
        assert answer.json() == created.json()

    async def test_update_profile(self, client: Client) -> None:
        await client.sign_up()
        await client.post("/ai-interview/profile", json=PROFILE)
        changes = {
            "years_of_experience": 6,
            "technical_skills": ["Python", "React", "AWS", "Kubernetes"],
        }
        answer = await client.put("/ai-interview/profile", json=changes)
        assert answer.status_code == 200
        body = answer.json()
        assert {name: body[name] for name in PROFILE} == PROFILE | changes

    async def test_index_profile(self, client: Client) -> None:
        user_id = await client.sign_up()
        await client.post("/ai-interview/profile", json=PROFILE)
        answer = await client.post("/ai-interview/profile/index")
        assert answer.status_code == 200
        body = answer.json()
        assert body.keys() == {"indexed_chunks", "collection", "took_ms"}
        assert body["indexed_chunks"] >= 6
        assert str(user_id) in body["collection"]

    async def test_start_interview(self, client: Client) -> None:
        await client.sign_up()
        answer = await client.post("/ai-interview/sessions", json=SESSION)
        assert answer.status_code == 201
        body = answer.json()
        assert body["session_id"] > 0
        assert body["message"] == "Interview started successfully"
        assert body["response"]
        assert body["status"] == "active"
        assert body["question_count"] == 0
        assert misfits(STARTED, body) == []

    async def test_send_message(self, client: Client) -> None:
        session_id = await started(client)
        answer = await client.post(f"/ai-interview/sessions/{session_id}/message", json=MESSAGE)
        assert answer.status_code == 200
        body = answer.json()
        assert body["session_id"] == session_id
        assert body["response"]
        assert body["status"] == "active"
        assert body["question_count"] == 1
        analysis = body["analysis"]["question_1"]
        assert analysis["response_length"] == len(MESSAGE["message"])
        assert analysis["word_count"] == 9
        assert analysis["timestamp"].endswith("Z")
        assert misfits(REPLIED, body) == []

    async def test_complete_interview(self, client: Client) -> None:
        session_id = await started(client)
        await client.post(f"/ai-interview/sessions/{session_id}/message", json=MESSAGE)
        answer = await client.post(f"/ai-interview/sessions/{session_id}/complete")
        assert answer.status_code == 200
        body = answer.json()
        assert body["id"] == session_id
        assert body["status"] == "completed"
        for name in ("overall", "verbal_communication", "clarity", "confidence"):
            assert f"{name}_score" in body
        for name in ("technical_accuracy", "problem_solving"):
            assert f"{name}_score" in body
        assert isinstance(body["strengths"]["strengths"], list)
        assert isinstance(body["weaknesses"]["weaknesses"], list)
        assert isinstance(body["detailed_feedback"], str)
        assert body["completed_at"].endswith("Z")
        again = await client.post(f"/ai-interview/sessions/{session_id}/complete")
        assert again.json() == body
        assert misfits(COMPLETED, body) == []

    async def test_list_sessions(self, client: Client) -> None:
        session_id = await started(client)
        answer = await client.get("/ai-interview/sessions?skip=0&limit=20")
        assert answer.status_code == 200
        assert [session["id"] for session in answer.json()] == [session_id]
        assert answer.headers["X-Total-Count"] == "1"

    async def test_get_session_details(self, client: Client) -> None:
        session_id = await started(client)
        await client.post(f"/ai-interview/sessions/{session_id}/message", json=MESSAGE)
        answer = await client.get(f"/ai-interview/sessions/{session_id}")
        assert answer.status_code == 200
        turns = answer.json()["interactions"]
        assert [turn["role"] for turn in turns] == ["assistant", "user", "assistant"]
        assert turns[1]["content"] == MESSAGE["message"]
        assert turns[1]["duration_seconds"] == 120.5
        assert turns[1]["pauses"] is None
        assert turns[1]["not_measured"]["pauses"]

    async def test_assess_session(self, client: Client) -> None:
        session_id = await started(client)
        await client.post(f"/ai-interview/sessions/{session_id}/message", json=MESSAGE)
        await client.post(f"/ai-interview/sessions/{session_id}/complete")
        answer = await client.post(f"/ai-interview/sessions/{session_id}/assess")
        assert answer.status_code == 200
        body = answer.json()
        assert body["session_id"] == session_id
        assert "overall_score" in body
        assert set(body["communication_scores"]) == {
            "verbal_communication_score",
            "clarity_score",
            "confidence_score",
            "pace_score",
            "words_per_minute",
            "filler_word_count",
        }
        assert set(body["content_scores"]) == {
            "technical_accuracy_score",
            "problem_solving_score",
            "structure_score",
            "relevance_score",
        }
        assert set(body["behavioral_scores"]) == {
            "star_method_score",
            "leadership_score",
            "teamwork_score",
        }
        assert set(body["feedback"]) == {
            "strengths",
            "weaknesses",
            "detailed_feedback",
            "next_steps",
            "recommended_topics",
        }
        assert body["assessed_at"].endswith("Z")
        assert body["assessment_version"] == 2
        assert misfits(ASSESSED, body) == []

    async def test_get_livekit_token(self, client: Client) -> None:
        session_id = await started(client)
        room = f"interview-room-{session_id}"
        answer = await client.post(
            "/ai-interview/livekit/token", params={"room_name": room, "participant_name": "John"}
        )
        assert answer.status_code == 200
        body = answer.json()
        assert body["room_name"] == room
        assert body["participant_name"] == "John"
        assert body["url"].startswith("ws")
        assert body["token"].count(".") == 2
        assert body["expires_at"].endswith("Z")
        assert misfits(ROOM, body) == []

    async def test_a_whole_interview_reads_as_the_contract_shows_it(self, client: Client) -> None:
        session_id = await started(client)
        path = f"/ai-interview/sessions/{session_id}"
        for text in ANSWERS * 4:
            said = MESSAGE | {"message": text, "audio_duration_seconds": 20.5}
            answer = await client.post(f"{path}/message", json=said)
            assert misfits(REPLIED, answer.json()) == []
            if answer.json()["question_count"] == 4:
                break
        completed = (await client.post(f"{path}/complete")).json()
        assessed = (await client.post(f"{path}/assess")).json()
        assert misfits(COMPLETED, completed) == []
        assert misfits(ASSESSED, assessed) == []
        assert completed["overall_score"] == assessed["overall_score"]
        for group in ("communication_scores", "content_scores"):
            assert any(type(score) is float for score in assessed[group].values())
        assert type(completed["overall_score"]) is float
        details = (await client.get(path)).json()
        assert {"langsmith_run_id", "langsmith_trace_url"} <= details.keys()
