"""Steps of the setup run side by side, once, and say what failed."""

import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from scripts import steps
from scripts.setup import main
from scripts.steps import Step, StepError, run_steps


@pytest.fixture(autouse=True)
def signals_stay_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "_end_commands_on_signals", lambda due: None)


def _step(folder: Path, name: str, work: Callable[[Step], None], done: bool = False) -> Step:
    return Step(name, work, lambda: done, folder)


def test_what_is_done_is_not_done_again_and_says_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(step: Step) -> None:
        raise AssertionError(step.name)

    assert run_steps([_step(tmp_path, "a", fail, done=True)]) == 0
    assert capsys.readouterr().out == ""


def test_steps_run_side_by_side(tmp_path: Path) -> None:
    meet = tmp_path / "met"

    def first(step: Step) -> None:
        step.call(["sh", "-c", f"while [ ! -e {meet} ]; do sleep 0.02; done"])

    def second(step: Step) -> None:
        step.call(["touch", meet])

    assert run_steps([_step(tmp_path, "first", first), _step(tmp_path, "second", second)]) == 0


def test_a_failed_step_shows_its_last_words_and_lets_the_others_finish(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    finished = tmp_path / "finished"

    def fails(step: Step) -> None:
        step.call(["sh", "-c", "echo no such thing >&2; exit 3"])

    def works(step: Step) -> None:
        time.sleep(0.1)
        finished.touch()

    assert run_steps([_step(tmp_path, "odd one", fails), _step(tmp_path, "good", works)]) == 1
    out = capsys.readouterr().out
    assert "✗ odd one: " in out
    assert "ended with 3" in out
    assert "no such thing" in out
    assert f"{tmp_path / 'odd-one.log'}" in out
    assert finished.exists()


def test_a_fault_of_our_own_is_not_taken_for_a_failed_step(tmp_path: Path) -> None:
    def broken(step: Step) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run_steps([_step(tmp_path, "broken", broken)])


def test_long_steps_show_progress(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "PROGRESS_SECONDS", 0.1)
    said: list[str] = []

    def slow(step: Step) -> None:
        step.call(["echo", "half way"])
        while not re.search(r"… slow \(\d+ s\) half way", "".join(said)):
            said.append(capsys.readouterr().out)
            time.sleep(0.02)

    assert run_steps([_step(tmp_path, "slow", slow)]) == 0


def test_a_command_that_is_too_slow_is_ended_with_its_children(tmp_path: Path) -> None:
    step = _step(tmp_path, "probe", lambda step: None)
    nested = f"sleep 600 & echo $! > {tmp_path}/child.pid; wait"
    assert step.try_call(["sh", "-c", nested], timeout_seconds=2.0) == 124
    assert not step.running
    child = int((tmp_path / "child.pid").read_text())
    while _runs(child):  # a signal takes its time to arrive
        time.sleep(0.02)


def _runs(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def test_a_stopped_step_ends_its_command_and_starts_no_other(tmp_path: Path) -> None:
    codes: list[int] = []
    started = tmp_path / "started"

    def falls_back(step: Step) -> None:
        codes.append(step.try_call(["sh", "-c", f"touch {started}; exec sleep 600"]))
        codes.append(step.try_call(["touch", tmp_path / "fallen-back"]))

    def stop_once_started() -> None:
        while not started.exists():
            time.sleep(0.02)
        step.stop()

    step = _step(tmp_path, "falls back", falls_back)
    stopping = threading.Thread(target=stop_once_started)
    stopping.start()
    assert run_steps([step]) == 1
    assert codes == [-signal.SIGKILL]
    assert not (tmp_path / "fallen-back").exists()
    stopping.join()


def test_an_error_of_a_step_is_for_people(tmp_path: Path) -> None:
    step = _step(tmp_path, "x", lambda step: None)
    with pytest.raises(StepError, match="`false …` ended with 1"):
        step.call(["false"])


def test_an_unknown_purpose_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["everything"]) == 2
    assert "run|test|embeddings" in capsys.readouterr().out


def test_the_setup_needs_nothing_that_is_not_in_python_itself() -> None:
    root = Path(steps.__file__).parent.parent
    command = [sys.executable, "-S", "-c", "import scripts.setup"]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
