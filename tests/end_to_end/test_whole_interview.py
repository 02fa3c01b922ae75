"""Everything real: rooms, WebRTC, Whisper, Piper, and a candidate who tells three stories."""

import asyncio
import re
import sys
from pathlib import Path

import pytest

from harness.services.system import ROOT, LocalSystem

pytestmark = pytest.mark.timeout(900)


async def test_the_demo_holds_a_whole_interview_and_shows_its_assessment(tmp_path: Path) -> None:
    system = LocalSystem(tmp_path)
    demo = None
    try:
        system.start_all()
        await system.wait_until_ready()
        demo = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "wiring.demo"),
            cwd=ROOT,
            env=system.environment(),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        shown = (await demo.communicate())[0].decode()
    finally:
        if demo is not None and demo.returncode is None:
            demo.kill()
            await demo.wait()
        system.stop()
    assert demo.returncode == 0, f"{shown}\n{system.log_ends()}"
    talk, rest = shown.split("\nMeasured\n")
    measured, assessment = rest.split("\nAssessment\n")
    said = re.findall(r"^ *(Interviewer|Candidate)  \S", talk, re.MULTILINE)
    assert said.count("Candidate") >= 4
    assert said.count("Interviewer") >= 5
    assert "Goodbye" in talk or "goodbye" in talk or "Thank you" in talk
    paces = [int(pace) for pace in re.findall(r"^ *\d+ +[\d.]+ +(\d+) ", measured, re.MULTILINE)]
    assert len(paces) >= 4
    assert all(60 <= pace <= 320 for pace in paces)
    assert re.search(r"Overall: \d+ \(", assessment)
    assert re.search(r"Relevance +\d+", assessment)
