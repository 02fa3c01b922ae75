"""The heavy libraries are imported by whoever embeds first, and by nobody before."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import asyncio, sys, tempfile
from pathlib import Path
from core.settings import Settings
from api.app import create_app
from wiring.web import open_services

heavy = {"torch", "transformers", "sentence_transformers"}

async def run():
    folder = Path(tempfile.mkdtemp())
    settings = Settings(
        _env_file=None, environment="test", secret_key="s" * 40,
        chroma_persist_dir=folder / "chroma",
        database_url=f"sqlite+aiosqlite:///{folder}/greenroom.db",
    )
    async with open_services(settings) as services:
        create_app(services)
        await services.database.migrate()
        await services.knowledge.forget(1)
    assert not heavy & sys.modules.keys(), heavy & sys.modules.keys()

asyncio.run(run())
"""


def test_the_web_process_starts_without_torch() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_job_process_imports_no_torch() -> None:
    program = "import sys; import wiring.worker; assert 'torch' not in sys.modules"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
