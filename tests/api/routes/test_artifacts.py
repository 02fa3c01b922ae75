"""What stands in a pane beside the answers: sent, kept, shown and taken away with them."""

from typing import Any

import pytest

from core.turn import LONGEST_ARTIFACT
from tests.api.application import Client
from tests.test_ai_interview import MESSAGE, started

SESSIONS = "/ai-interview/sessions"
CODE = {
    "kind": "code",
    "language": "python",
    "content": "def f(x):\n\treturn '<b>' # “Ω” 👍\r\n",
}
BOARD = {"kind": "board", "language": None, "content": '{"nodes": [{"label": "<script>"}]}'}


async def test_an_answer_keeps_its_artifact_in_every_form_it_is_shown_in(
    client: Client, other: Client
) -> None:
    path = f"{SESSIONS}/{await started(client)}"
    for artifact in (CODE, None, BOARD):
        body = MESSAGE | ({"artifact": artifact} if artifact else {})
        (await client.post(f"{path}/message", json=body)).raise_for_status()
    kept = [CODE, None, BOARD]

    def of_candidate(turns: list[dict[str, Any]]) -> list[Any]:
        return [turn["artifact"] for turn in turns if turn["role"] == "user"]

    assert of_candidate((await client.get(path)).json()["interactions"]) == kept
    assert of_candidate((await client.get(f"{path}/transcript")).json()["turns"]) == kept
    text = (await client.get(f"{path}/transcript?format=txt")).text
    assert "    [code python]\n       1  def f(x):\n       2  \treturn '<b>' # “Ω” 👍\n" in text
    assert "[board]" in text
    (exported,) = (await client.get("/auth/me/export")).json()["sessions"]
    assert of_candidate(exported["session"]["interactions"]) == kept
    (await client.post(f"{path}/complete")).raise_for_status()
    made = (await client.post(f"{path}/shares", json={})).json()
    shown = await other.get("/shared/report", headers={"X-Share-Token": made["token"]})
    assert of_candidate(shown.json()["session"]["interactions"]) == kept
    again = await client.post(f"{path}/questions/1/retry", json=MESSAGE | {"artifact": BOARD})
    assert [turn["artifact"] for turn in again.json()["after"]["answers"]] == [BOARD]
    (await client.delete(path)).raise_for_status()
    assert (await client.get(path)).status_code == 404


async def test_a_key_belongs_to_one_artifact_too(client: Client) -> None:
    path = f"{SESSIONS}/{await started(client)}/message"
    key = {"Idempotency-Key": "k-1"}
    sent = MESSAGE | {"artifact": CODE}
    first = await client.post(path, json=sent, headers=key)
    assert (await client.post(path, json=sent, headers=key)).json() == first.json()
    for other in (MESSAGE, MESSAGE | {"artifact": BOARD}):
        refused = await client.post(path, json=other, headers=key)
        assert refused.json()["error_code"] == "IDEMPOTENCY_KEY_REUSED"


@pytest.mark.parametrize(
    ("change", "field", "why"),
    [
        ({"content": "x" * (LONGEST_ARTIFACT + 1)}, "content", "50000"),
        ({"content": "a\0b"}, "content", "control characters"),
        ({"content": "\x7fELF\x02"}, "content", "control characters"),
        ({"content": None}, "content", "string"),
        ({"kind": "film"}, "kind", "'code', 'board' or 'scratchpad'"),
        ({"language": "Python 3; rm"}, "language", "pattern"),
        ({"author": "me"}, "author", "not permitted"),
    ],
    ids=["too long", "NUL", "binary", "nothing", "kind", "language", "field"],
)
async def test_what_no_pane_can_hold_is_told_by_field_and_the_interview_goes_on(
    client: Client, change: dict[str, object], field: str, why: str
) -> None:
    path = f"{SESSIONS}/{await started(client)}"
    refused = await client.post(f"{path}/message", json=MESSAGE | {"artifact": CODE | change})
    assert (refused.status_code, refused.json()["error_code"]) == (400, "VALIDATION_ERROR")
    [error] = refused.json()["errors"]
    assert error["field"] == f"artifact.{field}"
    assert why in error["message"]
    assert len((await client.get(path)).json()["interactions"]) == 1
    (await client.post(f"{path}/message", json=MESSAGE | {"artifact": CODE})).raise_for_status()


async def test_a_paste_of_a_megabyte_is_too_large_a_body(client: Client) -> None:
    path = f"{SESSIONS}/{await started(client)}/message"
    refused = await client.post(path, json=MESSAGE | {"artifact": CODE | {"content": "x" * 2**20}})
    assert refused.status_code == 413
    half = await client.post(path, json=MESSAGE | {"artifact": CODE | {"content": '"x=1'}})
    assert half.status_code == 200, "code that does not parse is code"
