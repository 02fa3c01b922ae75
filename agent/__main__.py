"""`python -m agent start|dev|console`."""

import sys

if __name__ == "__main__":
    from importlib import import_module

    sys.exit(import_module("wiring.worker_door").main(sys.argv[1:]))
