"""`python -m wiring.run`: a whole local Greenroom in one terminal, until Ctrl-C.

Which processes run follows from the settings: a room server is started unless LIVEKIT_URL names
one, the speech models unless providers' keys or SPEECH_URL stand in for them, a language model only
with LLM=local.
"""

import argparse
import asyncio
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from honcho.environ import parse_procfile

from core.errors import SettingsError
from core.settings import LOCAL_STATE, Settings, load_settings
from local.joined_model import QWEN_CODER
from wiring.development_keys import development_keys
from wiring.livekit_server import HOW_TO_GET_IT, find_program
from wiring.ports import EVERYWHERE, Port, has_an_interface_for_calls, taken, worker_ports
from wiring.processes.supervision import Command, Supervisor, Terminal
from wiring.room_server import room_ports, room_server_environment

ROOT = Path(__file__).resolve().parent.parent
READY_POLL_SECONDS = 0.5
MODELS = {
    "speech": (("faster_whisper", "piper"), "local"),
    "language": (("xllamacpp",), "local-llm"),
}
"""What the processes with models import, and the extra that it comes with."""
NO_CALLS = """\
No network interface but loopback is up, and WebRTC holds no call over loopback alone: spoken
interviews will not connect. Any interface will do, also one that leads nowhere: turn on Wi-Fi, or
plug in a cable. Text interviews work as they are."""


