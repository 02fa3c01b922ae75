"""A file cannot keep the API busy."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from api.documents import resume_process
from api.documents.reading.errors import ResumeEncryptedError, ResumeTooComplexError
from api.documents.resume import ReadDocument
from api.documents.resume_process import AT_ONCE, MEMORY_BYTES, ResumeReader, read_resume

OLD_WORD_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600


def running_readers() -> list[str]:
    """Return the command lines of reading processes that this one has started."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    commands = [Path(f"/proc/{pid}/cmdline").read_text() for pid in children]
    return [command for command in commands if resume_process.__name__ in command]


async def test_what_is_wrong_with_a_file_is_known_on_both_sides() -> None:
    with pytest.raises(ResumeEncryptedError, match="protected"):
        await read_resume("cv.docx", OLD_WORD_FILE)


async def test_plain_text_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resume_process, "sys", None)
    assert await read_resume("cv.md", b"Led a team.") == ReadDocument("Led a team.")


async def test_what_takes_too_long_is_killed() -> None:
    # its own limits say something else, and come much later
    with pytest.raises(ResumeTooComplexError, match="takes too long"):
        await read_resume("cv.docx", OLD_WORD_FILE, seconds=0.01)
    assert not running_readers()


async def test_what_takes_too_much_memory_is_refused() -> None:
    with pytest.raises(ResumeTooComplexError, match="memory"):
        await read_resume("cv.docx", b"x" * 4_000_000, memory_bytes=1_000_000)


async def test_only_so_many_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = most = 0

    async def slow(file_name: str, content: bytes) -> ReadDocument:
        nonlocal reading, most
        reading += 1
        most = max(most, reading)
        await asyncio.sleep(0.01)
        reading -= 1
        return ReadDocument(file_name)

    monkeypatch.setattr(resume_process, "read_resume", slow)
    reader = ResumeReader()
    names = [f"{number}.pdf" for number in range(3 * AT_ONCE)]
    reading_all = (reader.read(user, name, b"") for user, name in enumerate(names))
    assert [read.text for read in await asyncio.gather(*reading_all)] == names
    assert most == AT_ONCE


async def test_nobody_waits_for_the_many_resumes_of_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go_on = asyncio.Event()

    async def slow(file_name: str, content: bytes) -> ReadDocument:
        if file_name == "large.pdf":
            await go_on.wait()
        return ReadDocument(file_name)

    monkeypatch.setattr(resume_process, "read_resume", slow)
    reader = ResumeReader()
    many = [asyncio.create_task(reader.read(1, "large.pdf", b"")) for _ in range(3 * AT_ONCE)]
    assert await reader.read(2, "short.pdf", b"") == ReadDocument("short.pdf")
    go_on.set()
    assert await asyncio.gather(*many) == [ReadDocument("large.pdf")] * len(many)


def test_the_reading_process_limits_itself() -> None:
    program = (
        "import json, resource, sys; from api.documents.resume_process import main; "
        f"main('cv.txt', {MEMORY_BYTES}); sys.stdout.write('\\n' + json.dumps("
        "[resource.getrlimit(resource.RLIMIT_CPU), resource.getrlimit(resource.RLIMIT_AS)]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=b"Text.", capture_output=True, check=True
    )
    text, limits = done.stdout.decode().splitlines()
    assert json.loads(text) == {"text": "Text.", "notes": []}
    assert json.loads(limits) == [[20, 20], [MEMORY_BYTES, MEMORY_BYTES]]
