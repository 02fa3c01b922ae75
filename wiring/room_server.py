"""What the room server of a local run is started with: `livekit.yaml`, filled in."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

CONFIG = "livekit.yaml"


@dataclass(frozen=True, slots=True)
class RoomPorts:
    """Where a room server listens: for signalling, and for media over UDP and over TCP."""

    signalling: int
    udp: int
    tcp: int


def room_ports(checkout: Path) -> RoomPorts:
    """Return the ports that `livekit.yaml` names."""
    config = _config(checkout)
    return RoomPorts(config["port"], config["rtc"]["udp_port"], config["rtc"]["tcp_port"])


def room_server_environment(
    environment: Mapping[str, str],
    checkout: Path,
    key: str,
    secret: str,
    webhook: str,
    ports: RoomPorts | None = None,
) -> dict[str, str]:
    """Return the environment that a room server is started in; its ports are those of its file.

    `webhook` is the address that its events are sent to, signed with the key. The server takes
    LIVEKIT_* as settings of its own, so it is given only what is meant for it.
    """
    config = _config(checkout)
    ports = ports or room_ports(checkout)
    config["port"] = ports.signalling
    config["rtc"]["udp_port"] = ports.udp
    config["rtc"]["tcp_port"] = ports.tcp
    config["rtc"]["stun_servers"] = [f"127.0.0.1:{ports.udp}"]
    config["keys"] = {key: secret}
    config["webhook"] = {"api_key": key, "urls": [webhook]}
    plain = {name: v for name, v in environment.items() if not name.startswith("LIVEKIT_")}
    return {**plain, "LIVEKIT_CONFIG": yaml.safe_dump(config)}


def _config(checkout: Path) -> dict[str, Any]:
    config: dict[str, Any] = yaml.safe_load((checkout / CONFIG).read_text(encoding="utf-8"))
    return config
