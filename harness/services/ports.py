"""Ports that nobody listens on."""

import os
import secrets
import socket

_FIRST, _COUNT = 20_000, 12_000
"""Below the ports that systems give to outgoing connections: none of these can take one away again
before the process it was meant for listens."""

_WORKERS = 16
"""So many processes may run tests side by side; each has ports that no other one is given."""

_given: set[int] = set()


def free_port() -> int:
    """Return a TCP port of this machine that was free a moment ago; never the same one twice."""
    mine = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:]) % _WORKERS
    while True:
        port = _FIRST + secrets.randbelow(_COUNT // _WORKERS) * _WORKERS + mine
        if port in _given:
            continue
        with socket.socket() as probe:
            # as servers do: a port that only remembers closed connections counts as free
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        _given.add(port)
        return port
