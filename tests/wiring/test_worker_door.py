"""`python -m agent`: what would not work is said before anything is started."""

import argparse
import logging
import socket
import sys
from typing import Any, cast

import pytest
from livekit.agents import AgentServer

from core.logs import Discretion
from core.settings import load_settings
from harness.services.ports import free_port
from wiring import console
from wiring.worker_door import main


@pytest.mark.parametrize("command", ["start", "dev"])
def test_a_worker_that_nobody_could_ask_how_it_is_does_not_start(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]
        monkeypatch.setenv("AGENT_PORT", str(port))
        assert main([command]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"Port {port} (worker) is taken by ")
    assert said.endswith(": set AGENT_PORT to another.\n")


def test_settings_that_cannot_work_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AWAY_SECONDS", "soon")
    assert main(["start"]) == 2
    assert "AWAY_SECONDS" in capsys.readouterr().err


def test_a_spoken_console_shows_at_the_level_that_is_set_what_is_discreet(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def run_app(server: AgentServer) -> None:
        asked.extend(sys.argv)
        shown = logging.NullHandler()
        monkeypatch.setattr(logging.getLogger(), "handlers", [shown])
        assert server.setup_fnc is not None
        server.setup_fnc(cast(Any, None))
        assert [type(each) for each in shown.filters] == [Discretion]

    monkeypatch.setattr("livekit.agents.cli.run_app", run_app)
    monkeypatch.setattr(sys, "argv", [])
    console._speak(load_settings(log_level="WARNING"), session_id=7)
    assert asked == ["greenroom", "console", "--log-level", "WARN"]


def test_a_spoken_console_without_its_speech_models_says_how_to_start_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(console, "missing_sound", lambda: None)
    monkeypatch.setenv("SPEECH_URL", f"http://127.0.0.1:{free_port()}")
    spoken = argparse.Namespace(text=False, type="behavioral", role=None, questions=3)
    assert console.run_console(spoken) == 1
    assert "do not answer: start them with `make run`" in capsys.readouterr().err
