"""Runs the steps of a setup side by side, with their output in logs and their progress shown."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

PROGRESS_SECONDS = 10.0
LINE_LENGTH = 96


class StepError(Exception):
    """A step could not be done; the message says what a person can do about it."""


@dataclass
class Step:
    """One thing to set up. `done` is asked first, so that nothing is done twice."""

    name: str
    work: Callable[["Step"], None]
    done: Callable[[], bool]
    logs: Path
    running: set["subprocess.Popen[bytes]"] = field(default_factory=set)
    stopped: bool = False
    # Held while a command is started, so that none is started once the step has been stopped.
    starting: threading.Lock = field(default_factory=threading.Lock)

    @property
    def log(self) -> Path:
        """Where the output of this step's commands is kept."""
        return self.logs / f"{self.name.replace(' ', '-')}.log"

    def call(
        self,
        command: Sequence[str | Path],
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> None:
        """Run a command with its output in the log; raise `StepError` if it fails."""
        code = self.try_call(command, environment, folder)
        if code:
            words = " ".join(str(part) for part in command[:4])
            raise StepError(f"`{words} …` ended with {code}; its last words:\n{self.tail(8)}")

    def try_call(
        self,
        command: Sequence[str | Path],
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
        timeout_seconds: float | None = None,
    ) -> int:
        """Run a command with its output in the log and return its exit code (124: too slow)."""
        with self.log.open("ab") as log:
            with self.starting:
                if self.stopped:
                    raise StepError("stopped")
                process = subprocess.Popen(
                    [str(part) for part in command],
                    env={**os.environ, **(environment or {})},
                    cwd=folder,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
                self.running.add(process)
            try:
                return process.wait(timeout_seconds)
            except subprocess.TimeoutExpired:
                end(process)
                return 124
            finally:
                self.running.discard(process)

    def stop(self) -> None:
        """End the commands that run, and start no others."""
        with self.starting:
            self.stopped = True
            for process in tuple(self.running):
                end(process)

    def tail(self, count: int) -> str:
        """Return the last lines of the log."""
        if not self.log.exists():
            return ""
        with self.log.open("rb") as log:
            log.seek(max(0, self.log.stat().st_size - 4096))
            text = log.read().decode("utf-8", "replace")
        lines = [line.split("\r")[-1].rstrip() for line in text.splitlines()]
        return "\n".join([line for line in lines if line][-count:])


def end(process: "subprocess.Popen[bytes]") -> None:
    """End a command's whole process group."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()


def run_steps(steps: Sequence[Step]) -> int:
    """Do what is not done yet, side by side; return the exit code (0: all is there)."""
    due = [step for step in steps if not step.done()]
    if not due:
        return 0
    for step in due:
        step.logs.mkdir(parents=True, exist_ok=True)
        step.log.write_bytes(b"")
    say(f"Setting up: {', '.join(step.name for step in due)}")
    _end_commands_on_signals(due)
    started = time.monotonic()
    failures = 0
    with ThreadPoolExecutor(len(due)) as pool:
        pending = {pool.submit(step.work, step): step for step in due}
        while pending:
            finished, _ = wait(pending, PROGRESS_SECONDS, FIRST_COMPLETED)
            seconds = time.monotonic() - started
            if not finished:
                for step in pending.values():
                    say(f"  … {step.name} ({seconds:.0f} s) {step.tail(1)}"[:LINE_LENGTH])
            for future in finished:
                step = pending.pop(future)
                error = future.exception()
                if error is None:
                    say(f"  ✓ {step.name} ({seconds:.0f} s)")
                elif isinstance(error, StepError):
                    failures += 1
                    say(f"  ✗ {step.name}: {error}\n    (whole output: {step.log})")
                else:
                    raise error
    return 1 if failures else 0


def _end_commands_on_signals(steps: Sequence[Step]) -> None:
    def stop(number: int, _: FrameType | None) -> None:
        for step in steps:
            step.stop()
        os._exit(128 + number)

    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, stop)


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
