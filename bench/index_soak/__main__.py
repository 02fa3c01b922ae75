"""Profiles of many users are indexed again and again, beside an earlier build.

The embedded store alone, with vectors that cost nothing: what is looked at is the number of open
files and the memory of its own that the process holds, after so many replacements. Both are to be
flat from the hundredth on. An earlier build ends where it runs out of files.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

PROGRAM = Path(__file__).with_name("replacing.py")
Held = dict[int, tuple[int, float]]
"""Open files and megabytes by the number of replacements."""


def main(arguments: Sequence[str] = ()) -> int:
    """Replace and print the table; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench index_soak", description=__doc__)
    parser.add_argument("--before", type=Path, help="a checkout of the build to compare with")
    parser.add_argument("--replacements", type=int, default=2_000)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--every", type=int, default=100)
    options = parser.parse_args(arguments)
    here = Path(__file__).resolve().parents[2]
    checkouts = {"before": options.before, "now": here} if options.before else {"now": here}
    held = {name: _held(checkout, options) for name, checkout in checkouts.items()}
    columns = [f"{name}, {what}" for what in ("open files", "own memory") for name in held]
    sys.stdout.write(f"| replacements | {' | '.join(columns)} |\n")
    sys.stdout.write(f"|---:|{'---:|' * len(columns)}\n")
    for done in sorted({done for found in held.values() for done in found}):
        there = [found.get(done) for found in held.values()]
        files = ["–" if one is None else str(one[0]) for one in there]
        memory = ["–" if one is None else f"{one[1]:.0f} MB" for one in there]
        sys.stdout.write(f"| {done} | {' | '.join([*files, *memory])} |\n")
    return 0


def _held(checkout: Path, options: argparse.Namespace) -> Held:
    """Return what a build's process held on the way, as far as it came."""
    with tempfile.TemporaryDirectory(prefix="greenroom-soak-") as folder:
        numbers = (options.replacements, options.users, options.every)
        command = [sys.executable, str(PROGRAM), folder, *map(str, numbers)]
        ran = subprocess.run(command, cwd=checkout, check=False, capture_output=True, text=True)
    found: Held = {}
    for line in ran.stdout.splitlines():
        done, files, megabytes = json.loads(line)
        found[int(done)] = (int(files), float(megabytes))
    if ran.returncode:
        sys.stdout.write(f"{checkout.name} ended: {ran.stderr.strip().splitlines()[-1][:200]}\n\n")
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