def main() -> int:
    """Run until a signal comes or a process ends; return the exit code of the run."""
    parser = argparse.ArgumentParser(prog="python -m wiring.run", description=__doc__)
    parser.add_argument(
        "--afterwards", metavar="COMMAND", help="run this with low priority once all is ready"
    )
    arguments = parser.parse_args()
    os.chdir(ROOT)
    try:
        settings = load_settings()
        commands = local_commands(settings)
        problems = taken(needed_ports(settings, {command.name for command in commands}))
        if problems:
            raise SettingsError("\n".join(problems))
    except (SettingsError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if not has_an_interface_for_calls():
        sys.stderr.write(f"{NO_CALLS}\n")
    afterwards = None
    if arguments.afterwards:
        afterwards = Command("afterwards", arguments.afterwards, _environment(settings))
    return asyncio.run(_run(settings, commands, afterwards))


async def _run(settings: Settings, commands: list[Command], afterwards: Command | None) -> int:
    names = [command.name for command in commands]
    terminal = Terminal([*names, afterwards.name] if afterwards else names)
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host
    address = f"http://{host}:{settings.port}"

    async def ready() -> None:
        await wait_until_ready(address, terminal)
        if settings.llm == "local":
            await wait_for_language(settings.language_port, terminal)
        terminal.say(f"Greenroom is ready: {address}")

    return await Supervisor(ROOT, terminal).run(commands, ready, afterwards)


async def wait_until_ready(address: str, terminal: Terminal) -> None:
    """Return once `/readyz` answers 200; until then say what is waited for when that changes."""
    await _wait(f"{address}/readyz", _missing_parts, terminal)


async def wait_for_language(port: int, terminal: Terminal) -> None:
    """Return once the language model is loaded; say that it is waited for if it is not yet."""
    await _wait(f"http://127.0.0.1:{port}/health", lambda _: ["language"], terminal)


async def _wait(
    url: str, missing: Callable[[httpx.Response | None], Sequence[str]], terminal: Terminal
) -> None:
    """Return once `url` answers 200; `missing` names what an answer, or none at all, waits for."""
    said = ""
    # Proxies of the environment are for the outside; this stays on the machine.
    async with httpx.AsyncClient(timeout=5, trust_env=False) as client:
        while True:
            try:
                answer = await client.get(url)
            except httpx.TransportError:
                answer = None
            if answer is not None and answer.status_code == httpx.codes.OK:
                return
            waiting_for = ", ".join(missing(answer))
            if waiting_for and waiting_for != said:
                said = waiting_for
                terminal.say(f"Waiting for: {said}")
            await asyncio.sleep(READY_POLL_SECONDS)


def _missing_parts(answer: httpx.Response | None) -> list[str]:
    if answer is None:
        return []
    try:
        parts = answer.json()["parts"].items()
    except (ValueError, KeyError, AttributeError):
        return [f"/readyz, which answered {answer.status_code}"]
    return [name for name, state in parts if state != "ok"]


def local_commands(settings: Settings) -> list[Command]:
    """Return what has to run here, from `Procfile.local`.

    Raises `SettingsError` if a part is missing or a setting that belongs to another is.
    """
    given = settings.model_fields_set
    left_out = set()
    if "livekit_url" in given:
        left_out.add("livekit")
        needed = {"livekit_api_key", "livekit_api_secret"} - given
        if needed:
            raise SettingsError(
                f"LIVEKIT_URL is set, so {' and '.join(sorted(needed)).upper()} must be too"
            )
    elif find_program() is None:
        raise SettingsError(HOW_TO_GET_IT)
    if "speech_url" in given or not settings.uses_local_speech:
        left_out.add("speech")
    if settings.llm != "local":
        left_out.add("language")
    elif "llm_base_url" in given:
        raise SettingsError("LLM=local runs a model here, but LLM_BASE_URL names another: set one")
    for name, (modules, extra) in MODELS.items():
        if name not in left_out and not all(find_spec(module) for module in modules):
            raise SettingsError(
                f"What {name} needs is not installed: `make run` does it, or install the extra "
                f"`{extra}` (requirements/{extra}.txt)"
            )
    environment = _environment(settings)
    processes = parse_procfile((ROOT / "Procfile.local").read_text(encoding="utf-8")).processes
    return [
        Command(name, command, _for_process(name, settings, environment))
        for name, command in processes.items()
        if name not in left_out
    ]


def needed_ports(settings: Settings, names: set[str]) -> list[Port]:
    """Return the ports that the named processes will listen on."""
    ports = []
    if "web" in names:
        ports.append(Port(settings.port, "web", "set PORT to another", settings.host))
    if "worker" in names:
        ports += worker_ports(settings)
    if "speech" in names:
        remedy = "stop what holds it; or, if it is a speech server, set SPEECH_URL to its address"
        ports.append(Port(_speech_port(settings), "speech", remedy))
    if "language" in names:
        remedy = "set LANGUAGE_PORT to another"
        ports.append(Port(settings.language_port, "language", remedy))
    if "livekit" in names:
        rooms = room_ports(ROOT)
        remedy = "stop what holds it; or, if it is a LiveKit server, set LIVEKIT_URL and its keys"
        ports.append(Port(rooms.signalling, "livekit", remedy))
        ports.append(Port(rooms.tcp, "livekit", remedy, EVERYWHERE))
        ports.append(Port(rooms.udp, "livekit", remedy, EVERYWHERE, udp=True))
    return ports


def _environment(settings: Settings) -> dict[str, str]:
    """Return the environment of the processes; what a person has set wins over made keys."""
    made = {
        name: value
        for name, value in development_keys(ROOT / LOCAL_STATE).items()
        if name.lower() not in settings.model_fields_set
    }
    search = [str(Path(sys.executable).parent)]
    server = find_program()
    if server is not None:
        search.append(str(server.parent))
    if "livekit_url" not in settings.model_fields_set:
        made["LIVEKIT_URL"] = f"ws://127.0.0.1:{room_ports(ROOT).signalling}"
    if settings.agent_port and "agent_url" not in settings.model_fields_set:
        made["AGENT_URL"] = f"http://127.0.0.1:{settings.agent_port}/"
    if settings.llm == "local":
        model = settings.language_model_path or Path(QWEN_CODER.name)
        made["LLM_BASE_URL"] = f"http://127.0.0.1:{settings.language_port}/v1"
        made["LLM_MODEL"] = model.stem
    return {
        **os.environ,
        **made,
        "PATH": os.pathsep.join([*search, os.environ.get("PATH", os.defpath)]),
        "PYTHONUNBUFFERED": "1",
        "SPEECH_PORT": str(_speech_port(settings)),
        "LANGUAGE_PORT": str(settings.language_port),
    }


def _for_process(
    name: str, settings: Settings, environment: Mapping[str, str]
) -> Mapping[str, str]:
    if name != "livekit":
        return environment
    key = environment.get("LIVEKIT_API_KEY", settings.livekit_api_key)
    secret = environment.get("LIVEKIT_API_SECRET", settings.livekit_api_secret.get_secret_value())
    webhook = f"http://127.0.0.1:{settings.port}/livekit/webhook"
    return room_server_environment(environment, ROOT, key, secret, webhook)


def _speech_port(settings: Settings) -> int:
    return urlsplit(settings.speech_url).port or 80


if __name__ == "__main__":
    sys.exit(main())
