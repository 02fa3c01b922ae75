"""Processes start together, are seen, and end together."""

import asyncio
import os
import pty
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from wiring.processes import supervision
from wiring.processes.supervision import Command, Supervisor, Terminal

STAYS = "sleep 600"
ENDING_SECONDS = 60.0
"""Far more than ending takes, for a machine that does much else at the same time."""


def _commands(**commands: str) -> list[Command]:
    return [Command(name, command, os.environ) for name, command in commands.items()]


async def _written(path: Path) -> None:
    # a shell makes the file before it writes into it
    while not (path.exists() and path.stat().st_size):  # noqa: ASYNC110, ASYNC240
        await asyncio.sleep(0.02)


async def _run(
    folder: Path, commands: list[Command], afterwards: Command | None = None, after: str = ""
) -> int:
    """Run the commands; `after` is a signal sent to ourselves once `started` is written."""

    async def ready() -> None:
        if after:
            await _written(folder / "started")
            os.kill(os.getpid(), signal.Signals[after])

    return await Supervisor(folder, Terminal([c.name for c in commands])).run(
        commands, ready, afterwards
    )


def _alive(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


async def test_the_first_process_to_end_ends_all_with_its_name_and_exit_code(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    stays = f"echo $$ > stays.pid; {STAYS}"
    commands = _commands(stays=stays, ends="while [ ! -s stays.pid ]; do sleep 0.02; done; exit 7")
    assert await _run(tmp_path, commands) == 7
    assert "ends ended with exit code 7" in capfd.readouterr().out
    assert not _alive(int((tmp_path / "stays.pid").read_text()))


async def test_a_part_that_died_is_started_again_until_it_has_died_too_often(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervision, "SHORTEST_LIFE_SECONDS", 0.0)
    commands = _commands(stays=STAYS, dies="echo again >> lives; exit 5")
    assert await _run(tmp_path, commands) == 5
    assert (tmp_path / "lives").read_text().split() == ["again"] * (1 + supervision.RESTARTS)
    out = capfd.readouterr().out
    assert out.count("dies ended with exit code 5; starting it again.") == supervision.RESTARTS
    assert "dies ended with exit code 5; ending the others." in out


def test_a_supervisor_that_is_killed_leaves_nothing_running(tmp_path: Path) -> None:
    (tmp_path / "run.py").write_text(
        textwrap.dedent("""\
            import asyncio, os
            from pathlib import Path
            from wiring.processes.supervision import Command, Supervisor, Terminal

            async def ready() -> None:
                while not Path("part").exists() or not Path("part").read_text().strip():
                    await asyncio.sleep(0.02)
                Path("ready").write_text("yes")

            async def main() -> None:
                part = "sleep 600 & echo $! > child; echo $$ > part; wait"
                command = Command("part", part, os.environ)
                await Supervisor(Path.cwd(), Terminal(["part"])).run([command], ready)

            asyncio.run(main())
        """)
    )
    root = str(Path(__file__).resolve().parents[2])
    environment = {**os.environ, "PYTHONPATH": root}
    with subprocess.Popen(
        [sys.executable, "run.py"], cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL
    ) as supervisor:
        while not (tmp_path / "ready").exists():
            assert supervisor.poll() is None
            time.sleep(0.02)
        supervisor.kill()
    left = [int((tmp_path / name).read_text()) for name in ("part", "child")]
    deadline = time.monotonic() + ENDING_SECONDS
    while any(map(_alive, left)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [pid for pid in left if _alive(pid)]


async def test_a_process_that_ends_without_a_fault_is_missed_all_the_same(tmp_path: Path) -> None:
    assert await _run(tmp_path, _commands(stays=STAYS, ends="true")) == 1


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
async def test_a_signal_ends_every_process_and_its_children(tmp_path: Path, name: str) -> None:
    # The shell dies of the signal; its child would live on if only the shell were told.
    nested = f"({STAYS}) & echo $! > child.pid; echo $$ > shell.pid; echo > started; wait"
    assert await _run(tmp_path, _commands(nested=nested), after=name) == 128 + signal.Signals[name]
    assert not _alive(int((tmp_path / "shell.pid").read_text()))
    assert not _alive(int((tmp_path / "child.pid").read_text()))


async def test_a_process_that_does_not_end_in_time_is_killed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervision, "PATIENCE_SECONDS", 0.2)
    stubborn = "trap '' TERM; echo $$ > stubborn.pid; while true; do sleep 0.05; done"
    quick = "while [ ! -s stubborn.pid ]; do sleep 0.02; done; exit 3"
    assert await _run(tmp_path, _commands(stubborn=stubborn, quick=quick)) == 3
    assert "Killed, for not ending when asked: stubborn." in capfd.readouterr().out
    assert not _alive(int((tmp_path / "stubborn.pid").read_text()))


async def test_a_process_that_finishes_first_is_asked_a_second_time(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    busy = (
        "trap 'trap \"echo dropped; exit\" TERM' TERM; echo > started; while :; do sleep 0.05; done"
    )
    await _run(tmp_path, _commands(busy=busy), after="SIGTERM")
    out = capfd.readouterr().out
    assert "| dropped" in out
    assert "Killed" not in out


async def test_what_processes_say_is_shown_with_their_name(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    await _run(tmp_path, _commands(talks="printf 'one\\ntwo\\nunended'; sleep 0.2; exit 1"))
    lines = capfd.readouterr().out.splitlines()
    assert [line.split("| ")[1] for line in lines if " talks " in line] == ["one", "two", "unended"]


async def test_the_last_words_of_a_process_that_is_ended_are_shown(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    polite = "trap 'echo goodbye; exit' TERM; echo > started; while true; do sleep 0.05; done"
    await _run(tmp_path, _commands(polite=polite), after="SIGTERM")
    assert "| goodbye" in capfd.readouterr().out


async def test_what_runs_afterwards_ends_nothing_and_is_ended_with_the_rest(tmp_path: Path) -> None:
    commands = _commands(waits="while [ ! -e done ]; do sleep 0.05; done; exit 4")
    quick = Command("afterwards", "touch done; exit 9", os.environ)
    assert await _run(tmp_path, commands, quick) == 4

    (tmp_path / "done").unlink()
    slow = Command("afterwards", f"sh -c 'echo $$ > slow.pid; touch done; {STAYS}'", os.environ)
    assert await _run(tmp_path, commands, slow) == 4
    assert not _alive(int((tmp_path / "slow.pid").read_text()))


async def test_a_fault_while_getting_ready_ends_the_processes(tmp_path: Path) -> None:
    async def ready() -> None:
        await _written(tmp_path / "stays.pid")
        raise ValueError("no address")

    commands = _commands(stays=f"echo $$ > stays.pid; {STAYS}")
    with pytest.raises(ValueError, match="no address"):
        await Supervisor(tmp_path, Terminal(["stays"])).run(commands, ready)
    assert not _alive(int((tmp_path / "stays.pid").read_text()))


PROGRAM = textwrap.dedent(
    """
    import asyncio, os, sys
    from pathlib import Path
    from wiring.processes import supervision
    from wiring.processes.supervision import Command, Supervisor, Terminal

    async def main():
        async def ready():
            return
        supervision.HANGUP_POLL_SECONDS = 0.1
        noisy = "echo $$ > noisy.pid; while :; do echo >> said; echo still here; sleep 0.05; done"
        supervisor = Supervisor(Path(sys.argv[1]), Terminal(["noisy"]))
        sys.exit(await supervisor.run([Command("noisy", noisy, os.environ)], ready))

    asyncio.run(main())
    """
)


@contextmanager
def _program(folder: Path, output: int) -> Iterator["subprocess.Popen[bytes]"]:
    """Run it, and see to it that neither it nor what it has started outlives the test."""
    run = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(folder)],
        stdout=output,
        cwd=Path(supervision.__file__).parents[2],
        start_new_session=True,
    )
    try:
        yield run
    finally:
        if run.poll() is None:
            run.send_signal(signal.SIGTERM)
            run.wait(ENDING_SECONDS)
        if run.stdout is not None:
            run.stdout.close()


def test_losing_the_reader_of_its_words_ends_nothing_by_itself(tmp_path: Path) -> None:
    said = tmp_path / "said"
    with _program(tmp_path, subprocess.PIPE) as run:
        assert run.stdout is not None
        assert b"still here" in run.stdout.readline()
        run.stdout.close()
        pid = int((tmp_path / "noisy.pid").read_text())
        ten_lines_later = said.stat().st_size + 10
        while said.stat().st_size < ten_lines_later:
            assert run.poll() is None
            time.sleep(0.02)
        assert _alive(pid)
        run.send_signal(signal.SIGHUP)
        assert run.wait(ENDING_SECONDS) == 128 + signal.SIGHUP
    assert not _alive(pid)


def test_a_closed_terminal_ends_every_process_without_a_signal(tmp_path: Path) -> None:
    terminal, ours = pty.openpty()
    with _program(tmp_path, ours) as run:
        os.close(ours)
        assert b"still here" in os.read(terminal, 4096)
        pid = int((tmp_path / "noisy.pid").read_text())
        os.close(terminal)
        assert run.wait(ENDING_SECONDS) == 128 + signal.SIGHUP
    assert not _alive(pid)
