"""The whole document, tried by machine: no 5xx, and no answer that it does not describe."""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from api.app import OPERATIONS
from api.services import Services
from tests.api.application import on_sqlite
from tests.api.served import served

__all__ = ["on_sqlite"]

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "tests" / "api" / "schemathesis.toml"
REPORT = ROOT / "artifacts" / "schemathesis.json"
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "missing_required_header",
    "unsupported_method",
    "ignored_auth",
    "use_after_free",
    "ensure_resource_availability",
)


async def run(url: str, folder: Path) -> tuple[int, str]:
    """Run schemathesis against the address and return its status and what it printed."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "schemathesis.cli"),
        *("--config-file", str(CONFIG)),
        *("run", f"{url}/openapi.json", "--checks", ",".join(CHECKS), "--no-color"),
        *("--suppress-health-check", "too_slow,filter_too_much"),
        *("--report", "json", "--report-json-path", str(REPORT)),
        cwd=folder,
        env=os.environ
        | {"SCHEMATHESIS_HOOKS": "tests.api.schemathesis_sign_in", "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await process.communicate()
    return process.returncode or 0, output.decode()


@pytest.mark.timeout(600)
async def test_no_input_brings_out_an_answer_that_is_not_in_the_document(
    services: Services, tmp_path: Path
) -> None:
    REPORT.parent.mkdir(exist_ok=True)
    async with served(services) as url:
        status, output = await run(url, tmp_path)
    assert status == 0, output
    told: dict[str, Any] = json.loads(REPORT.read_text())
    assert told["operations"]["tested"] == len(OPERATIONS)
    assert {name: phase["status"] for name, phase in told["phases"].items()} == dict.fromkeys(
        ("examples", "coverage", "fuzzing", "stateful"), "success"
    )
    assert told["test_cases"]["generated"] > 1_000
    assert told["failures"] == told["errors"] == []
