"""What holds in every test: no settings of the person who runs it, no way to the internet, and no
luck: the same examples each time, however long they take."""

import ipaddress
import os
import signal
import sys
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest

from core.settings import Settings

# in this order: the first is imported by the second
pytest_plugins = ["harness.services.postgres", "harness.services.databases"]

hypothesis.settings.register_profile(
    "greenroom",
    deadline=None,
    derandomize=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("greenroom")

_LOCAL_NAMES = {"", "localhost", "localhost.localdomain", "ip6-localhost"}


def _is_local(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if not isinstance(host, str) or host in _LOCAL_NAMES:
        return True
    try:
        address = ipaddress.ip_address(host.split("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _refuse_the_internet(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.getaddrinfo":
        host: object = arguments[0]
    elif event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    if not _is_local(host):
        raise RuntimeError(f"tests do not reach the internet, but something asked for {host!r}")


sys.addaudithook(_refuse_the_internet)


def pytest_configure() -> None:
    """A run that is told to end takes down the processes it has started, as with Ctrl-C."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def settings_come_from_the_test_alone() -> Iterator[None]:
    """Take away `.env` and every setting of the environment, also for processes tests start."""
    with pytest.MonkeyPatch.context() as patch:
        for name in {field.upper() for field in Settings.model_fields} & os.environ.keys():
            patch.delenv(name)
        patch.setitem(Settings.model_config, "env_file", None)
        yield
