"""A job posting of the session, or of the profile, and the report that goes through it."""

from tests.api.application import Client
from tests.api.routes.test_report import held


async def test_the_report_goes_through_the_job_posting_of_the_session_or_the_profile(
    client: Client,
) -> None:
    await client.sign_up()
    posting = "Requirements\n- Experience with hard conflicts\n- Knowledge of SQL"
    path, report = await held(client, job_description=posting)
    assert (await client.get(path)).json()["job_description"] == posting
    texts = [one["text"] for one in report["requirements"]]
    assert texts == ["Experience with hard conflicts", "Knowledge of SQL"]
    assert any(one["asked"] for one in report["requirements"])
    _, without = await held(client)
    assert without["requirements"] == []
    profile = {"job_description": "Must have: Knowledge of ledgers"}
    assert (await client.post("/ai-interview/profile", json=profile)).status_code == 201
    _, again = await held(client)
    assert [one["text"] for one in again["requirements"]] == ["Knowledge of ledgers"]
