"""`python -m agent console --text`: an interview typed in a terminal."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

LINES = [
    "",
    "/show nothing.py",
    "/show importer.py",
    "In my last job I was responsible for the importer. I rewrote it within a month, because it "
    "lost files, and as a result nobody had to repair anything by hand.",
    "I measured it for a month, and the number of failed imports went down from sixty to four.",
    "I decided on the smaller change, since we could take it back within a day.",
    "I want to stop here, please.",
    "No, thank you, I have no more questions.",
]


@pytest.mark.timeout(400)
def test_an_interview_is_typed_and_assessed(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path}/console.db",
        "CHROMA_PERSIST_DIR": str(tmp_path / "chroma"),
        "PYTHONPATH": str(ROOT),
    }
    (tmp_path / "importer.py").write_text("def load(rows):\n    return sorted(rows)\n")
    shown = subprocess.run(
        [sys.executable, "-m", "agent", "console", "--text", "--role", "Backend Engineer"],
        cwd=tmp_path,
        env=environment,
        input="\n".join(LINES) + "\n",
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.count("Interviewer  ") >= 4
    assert "\nMeasured\n" in shown.stdout
    assert "\nAssessment\n" in shown.stdout
    assert "Relevance" in shown.stdout
    assert "nothing.py: " in shown.stdout
    assert "importer.py goes beside your next answer." in shown.stdout
    assert "\n      2      return sorted(rows)\n" in shown.stdout


@pytest.mark.timeout(400)
def test_an_unknown_kind_of_interview_is_named() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "agent", "console", "--text", "--type", "astrology"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert shown.returncode == 1
    assert "astrology" in shown.stderr
