"""Every part is killed in turn while somebody is being interviewed aloud.

Two API processes, Redis and a Chroma server, with the local models; a system of its own for every
part. It is killed two seconds into the candidate's second answer, and whoever watches over a part
has it running again seconds later. Who is asked to say an answer again, or to go on from a word of
it, says it again. An answer that is in no turn in the end is lost, and so is a stored turn that is
gone.
"""

import argparse
import asyncio
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.kills.stand import standing
from bench.kills.talk import Outcome, talking

PARTS = ("job", "worker", "livekit", "speech", "web", "database", "redis", "chroma")
DATABASES = ("sqlite", "postgresql")
GOALS = {"job": 8.0, "worker": 12.0, "livekit": 6.0, "speech": 8.0}
HEADER = (
    "killed",
    "database",
    "went on after",
    "goal",
    "said again",
    "lost",
    "left running",
    "heard and saw",
)
SHOWN = 6


def main(arguments: Sequence[str] = ()) -> int:
    """Kill and print a row for each part; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench kills", description=__doc__)
    parser.add_argument("--part", choices=PARTS, action="append", help="all, if none is named")
    parser.add_argument("--database", choices=DATABASES, action="append", help="the same")
    options = parser.parse_args(arguments)
    # told to end it takes down what it has started
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.stdout.write(f"| {' | '.join(HEADER)} |\n|---|---|---:|---:|---|---|---|---|\n")
    for database in options.database or DATABASES:
        for part in options.part or PARTS:
            if (part, database) == ("database", "sqlite"):
                continue  # a file: there is no process to kill
            with tempfile.TemporaryDirectory(prefix="greenroom-kills-") as folder:
                outcome = _killed(Path(folder), part, database)
            sys.stdout.write(f"{_row(outcome)}\n")
            sys.stdout.flush()
    return 0


def _killed(folder: Path, part: str, database: str) -> Outcome:
    with standing(folder, database) as stand:

        async def talk() -> Outcome:
            await stand.system.wait_until_ready()
            async with talking(stand, part, database) as held:
                await held.hold()
                return held.outcome

        return asyncio.run(talk())


def _row(outcome: Outcome) -> str:
    seconds = outcome.went_on_seconds
    goal = GOALS.get(outcome.part)
    cells = (
        outcome.part,
        outcome.database,
        "not in a minute" if seconds is None else f"{seconds:.1f} s from {outcome.counted_from}",
        "–" if goal is None else f"{goal:g} s",
        ", ".join(outcome.again) or "nothing",
        ", ".join(outcome.lost) or "nothing",
        ", ".join(outcome.left) or "nothing",
        "; ".join(outcome.noticed[:SHOWN]).replace("|", "/"),
    )
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
