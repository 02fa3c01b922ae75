"""Greenroom's API beside a bare Starlette that does the same queries, on the same machine.

Both are processes of one uvicorn worker on the same SQLite file; they are asked in turns, over
kept-open connections, so that both meet the machine in the same state.
"""

import argparse
import asyncio
import itertools
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil

from bench.percentiles import percentile
from bench.request_load import Load, Request, ask
from bench.retrieval import Searches, search_times
from bench.stored_sessions import add_openers, add_sessions, add_users, newest_session
from core.interview import room_name
from core.settings import Settings
from harness.services.ports import free_port
from storage import Database

SHELLS = ("ours", "bare")
FIGURES = ("per second", "p95", "processor time each")
RATIOS = ("ours / bare, per second", "bare / ours, processor time")
ROUNDS = 4
CONNECTIONS = 4
USERS = 1_000
ANSWER = (
    "At my last company the nightly job ran past six in the morning, so I measured every step, "
    "found that one query scanned the whole table, and added an index. It took 20 minutes then."
)
PROFILE = {"bio": ANSWER, "technical_skills": ["Python", "PostgreSQL"]}
START = {"title": "Practice", "interview_type": "technical", "question_count": 12}
LIMITS = ("default", "register", "login", "sessions", "message", "chat")


@dataclass(frozen=True, slots=True)
class Bench:
    """The two shells, running, and whose token they are sent."""

    file: Path
    ports: dict[str, int]
    processes: dict[str, psutil.Process]
    token: str
    seconds: float

    async def measure(self, name: str, requests: Callable[[], Request]) -> str:
        """Return a row of the table: both shells, asked in turns."""
        loads = {shell: Load() for shell in SHELLS}
        for round_number in range(ROUNDS):
            for shell in SHELLS if round_number % 2 else reversed(SHELLS):
                port = self.ports[shell]
                load, before = loads[shell], self._processor_seconds(shell)
                await ask(port, self.token, requests, load, self.seconds, CONNECTIONS)
                load.processor_seconds += self._processor_seconds(shell) - before
        ours, bare = loads["ours"], loads["bare"]
        cells = [
            name,
            *(f"{load.per_second:.0f}" for load in (ours, bare)),
            *(f"{percentile(load.milliseconds, 95):.1f} ms" for load in (ours, bare)),
            *(f"{load.processor_milliseconds:.1f} ms" for load in (ours, bare)),
            f"{ours.per_second / bare.per_second:.2f}",
            f"{bare.processor_milliseconds / ours.processor_milliseconds:.2f}",
        ]
        return f"| {' | '.join(cells)} |"

    def _processor_seconds(self, shell: str) -> float:
        times = self.processes[shell].cpu_times()
        return float(times.user + times.system)


