"""What `deploy/` says, run outside of containers: none can be built here."""

import asyncio
import os
import re
import secrets
import shlex
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml
from honcho.environ import parse_procfile

from api.rooms.gateway import LiveKitGateway, RoomServerUnavailableError
from core.settings import Settings
from harness.services.ports import free_port
from harness.services.redis import RedisServer
from tests.house.sources import ROOT
from wiring.livekit_server import VERSION, find_program

DEPLOY = ROOT / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ("migrate", "web", "worker")


def test_what_runs_in_containers_is_what_runs_without() -> None:
    processes = dict(parse_procfile((ROOT / "Procfile").read_text(encoding="utf-8")).processes)
    assert {name: SERVICES[name]["command"] for name in processes} == processes
    dockerfile = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    command = re.search(r"^CMD (.+)$", dockerfile, re.MULTILINE)
    assert command is not None
    assert " ".join(yaml.safe_load(command[1])) == processes["web"]


def test_every_setting_is_one_and_every_secret_comes_from_outside() -> None:
    settings = COMPOSE["x-greenroom"]["environment"]
    assert {name.lower() for name in settings} <= Settings.model_fields.keys()
    for name, value in settings.items():
        if re.search("SECRET|PASSWORD|_KEY$", name) and name != "LIVEKIT_API_KEY":
            assert re.fullmatch(r"\$\{\w+:\?\}", value), name
    wanted = set(re.findall(r"\$\{(\w+)", (DEPLOY / "compose.yaml").read_text(encoding="utf-8")))
    offered = (DEPLOY / "env.example").read_text(encoding="utf-8")
    assert wanted == set(re.findall(r"^(\w+)=", offered, re.MULTILINE))


def test_the_settings_work_together() -> None:
    filled: dict[str, Any] = {
        name.lower(): re.sub(r"\$\{\w+:\?\}", secrets.token_hex(24), str(value))
        for name, value in COMPOSE["x-greenroom"]["environment"].items()
    }
    settings = Settings(_env_file=None, **filled)
    assert settings.environment == "production"
    assert not settings.uses_local_speech


def test_every_service_that_stays_has_a_limit_and_ours_have_time_to_end() -> None:
    assert [name for name, one in SERVICES.items() if "mem_limit" not in one] == ["migrate"]
    assert {SERVICES[name]["stop_grace_period"] for name in ("worker", "livekit")} == {"65m"}
    assert SERVICES["web"]["stop_grace_period"] == "30s"


@contextmanager
def answering(status: int, port: int) -> Iterator[None]:
    """A server that answers everything with a status."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", port), Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("service", ["web", "worker"])
def test_the_health_checks_tell_well_from_ill(service: str) -> None:
    kind, python, *arguments = SERVICES[service]["healthcheck"]["test"]
    assert (kind, python) == ("CMD", "python")
    settings = COMPOSE["x-greenroom"]["environment"]
    own_port = settings["PORT" if service == "web" else "AGENT_PORT"]
    port = free_port()
    here = [part.replace(f":{own_port}/", f":{port}/") for part in arguments]
    assert here != arguments

    def check() -> int:
        plain = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
        return subprocess.run(
            [sys.executable, *here], env=plain, stderr=subprocess.DEVNULL, check=False
        ).returncode

    assert check() == 1
    with answering(503, port):
        assert check() == 1
    with answering(200, port):
        assert check() == 0


def test_the_migration_makes_every_table(tmp_path: Path) -> None:
    program, *arguments = shlex.split(SERVICES["migrate"]["command"])
    command = [str(Path(sys.executable).with_name(program)), *arguments]
    database = tmp_path / "greenroom.db"
    subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": f"sqlite+aiosqlite:///{database}"},
        capture_output=True,
        check=True,
    )
    assert b"interactions" in database.read_bytes()


async def test_the_room_server_takes_its_configuration() -> None:
    assert SERVICES["livekit"]["image"].endswith(f":v{VERSION}")
    config = yaml.safe_load((DEPLOY / "livekit.yaml").read_text(encoding="utf-8"))
    redis, port, secret = RedisServer(free_port()), free_port(), secrets.token_hex(24)
    config |= {"port": port, "bind_addresses": ["127.0.0.1"]}
    config["redis"]["address"] = f"127.0.0.1:{redis.port}"
    config["rtc"] |= {"tcp_port": free_port(), "udp_port": free_port()}
    config["turn"] |= {"udp_port": free_port()}
    named = SERVICES["livekit"]["environment"]
    given = {
        "LIVEKIT_CONFIG": yaml.safe_dump(config),
        "LIVEKIT_KEYS": named["LIVEKIT_KEYS"].split("$")[0] + secret,
        "NODE_IP": "127.0.0.1",
    }
    assert set(named) == given.keys() - {"LIVEKIT_CONFIG"}
    rooms = LiveKitGateway(f"ws://127.0.0.1:{port}", config["webhook"]["api_key"], secret)
    redis.start()
    server = await asyncio.create_subprocess_exec(str(find_program()), env=given)
    try:
        async with asyncio.timeout(60):
            while not await _answers(rooms):
                assert server.returncode is None
                await asyncio.sleep(0.1)
        assert await rooms.open_rooms() == {}
    finally:
        if server.returncode is None:
            server.kill()
        await server.wait()
        await rooms.aclose()
        redis.stop()


async def _answers(rooms: LiveKitGateway) -> bool:
    try:
        await rooms.open_rooms()
    except RoomServerUnavailableError:
        return False
    return True
