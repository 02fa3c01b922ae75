"""`python -m wiring.demo.lifeline MODULE …`: a module that ends with whoever started it.

They hold the other end of its standard input, which closes with them however they end, killed or
not.
"""

import os
import runpy
import signal
import sys
import threading


def main() -> None:
    """Run the module of the command line; it is told to end when standard input does."""
    threading.Thread(target=_end_with_input, daemon=True).start()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


def _end_with_input() -> None:
    # not `sys.stdin`, whose lock a thread that reads would still hold at the end
    while os.read(0, 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
