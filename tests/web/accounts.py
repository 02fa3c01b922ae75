"""Accounts for tests, and interviews that were held before the page is opened."""

import secrets
from dataclasses import dataclass

import httpx

PASSWORD = "correct horse battery"

STORIES = (
    "In my last job our nightly import kept failing, so customers saw old prices. I was "
    "responsible for it. I traced the failures to one slow query, added an index and split the "
    "import into batches. As a result the import took twelve minutes instead of three hours.",
    "I measured it with the database's own statistics before and after, and I asked a colleague to "
    "review the plan, because a wrong index would have slowed the writes.",
    "We lost a big customer, and the team was blaming each other. I guess I sort of listened "
    "to everybody first. Then I wrote down what had happened hour by hour, and we agreed on three "
    "changes. First we added an alarm, and then we practised a rollback every month.",
    "I decided to move the smallest customers first, because a mistake there would be cheap. In "
    "the end we finished two weeks early and lost no data.",
)


@dataclass(frozen=True)
class Held:
    """Somebody with an interview behind them."""

    email: str
    session_id: int


def an_email() -> str:
    """Return an address nobody has."""
    return f"robin-{secrets.token_hex(5)}@example.com"


async def who_was_interviewed(
    address: str, *, interviews: int = 1, email: str | None = None
) -> Held:
    """Sign up somebody new and hold written interviews with them; the last one is returned."""
    email = email or an_email()
    async with httpx.AsyncClient(base_url=address, trust_env=False, timeout=60.0) as client:

        async def post(path: str, **body: object) -> dict[str, object]:
            answer = await client.post(path, json=body)
            answer.raise_for_status()
            answered: dict[str, object] = answer.json()
            return answered

        account = await post("/auth/register", email=email, password=PASSWORD)
        client.headers["Authorization"] = f"Bearer {account['access_token']}"
        for number in range(interviews):
            session = await post(
                "/ai-interview/sessions",
                title=f"Practice {number + 1}",
                interview_type="behavioral",
                role_context="Platform engineer" if number else "Data engineer",
                question_count=3,
                duration_minutes=10,
            )
            path = f"/ai-interview/sessions/{session['session_id']}"
            for story in STORIES[number % 2 :]:
                await post(f"{path}/message", message=story)
            await post(f"{path}/complete")
    return Held(email, int(str(session["session_id"])))
