"""Starts processes in groups of their own, shows what they say, and leaves none behind."""

import asyncio
import os
import signal
import sys
from collections import deque
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psutil
from honcho.colour import get_colours
from honcho.printer import Message, Printer

from wiring.processes import undertaker

PATIENCE_SECONDS = 5.0
HANGUP_POLL_SECONDS = 1.0
RESTARTS = 3
RESTARTS_COUNT_SECONDS = 600.0
SHORTEST_LIFE_SECONDS = 10.0
"""What ends sooner than this has something to say about how it was set up."""
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True, slots=True)
class Command:
    """A shell command with a name, as in a Procfile, and its whole environment."""

    name: str
    command: str
    environment: Mapping[str, str]


class Terminal:
    """The terminal, each line after its process's name; the processes outlive its loss."""

    def __init__(self, names: Sequence[str]) -> None:
        self._printer = Printer(sys.stdout, width=max(map(len, names), default=0))
        colours: Iterator[str] = get_colours()
        self._colours = {name: next(colours) for name in names}

    def is_there(self) -> bool:
        """Return whether somebody can be looking: false for a file, and once a window is closed."""
        return os.isatty(sys.stdout.fileno())

    def show(self, name: str, line: bytes | str) -> None:
        """Print a line of a process."""
        now = datetime.now().astimezone()
        message = Message("line", line, now, name, self._colours.get(name))
        self._write(lambda: self._printer.write(message))

    def say(self, line: str) -> None:
        """Print a line of our own."""
        self._write(lambda: (sys.stdout.write(line + "\n"), sys.stdout.flush()))

    @staticmethod
    def _write(write: Callable[[], object]) -> None:
        """Write, or from now on to nowhere: nobody reads any more.

        What could not be written stays in Python's buffer, which it writes once more when it ends,
        and if that fails, its own exit code takes the place of ours.
        """
        try:
            write()
        except BlockingIOError:
            return
        except OSError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stdout.fileno())
            os.close(nowhere)


