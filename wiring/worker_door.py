"""The door `worker`: `start` and `dev` run it, `console` talks to it in this terminal."""

import argparse
import asyncio
import sys
from pathlib import Path

from core.errors import GreenroomError, SettingsError
from core.settings import load_settings
from wiring.models_at_start import check_models
from wiring.ports import taken, worker_ports

WORKER = Path(__file__).with_name("worker.py")


def main(arguments: list[str]) -> int:
    """Run a command of the worker; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m agent", description="The interviewer.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("start", help="run the worker")
    commands.add_parser("dev", help="run the worker with LiveKit's development defaults")
    console = commands.add_parser("console", help="be interviewed in this terminal")
    console.add_argument("--text", action="store_true", help="type instead of speaking")
    console.add_argument("--type", default="behavioral", help="the interview's type")
    console.add_argument("--role", default=None, help="the role to be interviewed for")
    console.add_argument("--questions", type=int, default=3, help="how many questions, 3 to 12")
    options = parser.parse_args(arguments)
    try:
        settings = load_settings()
        asyncio.run(check_models(settings))
        if options.command != "console" and (problems := taken(worker_ports(settings))):
            raise SettingsError("\n".join(problems))
    except GreenroomError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if options.command == "console":
        from wiring.console import run_console

        return run_console(options)
    from livekit.agents.__main__ import main as livekit_agents

    development = ["--dev"] if options.command == "dev" else []
    level = ["--log-level", settings.log_level]
    status = livekit_agents(["start", str(WORKER), *level, *development])
    from wiring.worker import server

    return status or int(server.failed)
