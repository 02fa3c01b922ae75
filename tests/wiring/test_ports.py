"""A taken port is told before anything starts."""

import os
import socket
from types import SimpleNamespace

import psutil
import pytest

from harness.services.ports import free_port
from wiring.ports import Port, has_an_interface_for_calls, taken


def test_a_free_port_is_no_problem() -> None:
    assert taken([Port(free_port(), "web", "set PORT to another")]) == []


def test_a_taken_port_is_named_with_its_holder_and_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        number = server.getsockname()[1]
        [problem] = taken([Port(number, "web", "set PORT to another")])
    assert problem.startswith(f"Port {number} (web) is taken by ")
    assert f"(pid {os.getpid()})" in problem
    assert problem.endswith(": set PORT to another.")


def test_a_taken_udp_port_is_seen() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as holder:
        holder.bind(("127.0.0.1", 0))
        number = holder.getsockname()[1]
        [problem] = taken([Port(number, "livekit", "stop what holds it", udp=True)])
    assert problem.startswith(f"Port {number}/udp (livekit) is taken")


def test_a_port_the_system_chooses_is_always_free() -> None:
    assert taken([Port(0, "worker", "set AGENT_PORT to another")]) == []


@pytest.mark.parametrize(
    ("name", "address", "is_up", "expected"),
    [
        ("lo", "127.0.0.1", True, False),
        ("lo", "::1", True, False),
        ("eth0", "10.0.0.5", True, True),
        ("eth0", "10.0.0.5", False, False),
        ("en0", "fe80::1%en0", True, True),
    ],
)
def test_a_call_needs_an_interface_other_than_loopback(
    monkeypatch: pytest.MonkeyPatch, name: str, address: str, is_up: bool, expected: bool
) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    addresses = [
        SimpleNamespace(family=psutil.AF_LINK, address="00:00:00:00:00:00"),
        SimpleNamespace(family=family, address=address),
    ]
    monkeypatch.setattr(psutil, "net_if_addrs", lambda: {name: addresses})
    monkeypatch.setattr(psutil, "net_if_stats", lambda: {name: SimpleNamespace(isup=is_up)})
    assert has_an_interface_for_calls() is expected
