"""A coding problem in a written interview: shown once it is set, without what gives it away."""

from tests.api.application import Client
from tests.test_ai_interview import ANSWERS, SESSION, started

SESSIONS = "/ai-interview/sessions"


async def test_a_problem_is_shown_once_it_is_set_and_its_hidden_tests_are_counted(
    client: Client,
) -> None:
    path = f"{SESSIONS}/{await started(client, code_pane=True, question_count=3)}"
    shown = []
    for words in (*ANSWERS, *ANSWERS):
        details = (await client.get(path)).json()
        shown = [one for one in details["questions"] if one["problem"]]
        if shown or details["status"] != "active":
            break
        (await client.post(f"{path}/message", json={"message": words})).raise_for_status()
    [asked] = shown
    problem = asked["problem"]
    assert asked["text"]
    assert asked["text"] != problem["statement"]
    assert problem["level"] == SESSION["difficulty_level"]
    assert problem["hidden_test_count"] >= 4
    assert len(problem["tests"]) == 2
    assert {len(test["given"]) for test in problem["tests"]} == {len(problem["parameters"])}
    assert problem.keys() == {
        "id", "title", "level", "statement", "function", "parameters", "examples", "tests",
        "hidden_test_count",
    }  # fmt: skip


async def test_the_option_is_kept_and_off_unless_asked_for(client: Client) -> None:
    session_id = await started(client)
    assert (await client.get(f"{SESSIONS}/{session_id}")).json()["code_pane"] is False
    chosen = await client.post(SESSIONS, json=SESSION | {"code_pane": True})
    details = (await client.get(f"{SESSIONS}/{chosen.json()['session_id']}")).json()
    assert details["code_pane"] is True
