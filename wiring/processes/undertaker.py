"""`python -m wiring.processes.undertaker`: ends process groups when whoever started it is gone.

Standard input brings lines, `+GROUP` for a group that has begun and `-GROUP` for one that is over.
It closes with the process that holds its other end, however that ends, killed or not; then the
groups that are left are told to end, and killed if they do not. Only the standard library is
loaded: this waits beside every local run.
"""

import os
import signal
import sys
import time
from collections.abc import Iterable
from contextlib import suppress

PATIENCE_SECONDS = 5.0
POLL_SECONDS = 0.1


def main() -> None:
    """Wait for the end of standard input, then for that of the groups it has named."""
    # a Ctrl-C in the terminal is for the one who started this, and so is its end
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    bury(left(sys.stdin))


def left(lines: Iterable[str]) -> set[int]:
    """Return the groups that have begun and not ended, once there are no more lines."""
    groups: set[int] = set()
    for line in lines:
        mark, number = line[:1], line[1:].strip()
        if not number.isdigit():
            continue
        if mark == "+":
            groups.add(int(number))
        else:
            groups.discard(int(number))
    return groups


def bury(groups: set[int]) -> None:
    """End the groups: asked, asked again (servers finish what they are at), then killed."""
    for number in (signal.SIGTERM, signal.SIGTERM, signal.SIGKILL):
        groups = {group for group in groups if _signal(group, number)}
        deadline = time.monotonic() + PATIENCE_SECONDS
        while groups and time.monotonic() < deadline:
            groups = {group for group in groups if _signal(group, 0)}
            time.sleep(POLL_SECONDS)


def _signal(group: int, number: int) -> bool:
    """Send a signal to a group and return whether there is one."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)
        return True
    return False


if __name__ == "__main__":
    main()
