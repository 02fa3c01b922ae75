"""A whole Greenroom with two API processes, whose parts can be killed one by one."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from harness.services.answering import wait_until_it_answers
from harness.services.ports import free_port
from harness.services.postgres import PostgresServer, running_postgres
from harness.services.redis import RedisServer
from harness.services.system import LocalSystem

ORPHAN_SECONDS = 15.0
"""How long what a killed process leaves may take to notice and to end."""


class TwoApis(LocalSystem):
    """The system with a second API process on the same database, Redis and Chroma server."""

    def start_second_api(self) -> str:
        """Start it and return its address."""
        port = free_port()
        environment = self.environment() | {"PORT": str(port)}
        self._start("web 2", [sys.executable, "-m", "wiring.web"], environment)
        return f"http://127.0.0.1:{port}"


class ChromaServer:
    """A Chroma server that can be killed and started again on the same folder and port."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._port = folder, free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Return once it answers; raises `RuntimeError` when it does not start."""
        program = str(Path(sys.executable).with_name("chroma"))
        command = [program, "run", "--path", str(self._folder), "--port", str(self._port)]
        self._process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        wait_until_it_answers(self.url, self._process, "/api/v2/heartbeat")

    def stop(self) -> None:
        """Kill it."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


@dataclass
class Stand:
    """What runs, and how each part is killed and started again."""

    system: TwoApis
    addresses: tuple[str, str]
    postgres: PostgresServer | None
    redis: RedisServer
    chroma: ChromaServer

    def kill(self, part: str) -> list[psutil.Process]:
        """Kill a part with SIGKILL, alone; return what it had started."""
        if part == "job":
            return self._kill_job()
        stop: dict[str, Callable[[], None]] = {"redis": self.redis.stop, "chroma": self.chroma.stop}
        if self.postgres is not None:
            stop["database"] = self.postgres.stop
        if part in stop:
            stop[part]()
            return []
        process = self.system.processes.pop(part)
        started: list[psutil.Process] = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(signal.SIGKILL)
        process.wait()
        return started

    def start(self, part: str) -> None:
        """Start a part again; a job is not started by anybody but the room server."""
        starts: dict[str, Callable[[], None]] = {
            "livekit": self.system.start_livekit,
            "worker": self.system.start_worker,
            "speech": self.system.start_speech,
            "web": self.system.start_web,
            "redis": self.redis.start,
            "chroma": self.chroma.start,
        }
        if self.postgres is not None:
            starts["database"] = self.postgres.start
        if part in starts:
            starts[part]()

    def _kill_job(self) -> list[psutil.Process]:
        """Kill the process of the one interview there is: the busiest of the worker's jobs."""
        worker = psutil.Process(self.system.processes["worker"].pid)
        jobs = [each for child in worker.children() for each in child.children()]
        busiest = max(jobs, key=lambda job: sum(job.cpu_times()[:2]))
        started: list[psutil.Process] = busiest.children(recursive=True)
        os.kill(busiest.pid, signal.SIGKILL)
        return started


def left_running(started: list[psutil.Process]) -> list[str]:
    """Return which of these still run after `ORPHAN_SECONDS`, by their command."""
    _, alive = psutil.wait_procs(started, timeout=ORPHAN_SECONDS)
    found = []
    for process in alive:
        try:
            if process.status() != psutil.STATUS_ZOMBIE:
                found.append(" ".join(process.cmdline())[:60])
        except psutil.NoSuchProcess:
            continue
    return found


@contextmanager
def standing(folder: Path, database: str) -> Iterator[Stand]:
    """Start everything but wait for nothing; `database` is `sqlite` or `postgresql`."""
    with ExitStack() as stack:
        redis, chroma = RedisServer(free_port()), ChromaServer(folder / "chroma-server")
        for server in (redis, chroma):
            server.start()
            stack.callback(server.stop)
        extra = {
            "GROQ_API_KEY": "",
            "CARTESIA_API_KEY": "",
            "LLM_BASE_URL": "",
            "REDIS_URL": redis.url,
            "CHROMA_URL": chroma.url,
        }
        postgres = None
        if database == "postgresql":
            postgres = stack.enter_context(running_postgres(durable=True))
            extra["DATABASE_URL"] = postgres.create("greenroom")
        system = TwoApis(folder, extra)
        stack.callback(system.stop)
        system.start_all()
        second = system.start_second_api()
        yield Stand(system, (system.address, second), postgres, redis, chroma)
