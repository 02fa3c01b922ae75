"""Tests run the same everywhere."""

import socket

import pytest

from core.settings import load_settings


def test_tests_cannot_reach_the_internet() -> None:
    with pytest.raises(RuntimeError, match="do not reach the internet"):
        socket.getaddrinfo("example.org", 443)
    with (
        socket.socket() as client,
        pytest.raises(RuntimeError, match="do not reach the internet"),
    ):
        client.connect(("192.0.2.1", 443))


def test_loopback_is_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


def test_settings_of_the_person_running_the_tests_do_not_count() -> None:
    assert not load_settings().model_fields_set
