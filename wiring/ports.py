"""What a local run needs of this machine's network: free ports, and an interface for calls."""

import socket
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address

import psutil

from core.settings import Settings

EVERYWHERE = "0.0.0.0"
"""The host of a port that is bound to every address of the machine."""


@dataclass(frozen=True, slots=True)
class Port:
    """A port one of our processes will listen on, and what to do when somebody else does."""

    number: int
    used_by: str
    remedy: str
    host: str = "127.0.0.1"
    udp: bool = False


def worker_ports(settings: Settings) -> list[Port]:
    """Return the port on which a worker says how it is."""
    return [Port(settings.agent_port, "worker", "set AGENT_PORT to another", settings.host)]


def taken(ports: Sequence[Port]) -> list[str]:
    """Return one sentence for every port that cannot be had; none means all are free."""
    return [
        f"Port {port.number}{'/udp' if port.udp else ''} ({port.used_by}) is taken"
        f"{_holder(port)}: {port.remedy}."
        for port in ports
        if port.number and not _is_free(port)
    ]


def has_an_interface_for_calls() -> bool:
    """Return whether an interface other than loopback is up with an address.

    WebRTC, in browsers as in LiveKit's clients, offers no loopback address to the other side. An
    interface that leads nowhere is enough: the call itself stays on this machine.
    """
    states = psutil.net_if_stats()
    return any(
        states[name].isup
        and address.family in (socket.AF_INET, socket.AF_INET6)
        and not ip_address(address.address.split("%")[0]).is_loopback
        for name, addresses in psutil.net_if_addrs().items()
        if name in states
        for address in addresses
    )


def _is_free(port: Port) -> bool:
    family = socket.AF_INET6 if ":" in port.host else socket.AF_INET
    kind = socket.SOCK_DGRAM if port.udp else socket.SOCK_STREAM
    with socket.socket(family, kind) as probe:
        if not port.udp:
            # As servers do: a port that only remembers closed connections counts as free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((port.host, port.number))
        except OSError:
            return False
    return True


def _holder(port: Port) -> str:
    """Return ` by NAME (pid N)` where the system lets us see it."""
    try:
        connections = psutil.net_connections("udp" if port.udp else "tcp")
        for connection in connections:
            listens = port.udp or connection.status == psutil.CONN_LISTEN
            if connection.laddr and connection.laddr.port == port.number and listens:
                if not connection.pid:
                    continue
                return f" by {psutil.Process(connection.pid).name()} (pid {connection.pid})"
    except psutil.Error:
        return ""
    return ""
