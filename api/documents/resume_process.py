"""Reads a resume in a process of its own, which can be ended whatever the file makes it do.

A parser that is lost in a malicious file holds a thread for ever; a process is killed, and it may
use only so much processor time and memory.
"""

import asyncio
import json
import resource
import sys
from pathlib import Path, PurePath
from typing import Final
from weakref import WeakValueDictionary

from api.documents.reading.errors import RESUME_ERRORS, ResumeError, ResumeTooComplexError
from api.documents.resume import PARSED, ReadDocument, read_document

SECONDS: Final = 20
MEMORY_BYTES = 1024**3
AT_ONCE: Final = 2

_BY_CODE = {error.code: error for error in RESUME_ERRORS}
_ROOT = Path(__file__).resolve().parents[2]


class ResumeReader:
    """Reads resumes, at most `at_once` at a time: each may take a gigabyte for many seconds.

    One at a time of a user's, so that nobody takes all the places.
    """

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._turn = asyncio.Semaphore(at_once)
        # each lock is there for as long as somebody holds it or waits for it
        self._users: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def read(self, user_id: int, file_name: str, content: bytes) -> ReadDocument:
        """Return what a user's resume says; raises a `ResumeError`."""
        own = self._users.setdefault(user_id, asyncio.Lock())
        async with own, self._turn:
            return await read_resume(file_name, content)


async def read_resume(
    file_name: str, content: bytes, *, seconds: float = SECONDS, memory_bytes: int = MEMORY_BYTES
) -> ReadDocument:
    """Return what a resume says; raises a `ResumeError`, also when reading takes too much.

    What needs no parser is decoded here.
    """
    suffix = PurePath(file_name).suffix.lower()
    if suffix not in PARSED:
        return read_document(file_name, content)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", __name__, f"resume{suffix}", str(memory_bytes)),
        cwd=_ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        output, _ = await asyncio.wait_for(process.communicate(content), seconds)
    except TimeoutError as error:
        raise ResumeTooComplexError("This file takes too long to read.") from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0:
        raise ResumeTooComplexError("This file takes too much time or memory to read.")
    answer = json.loads(output)
    if "text" in answer:
        return ReadDocument(str(answer["text"]), tuple(answer["notes"]))
    raise _BY_CODE[answer["error_code"]](answer["detail"])


def main(file_name: str, memory_bytes: int) -> None:
    """Read the file on stdin and write what it says, or what is wrong with it, as JSON."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    try:
        read = read_document(file_name, sys.stdin.buffer.read())
        answer: dict[str, object] = {"text": read.text, "notes": read.notes}
    except ResumeError as error:
        answer = {"error_code": error.code, "detail": str(error)}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
