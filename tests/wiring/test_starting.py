"""A web process that cannot start says why in one line, and ends."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from harness.services.ports import free_port

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.timeout(400)  # a process is started, which takes its time on a full machine
@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("DATABASE_URL", "postgresql+asyncpg://nobody@127.0.0.1:1/none", "not available"),
        ("DATABASE_URL", "mysql://db/none", "DATABASE_URL: must begin with"),
    ],
)
def test_a_start_that_fails_is_one_message_and_no_traceback(
    tmp_path: Path, name: str, value: str, said: str
) -> None:
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "PORT": str(free_port()),
        "LIVEKIT_URL": f"ws://127.0.0.1:{free_port()}",
        name: value,
    }
    done = subprocess.run(
        [sys.executable, "-m", "wiring.web"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
