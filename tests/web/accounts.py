"""Accounts for tests, and interviews that were held before the page is opened."""

import secrets
from dataclasses import dataclass
from typing import Any

import httpx

from local.spoken_script import words_of
from wiring.demo.script import Script, load_answers

PASSWORD = "correct horse battery"
ROLES = ("Data engineer", "Platform engineer")
HURRIED_WORDS = 45
"""How much of each answer somebody gives who is in a hurry, as in the first interview."""


@dataclass(frozen=True)
class Held:
    """Somebody with interviews behind them: the last one, and how its first answer began."""

    email: str
    session_id: int
    first_words: str


def an_email() -> str:
    """Return an address nobody has."""
    return f"robin-{secrets.token_hex(5)}@example.com"


async def who_was_interviewed(
    address: str, *, interviews: int = 1, email: str | None = None
) -> Held:
    """Sign up somebody new, hold written interviews with them, and return the last."""
    email = email or an_email()
    async with httpx.AsyncClient(base_url=address, trust_env=False, timeout=60.0) as client:
        account = {"email": email, "password": PASSWORD}
        entered = (await client.post("/auth/register", json=account)).raise_for_status().json()
        client.headers["Authorization"] = f"Bearer {entered['access_token']}"
        for number in range(interviews):
            last = number == interviews - 1
            session_id = await _start(client, f"Practice {number + 1}", ROLES[number % 2])
            await _answer(client, session_id, None if last else HURRIED_WORDS)
        turns = await _turns(client, session_id)
    first = next(turn["content"] for turn in turns if turn["role"] == "user")
    return Held(email, session_id, " ".join(first.split()[:8]))


async def _start(client: httpx.AsyncClient, title: str, role: str) -> int:
    session = {
        "title": title,
        "interview_type": "behavioral",
        "role_context": role,
        "custom_instructions": load_answers().instructions,
        "question_count": 3,
        "duration_minutes": 15,
    }
    started = await client.post("/ai-interview/sessions", json=session)
    return int(started.raise_for_status().json()["session_id"])


async def _answer(client: httpx.AsyncClient, session_id: int, most_words: int | None) -> None:
    """Answer until the interviewer has closed."""
    path = f"/ai-interview/sessions/{session_id}"
    script = Script(load_answers())
    status = "active"
    while status == "active":
        asked = (await _turns(client, session_id))[-1]
        reply = script.reply(asked["content"], asked["question_number"], asked["move"] or "")
        words = " ".join(words_of(reply).split()[:most_words])
        said = await client.post(f"{path}/message", json={"message": words})
        status = said.raise_for_status().json()["status"]
    (await client.post(f"{path}/complete")).raise_for_status()


async def _turns(client: httpx.AsyncClient, session_id: int) -> list[dict[str, Any]]:
    session = await client.get(f"/ai-interview/sessions/{session_id}")
    turns: list[dict[str, Any]] = session.raise_for_status().json()["interactions"]
    return turns
