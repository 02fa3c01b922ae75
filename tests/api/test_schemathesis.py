"""The whole document, tried by machine: no 5xx, and no answer that it does not describe."""

import asyncio
import os
import sys
from pathlib import Path

import httpx
import pytest

from api.services import Services
from tests.api.application import on_sqlite
from tests.api.served import served

__all__ = ["on_sqlite"]

ROOT = Path(__file__).resolve().parents[2]
CHECKS = ",".join(
    (
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
        "negative_data_rejection",
        "missing_required_header",
        "unsupported_method",
        "ignored_auth",
    )
)
ENDS_THE_SIGN_IN = ("delete_all", "logout", "refresh")


async def report(url: str, token: str, folder: Path, *options: str) -> tuple[int, str]:
    """Run schemathesis against the address and return its status and what it printed."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "schemathesis.cli", "run", f"{url}/openapi.json"),
        *("--header", f"Authorization: Bearer {token}", "--checks", CHECKS),
        *("--max-examples", os.environ.get("SCHEMATHESIS_EXAMPLES", "8"), "--seed", "20260101"),
        *(
            "--no-color",
            "--generation-database",
            "none",
            "--suppress-health-check=too_slow",
            *options,
        ),
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await process.communicate()
    return process.returncode or 0, output.decode()


@pytest.mark.timeout(900)
async def test_no_input_brings_out_an_answer_that_is_not_in_the_document(
    services: Services, tmp_path: Path
) -> None:
    async with served(services) as url, httpx.AsyncClient(base_url=url) as client:
        body = {"email": "machine@example.com", "password": "correct horse battery"}
        token = (await client.post("/auth/register", json=body)).json()["access_token"]
        excluded = [f"--exclude-operation-id={name}" for name in ENDS_THE_SIGN_IN]
        status, output = await report(url, token, tmp_path, *excluded)
        assert status == 0, output
        for name in ("refresh", "logout", "delete_all"):
            token = (await client.post("/auth/login", json=body)).json()["access_token"]
            only = f"--include-operation-id={name}"
            status, output = await report(url, token, tmp_path, only, "--phases=examples,coverage")
            assert status == 0, output
