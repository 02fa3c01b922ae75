"""Ports that nobody listens on."""

import secrets
import socket

_FIRST, _COUNT = 20_000, 12_000
"""Below the ports that systems give to outgoing connections: none of these can take one away again
before the process it was meant for listens."""

_given: set[int] = set()


def free_port() -> int:
    """Return a TCP port of this machine that was free a moment ago; never the same one twice."""
    while True:
        port = _FIRST + secrets.randbelow(_COUNT)
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
