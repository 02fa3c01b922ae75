"""Greenroom's real processes on free ports, in a folder of their own, for tests and benchmarks."""

import asyncio
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import httpx

from harness.services.ports import free_port
from wiring.livekit_server import find_program
from wiring.room_server import RoomPorts, room_server_environment

ROOT = Path(__file__).resolve().parents[2]
STARTING_SECONDS = 240.0


@dataclass
class LocalSystem:
    """livekit-server, speech, worker and web as processes; logs stand in `folder`.

    `extra` are settings on top (environment variables); they reach every process of ours.
    """

    folder: Path
    extra: Mapping[str, str] = field(default_factory=dict)
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    _logs: list[IO[bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.web_port, self.speech_port = free_port(), free_port()
        self.rooms = RoomPorts(free_port(), free_port(), free_port())
        self.agent_port = free_port()
        self.key, self.secret = "testkey", secrets.token_hex(24)

    @property
    def address(self) -> str:
        """Where the page and the API are."""
        return f"http://127.0.0.1:{self.web_port}"

    @property
    def livekit_url(self) -> str:
        """Where rooms are."""
        return f"ws://127.0.0.1:{self.rooms.signalling}"

    @property
    def speech_url(self) -> str:
        """Where the local models are."""
        return self.extra.get("SPEECH_URL", f"http://127.0.0.1:{self.speech_port}")

    @property
    def database_url(self) -> str:
        """Where everything is kept."""
        default = f"sqlite+aiosqlite:///{self.folder}/greenroom.db"
        return self.extra.get("DATABASE_URL", default)

    def environment(self) -> dict[str, str]:
        """Return the environment of our processes: the machine's, and these settings alone."""
        settings = {
            "ENVIRONMENT": "development",
            "JUDGE": "rules",
            "PORT": str(self.web_port),
            "AGENT_PORT": str(self.agent_port),
            "SECRET_KEY": self.secret,
            "LIVEKIT_URL": self.livekit_url,
            "LIVEKIT_API_KEY": self.key,
            "LIVEKIT_API_SECRET": self.secret,
            "SPEECH_URL": self.speech_url,
            "DATABASE_URL": self.database_url,
            # one whose candidate has left waits for a while, beside those of the next tests
            "INTERVIEWS_PER_WORKER": "50",
            # how busy the machine of a test is has no say in who is interviewed
            "WORKER_SLOWDOWN_LIMIT": "1000",
            "RATE_LIMIT_REGISTER": "1000",
            "RATE_LIMIT_DEFAULT": "100000",
            "CHROMA_PERSIST_DIR": str(self.folder / "chroma"),
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
        }
        return {**os.environ, **settings, **self.extra}

    def start_livekit(self) -> None:
        """Start the room server."""
        program = find_program()
        if program is None:
            raise RuntimeError("livekit-server is missing: run `make test`, which builds it")
        environment = room_server_environment(
            os.environ, ROOT, self.key, self.secret, f"{self.address}/livekit/webhook", self.rooms
        )
        self._start("livekit", [str(program)], environment)

    def start_speech(self) -> None:
        """Start the local models' server."""
        self._start_ours("speech", "local.speech", "--port", str(self.speech_port))

    def start_worker(self) -> None:
        """Start the agent worker."""
        self._start_ours("worker", "agent", "start")

    def start_another(self, name: str, module: str, *arguments: str) -> None:
        """Start another process of ours."""
        self._start_ours(name, module, *arguments)

    def start_web(self) -> None:
        """Start the API and the page."""
        self._start_ours("web", "wiring.web")

    def start_all(self) -> None:
        """Start everything that is not there yet."""
        self.start_livekit()
        if "SPEECH_URL" not in self.extra:
            self.start_speech()
        self.start_web()
        self.start_worker()

    async def wait_until_ready(self) -> None:
        """Return once an interview can be held. Raises `RuntimeError` with the logs' ends."""
        deadline = time.monotonic() + STARTING_SECONDS
        async with httpx.AsyncClient(trust_env=False, timeout=5.0) as client:
            while time.monotonic() < deadline:
                dead = [name for name, p in self.processes.items() if p.poll() is not None]
                if dead:
                    raise RuntimeError(f"{', '.join(dead)} ended:\n{self.log_ends()}")
                try:
                    answer = await client.get(f"{self.address}/readyz")
                except httpx.TransportError:
                    answer = None
                if answer is not None and answer.status_code == httpx.codes.OK:
                    return
                await asyncio.sleep(0.2)
        body = answer.text if answer is not None else "no answer"
        raise RuntimeError(f"not ready: {body}\n{self.log_ends()}")

    def log(self, name: str) -> str:
        """Return everything a process has printed."""
        return (self.folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")

    def log_ends(self) -> str:
        """Return the last lines of every process."""
        return "\n".join(
            f"--- {name}\n{chr(10).join(self.log(name).splitlines()[-15:])}"
            for name in self.processes
        )

    def kill(self, name: str) -> None:
        """End a process and everything it started with SIGKILL, as a crash would."""
        process = self.processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        """End everything: politely first, then not."""
        for process in self.processes.values():
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        deadline = time.monotonic() + 15.0
        for process in self.processes.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.1, deadline - time.monotonic()))
            # also when it has ended: it may have left others of its group behind
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.processes.clear()
        for log in self._logs:
            log.close()

    def _start_ours(self, name: str, module: str, *arguments: str) -> None:
        self._start(name, [sys.executable, "-m", module, *arguments], self.environment())

    def _start(self, name: str, command: list[str], environment: Mapping[str, str]) -> None:
        log = (self.folder / f"{name}.log").open("ab")
        self._logs.append(log)
        self.processes[name] = subprocess.Popen(
            command,
            cwd=self.folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
