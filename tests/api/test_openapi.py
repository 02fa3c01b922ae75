"""The document is true: every route is in it, every example works, every error is one it names."""

import re
from typing import Any

import pytest

from api.app import OPERATIONS
from api.openapi import errors_of, openapi
from tests.api.application import Client, on_sqlite
from tests.test_ai_interview import started

__all__ = ["on_sqlite"]

DOCUMENT = openapi(OPERATIONS)


def test_every_operation_is_in_the_document_once() -> None:
    described = [
        (method.upper(), path) for path, methods in DOCUMENT["paths"].items() for method in methods
    ]
    running = [(o.method, re.sub(r":id\}", "}", o.path)) for o in OPERATIONS]
    assert sorted(described) == sorted(running)
    names = [o["operationId"] for methods in DOCUMENT["paths"].values() for o in methods.values()]
    assert len(names) == len(set(names))


def test_every_reference_leads_somewhere() -> None:
    references = set(re.findall(r"'\$ref': '([^']+)'", str(DOCUMENT)))
    schemas = DOCUMENT["components"]["schemas"]
    assert references
    assert {r.removeprefix("#/components/schemas/") for r in references} <= schemas.keys()


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda o: f"{o.method} {o.path}")
async def test_what_needs_a_user_says_so_and_does(client: Client, operation: Any) -> None:
    path = operation.path.replace("{interaction_id:id}", "2")  # the first answer
    path = re.sub(r"\{\w+:id\}", "1", path)
    answer = await client.request(operation.method, path)
    needed = operation.secured or operation.takes_event
    assert (answer.status_code == 401) is (needed and 401 in errors_of(operation))
    described = DOCUMENT["paths"][re.sub(r":id\}", "}", operation.path)]
    security = described[operation.method.lower()].get("security", [])
    assert [*security] == ([{"bearer": []}] if operation.secured else security)
    assert bool(security) is needed
    schemes = DOCUMENT["components"]["securitySchemes"]
    assert all(name in schemes for way in security for name in way)


EXAMPLES = {
    name: schema["examples"][0]
    for name, schema in DOCUMENT["components"]["schemas"].items()
    if "examples" in schema
}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda o: f"{o.method} {o.path}")
async def test_the_examples_work(client: Client, operation: Any) -> None:
    example = EXAMPLES.get(operation.body.__name__)
    if example is None:
        assert operation.body.__name__ in ("Nothing", "RefreshBody")
        return
    if operation.path != "/auth/register":
        await client.post("/auth/register", json=EXAMPLES["RegisterBody"])
        token = (await client.post("/auth/login", json=EXAMPLES["LoginBody"])).json()
        client.headers["Authorization"] = f"Bearer {token['access_token']}"
        consenting = EXAMPLES["StartBody"] | {"camera_opt_in": True}
        await client.post("/ai-interview/sessions", json=consenting)
    if operation.method == "PUT":
        await client.post(operation.path, json=example)
    if operation.path.endswith(("/retry", "/drill", "/shares", "/content")):
        await client.post("/ai-interview/sessions/1/message", json=EXAMPLES["MessageBody"])
        await client.post("/ai-interview/sessions/1/complete")
    path = operation.path.replace("{interaction_id:id}", "2")  # the first answer
    path = re.sub(r"\{\w+:id\}", "1", path)
    answer = await client.request(operation.method, path, json=example)
    assert answer.status_code == operation.status, answer.text


async def test_the_document_and_its_page_are_served_from_here(client: Client) -> None:
    served = await client.get("/openapi.json")
    assert served.json() == DOCUMENT
    page = await client.get("/docs")
    assert page.status_code == 200
    asked = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert all(address.startswith("/") for address in asked)
    for address in asked:
        assert (await client.get(address)).status_code == 200
    assert (await client.get("/docs/../app.py")).status_code == 404
    assert (await client.get("/docs/docs.html")).status_code == 404


async def test_metrics_name_routes_and_no_numbers_of_people(client: Client) -> None:
    session_id = await started(client)
    await client.get(f"/ai-interview/sessions/{session_id}")
    text = (await client.get("/metrics")).text
    route = 'route="/ai-interview/sessions/{session_id:id}"'
    assert f'greenroom_requests_total{{method="GET",{route},status="200"}} 1.0' in text
    assert "greenroom_request_seconds_bucket" in text
    assert "process_resident_memory_bytes" in text
    assert "ada@example.com" not in text
