"""How many rooms a machine holds: N spoken candidates at once, who pause as people do.

The stock pipeline of livekit-agents, an earlier build and ours take turns at each N, each with a
room server, a worker and stand-ins of its own. Candidates and stand-ins run in this process, whose
own share of the machine stands in the table.
"""

import argparse
import asyncio
import logging
import random
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from bench.rooms.crowd import Crowd, Voices, hold
from bench.rooms.table import rooms_table
from bench.turn_taking.people import draw_people
from bench.turn_taking.replay import STOP_WITHIN
from bench.voice.candidates import Part
from bench.voice.drawn import chosen, prepare_drawn
from bench.voice.pipelines import Ours, Pipeline, Processes
from bench.voice.stand_ins import providers
from bench.voice_latency import left_early, start_pipeline, start_rooms

SEED = 11
NAMES = ("stock", "before", "ours")


def main(arguments: Sequence[str] = ()) -> int:
    """Measure and print the table; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench rooms", description=__doc__)
    parser.add_argument("--rooms", default="1,2,4,6,8,12", help="how many at once, one by one")
    parser.add_argument("--turns", type=int, default=2, help="long answers of each candidate")
    parser.add_argument("--seed", type=int, help="of the drawn people; drawn when not given")
    parser.add_argument("--before", type=Path, help="a checkout whose worker is measured as well")
    parser.add_argument("--only", choices=("ours", "stock"))
    options = parser.parse_args(arguments)
    before = options.before.resolve() if options.before else None
    counts = [int(count) for count in options.rooms.split(",")]
    names = [name for name in NAMES if name != "before" or options.before is not None]
    if options.only:
        names = [options.only]
    # what was started must be ended, also when this is told to end
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    logging.getLogger("uvicorn.error").addFilter(left_early)
    with tempfile.TemporaryDirectory(prefix="greenroom-bench-") as folder:
        found = asyncio.run(_run(names, counts, before, options, Path(folder)))
    for line in rooms_table(found):
        sys.stdout.write(f"{line}\n")
    return 0


async def _run(
    names: Sequence[str],
    counts: Sequence[int],
    before: Path | None,
    options: argparse.Namespace,
    folder: Path,
) -> dict[str, list[Crowd]]:
    parts = await _render(max(counts), options, folder)
    found: dict[str, list[Crowd]] = {name: [] for name in names}
    with ExitStack() as stack:
        stages = [await _set_up(name, before, folder, stack) for name in names]
        for count in counts:
            for pipeline, servers, voices in stages:
                _progress(f"{pipeline.name}: {count} at once")
                crowd = await hold(pipeline, servers, voices, parts[:count])
                for failure in crowd.failed:
                    _progress(f"{pipeline.name}: {failure}")
                found[pipeline.name].append(crowd)
        for pipeline, _, _ in stages:
            if isinstance(pipeline, Ours):
                await pipeline.database.close()
    return found


async def _render(most: int, options: argparse.Namespace, folder: Path) -> tuple[Part, ...]:
    seed = options.seed if options.seed is not None else random.randrange(1_000_000)
    _progress(f"rendering drawn people of seed {seed}")
    speech = Processes(folder / "speech")
    speech.start_speech()
    try:
        await speech.wait_for_speech()
        people = draw_people(seed)
        drawn = list(chosen(people, len(people), options.turns))
        return await prepare_drawn([drawn[n % len(drawn)] for n in range(most)], speech.speech_url)
    finally:
        speech.stop()


async def _set_up(
    name: str, before: Path | None, folder: Path, stack: ExitStack
) -> tuple[Pipeline, list[Processes], Voices]:
    """Start one pipeline with everything of its own."""
    served = stack.enter_context(providers(SEED))
    voices = Voices(stops_within=STOP_WITHIN)
    served.groq.transcriptions.texts = voices.transcribe
    rooms = await start_rooms(folder / f"rooms_{name}", stack)
    extra = dict(served.settings)
    if name == "before" and before is not None:
        extra["PYTHONPATH"] = str(before)
    pipeline, worker = await start_pipeline(name, rooms, extra, folder, stack)
    return pipeline, [rooms, worker], voices


def _progress(line: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {line}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