class Supervisor:
    """Runs commands until a signal comes or one cannot be kept running, then ends them all.

    One that ends after `SHORTEST_LIFE_SECONDS` or more is started again, `RESTARTS` times within
    `RESTARTS_COUNT_SECONDS`. However the supervisor itself ends, the undertaker ends the commands.
    """

    def __init__(self, folder: Path, terminal: Terminal) -> None:
        self._folder = folder
        self._terminal = terminal
        self._running: dict[str, asyncio.subprocess.Process] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._undertaker: asyncio.subprocess.Process | None = None
        self._stop: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def run(
        self,
        commands: Sequence[Command],
        ready: Callable[[], Awaitable[None]],
        afterwards: Command | None = None,
    ) -> int:
        """Run the commands and return the exit code: 128 + signal, or that of one that gave up.

        `ready` is awaited once all have been started; when it returns, `afterwards` is run with
        low priority; its end, good or bad, ends nothing.
        """
        loop = asyncio.get_running_loop()
        for number in SIGNALS:
            loop.add_signal_handler(number, self._on_signal, number)
        preparing: asyncio.Task[None] | None = None
        try:
            self._undertaker = await _start_undertaker()
            for command in commands:
                if self._stop.done():
                    break
                await self._start(command)
                self._watch(self._keep_running(command))
            self._watch(self._report_hangup())
            preparing = asyncio.create_task(self._get_ready(ready, afterwards))
            preparing.add_done_callback(self._on_prepared)
            return await self._stop
        finally:
            if preparing is not None:
                preparing.cancel()
            await self._end_all()
            for number in SIGNALS:
                loop.remove_signal_handler(number)

    async def _get_ready(
        self, ready: Callable[[], Awaitable[None]], afterwards: Command | None
    ) -> None:
        await ready()
        if afterwards is not None:
            process = await self._start(afterwards, niceness=19)
            if await process.wait() and not self._stop.done():
                self._terminal.show(afterwards.name, f"failed with {process.returncode}")

    async def _start(self, command: Command, niceness: int = 0) -> asyncio.subprocess.Process:
        process = await asyncio.create_subprocess_shell(
            f"nice -n {niceness} {command.command}" if niceness else command.command,
            cwd=self._folder,
            env=dict(command.environment),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
        )
        self._running[command.name] = process
        self._tell_undertaker(f"+{process.pid}")
        assert process.stdout is not None
        self._watch(self._relay(command.name, process.stdout))
        return process

    def _watch(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _relay(self, name: str, stream: asyncio.StreamReader) -> None:
        pending = b""
        while chunk := await stream.read(65536):
            *lines, pending = (pending + chunk).split(b"\n")
            for line in lines:
                self._terminal.show(name, line)
        if pending:
            self._terminal.show(name, pending)

    async def _keep_running(self, command: Command) -> None:
        clock = asyncio.get_running_loop().time
        restarts: deque[float] = deque(maxlen=RESTARTS)
        while True:
            process, began = self._running[command.name], clock()
            code = await process.wait()
            if self._stop.done():
                return
            now = clock()
            often = len(restarts) == RESTARTS and now - restarts[0] < RESTARTS_COUNT_SECONDS
            ended = f"{command.name} ended with exit code {code}"
            if often or now - began < SHORTEST_LIFE_SECONDS:
                self._terminal.say(f"{ended}; ending the others.")
                self._stop.set_result(code if code > 0 else 1)
                return
            self._terminal.say(f"{ended}; starting it again.")
            restarts.append(now)
            # whatever it has left behind would stand in the way of its successor
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            self._tell_undertaker(f"-{process.pid}")
            await self._start(command)

    def _tell_undertaker(self, line: str) -> None:
        undertaker = self._undertaker
        if undertaker is not None and undertaker.stdin is not None:
            undertaker.stdin.write(f"{line}\n".encode())

    async def _report_hangup(self) -> None:
        """End with the terminal this was started in, also where no SIGHUP tells of its end."""
        if not self._terminal.is_there():
            return
        while not self._stop.done():
            if not self._terminal.is_there():
                self._on_signal(signal.SIGHUP)
                return
            await asyncio.wait({self._stop}, timeout=HANGUP_POLL_SECONDS)

    def _on_prepared(self, preparing: asyncio.Task[None]) -> None:
        failed = None if preparing.cancelled() else preparing.exception()
        if failed is not None and not self._stop.done():
            self._stop.set_exception(failed)

    def _on_signal(self, number: signal.Signals) -> None:
        if not self._stop.done():
            self._terminal.say(f"{number.name}: ending all processes.")
            self._stop.set_result(128 + number)
        else:
            self._signal_all(signal.SIGKILL)

    def _signal_all(self, number: signal.Signals) -> None:
        for process in self._running.values():
            # On macOS, EPERM stands for a group of which only the memory is left.
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, number)

    def _alive(self) -> list[str]:
        """Return the names of those whose group still has a member; a zombie is none."""
        groups = set()
        for process in psutil.process_iter(["status"]):
            if process.info["status"] != psutil.STATUS_ZOMBIE:
                with suppress(ProcessLookupError, PermissionError):
                    groups.add(os.getpgid(process.pid))
        return [name for name, process in self._running.items() if process.pid in groups]

    async def _end_all(self) -> None:
        # Servers finish what they are at when first asked, and drop it when asked again.
        for number in (signal.SIGTERM, signal.SIGTERM, signal.SIGKILL):
            if not (left := self._alive()):
                break
            if number is signal.SIGKILL:
                self._terminal.say(f"Killed, for not ending when asked: {', '.join(left)}.")
            self._signal_all(number)
            await self._wait_for_end()
        await asyncio.gather(*(process.wait() for process in self._running.values()))
        # What they said last is still on its way; the pipes close when it has been read.
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=PATIENCE_SECONDS)
        for task in self._tasks:
            task.cancel()
        if self._undertaker is not None:
            for process in self._running.values():
                self._tell_undertaker(f"-{process.pid}")
            assert self._undertaker.stdin is not None
            self._undertaker.stdin.close()
            await self._undertaker.wait()

    async def _wait_for_end(self) -> None:
        clock = asyncio.get_running_loop().time
        deadline = clock() + PATIENCE_SECONDS
        # A group tells nobody when its last member has ended.
        while self._alive() and clock() < deadline:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def _start_undertaker() -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        undertaker.__file__,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,
    )