def main(arguments: Sequence[str] = ()) -> int:
    """Measure everything and print the tables; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench api", description=__doc__)
    parser.add_argument("--sessions", type=int, default=100_000, help="the size of the table")
    parser.add_argument("--seconds", type=float, default=1.5, help="of each of four rounds")
    parser.add_argument("--chunks", type=int, default=10_000, help="passages to search among")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="greenroom-bench-") as folder:
        for line in asyncio.run(_all(Path(folder), options.sessions, options.seconds)):
            sys.stdout.write(f"{line}\n")
        model = Settings(_env_file=None).embedding_model
        searches = asyncio.run(search_times(Path(folder) / "search", model, options.chunks, 200))
    sys.stdout.writelines(f"{line}\n" for line in _retrieval(searches, options.chunks))
    return 0


def _retrieval(searches: Searches, chunks: int) -> list[str]:
    whole, embedding = searches.whole, searches.embedding
    store = [all_of_it - part for all_of_it, part in zip(whole, embedding, strict=True)]
    parts = ((f"retrieval among {chunks} passages", whole), ("… embedding the question", embedding))
    return [
        "",
        "| | p50 | p95 |",
        "|---|---:|---:|",
        *(
            f"| {name} | {percentile(taken, 50):.1f} ms | {percentile(taken, 95):.1f} ms |"
            for name, taken in (*parts, ("… searching the store", store))
        ),
        "",
        f"processor time of each: {searches.processor_milliseconds:.1f} ms",
    ]


async def _all(folder: Path, sessions: int, seconds: float) -> list[str]:
    async with _running(folder, seconds) as bench:
        rows = await _table(bench, sessions)
        memory = await _memory(bench)
    columns = [f"{shell}, {what}" for what in FIGURES for shell in SHELLS]
    header = f"| {' | '.join(['', *columns, *RATIOS])} |"
    return [header, f"|---|{'---:|' * (len(columns) + len(RATIOS))}", *rows, "", *memory]


async def _table(bench: Bench, sessions: int) -> list[str]:
    def listed(query: str = "skip=0") -> Callable[[], Request]:
        request = Request("GET", f"/ai-interview/sessions?{query}")
        return lambda: request

    small = 100
    await asyncio.to_thread(add_users, bench.file, USERS)
    await asyncio.to_thread(add_sessions, bench.file, small - 1, (1, 1))
    rows = [await bench.measure(f"list, one user's {small} and nothing else", listed())]
    await asyncio.to_thread(add_sessions, bench.file, sessions - small, (2, USERS))
    rows.append(await bench.measure(f"list, {small} of {sessions} of {USERS} users", listed()))
    before = await asyncio.to_thread(newest_session, bench.file)
    await asyncio.to_thread(add_sessions, bench.file, sessions - small, (1, 1))
    rows.append(await bench.measure(f"list, one user's {sessions}", listed()))
    for skip in (1_000, sessions // 2):
        rows.append(await bench.measure(f"… from {skip} on (`skip`)", listed(f"skip={skip}")))
    newest = await asyncio.to_thread(newest_session, bench.file)
    last = newest - sessions // 2 + 1
    rows.append(
        await bench.measure(f"… from {sessions // 2} on (`before`)", listed(f"before={last}"))
    )
    rows.append(await bench.measure("room token", _token(newest)))
    first = max(before + 1, newest - 999)
    await asyncio.to_thread(add_openers, bench.file, first)
    messages = _messages(first, newest)
    rows.append(await bench.measure("message, worded by templates", lambda: next(messages)))
    return rows


def _token(session_id: int) -> Callable[[], Request]:
    target = "/ai-interview/livekit/token?participant_name=Ada"
    request = Request("POST", f"{target}&room_name={room_name(session_id)}")
    return lambda: request


def _messages(first: int, last: int) -> Iterator[Request]:
    body = json.dumps({"message": ANSWER}).encode()
    for session_id in itertools.cycle(range(first, last + 1)):
        yield Request("POST", f"/ai-interview/sessions/{session_id}/message", body)


async def _memory(bench: Bench) -> list[str]:
    """Return what the API keeps of its own, before and after it has loaded the embedding model."""
    process = bench.processes["ours"]
    before = _own_megabytes(process)
    base_url = f"http://127.0.0.1:{bench.ports['ours']}"
    headers = {"Authorization": f"Bearer {bench.token}"}
    async with httpx.AsyncClient(base_url=base_url, headers=headers, timeout=120) as client:
        (await client.post("/ai-interview/profile", json=PROFILE)).raise_for_status()
        (await client.post("/ai-interview/profile/index")).raise_for_status()
    after = _own_megabytes(process)
    return [
        "| memory of the API's process, its own | |",
        "|---|---:|",
        f"| without embeddings | {before:.0f} MB |",
        f"| with embeddings and vector store | {after:.0f} MB |",
    ]


def _own_megabytes(process: psutil.Process) -> float:
    return float(process.memory_full_info().uss) / 2**20


@asynccontextmanager
async def _running(folder: Path, seconds: float) -> AsyncIterator[Bench]:
    """Start both shells on a new database in which user 1 has one session."""
    file = folder / "greenroom.db"
    url = f"sqlite+aiosqlite:///{file}"
    database = Database(url)
    await database.migrate()
    await database.close()
    ports = {shell: free_port() for shell in SHELLS}
    processes = {shell: start_shell(shell, port, url, folder) for shell, port in ports.items()}
    try:
        for shell, port in ports.items():
            await wait_for_shell(processes[shell], port)
        token = await _sign_up(ports["ours"])
        watched = {shell: psutil.Process(process.pid) for shell, process in processes.items()}
        yield Bench(file, ports, watched, token, seconds)
    finally:
        for process in processes.values():
            process.terminate()
        for process in processes.values():
            process.wait(timeout=30)


def start_shell(
    shell: str, port: int, url: str, folder: Path, checkout: Path | None = None
) -> "subprocess.Popen[bytes]":
    """Return a shell as a process on the database at `url`, of `checkout` where one is given."""
    limits: dict[str, str] = {f"RATE_LIMIT_{name.upper()}": "100000000" for name in LIMITS}
    environment: dict[str, str] = {
        **os.environ,
        **limits,
        "ENVIRONMENT": "test",
        "SECRET_KEY": secrets.token_urlsafe(48),
        "LOG_LEVEL": "WARNING",
        "DATABASE_URL": url,
        "CHROMA_PERSIST_DIR": str(folder / "chroma"),
        **dict.fromkeys(("GROQ_API_KEY", "LLM_BASE_URL", "REDIS_URL", "CHROMA_URL"), ""),
    }
    command = [sys.executable, "-m", "bench.two_shells", shell, str(port)]
    return subprocess.Popen(command, env=environment, cwd=checkout)


async def wait_for_shell(process: "subprocess.Popen[bytes]", port: int) -> None:
    """Return once a shell answers; raises `RuntimeError` when it ended, or after a minute."""
    deadline = time.monotonic() + 60
    async with httpx.AsyncClient() as client:
        while True:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("a shell did not start")
            try:
                await client.get(f"http://127.0.0.1:{port}/healthz")
            except httpx.TransportError:
                await asyncio.sleep(0.1)
            else:
                return


async def _sign_up(port: int) -> str:
    """Register user 1, start session 1, and return the user's token."""
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
        credentials = {"email": "ada@example.com", "password": "correct horse battery"}
        answer: Any = (await client.post("/auth/register", json=credentials)).json()
        token: str = answer["access_token"]
        headers = {"Authorization": f"Bearer {token}"}
        started = await client.post("/ai-interview/sessions", json=START, headers=headers)
        started.raise_for_status()
        return token


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
