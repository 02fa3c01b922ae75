"""What each process keeps of the machine's memory while one interview is held.

The figure is the unique set size: what would be free again if the process ended. Pages shared with
others (libraries, and what a job process still shares with the forkserver it came from) are not in
it. The whole system runs as a newcomer gets it, with the local models; with `--hosted` the voice
and the recogniser are stand-ins, so that `speech` does nothing.
"""

import argparse
import asyncio
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.voice.candidates import Part, load_scripts, prepare
from bench.voice.pipelines import Ours, Processes, close_room
from bench.voice.played_words import PlayedWords
from bench.voice.stand_ins import providers
from bench.voice.talk import Measured, Talk
from storage import Database
from wiring.candidate import SyntheticCandidate

MEGABYTE = 2**20
SEED = 11
LOOK_SECONDS = 1.0
SHOWN = ("web", "speech", "worker", "forkserver", "job, idle", "job, interviewing", "livekit")


@dataclass(frozen=True, slots=True)
class Footprint:
    """Megabytes of a process: its own, and everything that it can see."""

    unique: float
    resident: float


def main(arguments: Sequence[str] = ()) -> int:
    """Hold one interview, watch, and print the highest figures; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench memory", description=__doc__)
    parser.add_argument("--answers", type=int, default=7)
    parser.add_argument("--hosted", action="store_true", help="stand-ins for Groq and Cartesia")
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="greenroom-bench-") as folder, ExitStack() as stack:
        played, settings = PlayedWords(), {"GROQ_API_KEY": "", "CARTESIA_API_KEY": ""}
        if options.hosted:
            served = stack.enter_context(providers(SEED))
            played, settings = served.played, served.settings
        system = Processes(Path(folder), extra={**settings, "RECONNECT_SECONDS": "5"})
        stack.callback(system.stop)
        highest = asyncio.run(_watch_an_interview(system, played, options.answers))
    sys.stdout.write("| process | of its own | resident |\n|---|---:|---:|\n")
    for name in SHOWN:
        if name in highest:
            seen = highest[name]
            sys.stdout.write(f"| {name} | {seen.unique:.0f} MB | {seen.resident:.0f} MB |\n")
    return 0


async def _watch_an_interview(
    system: Processes, played: PlayedWords, answers: int
) -> dict[str, Footprint]:
    system.start_all()
    await system.wait_until_ready()
    await system.wait_for_worker("worker")
    part = (await prepare(load_scripts(), min(answers, 7), system.speech_url))[0]
    database = Database(system.database_url)
    try:
        return await _watch(system, Ours(system, database), part, played)
    finally:
        await database.close()


async def _watch(
    system: Processes, pipeline: Ours, part: Part, played: PlayedWords
) -> dict[str, Footprint]:
    highest: dict[str, Footprint] = {}
    before = set(_jobs(system))
    candidate = SyntheticCandidate()
    room = await pipeline.let_in(candidate)
    talk = asyncio.create_task(
        Talk(pipeline, candidate, room, played.begins, Measured()).hold(part)
    )
    try:
        while not talk.done():
            for name, process in _processes(system, before):
                seen = await asyncio.to_thread(_footprint, process)
                if seen and (name not in highest or seen.unique > highest[name].unique):
                    highest[name] = seen
            await asyncio.sleep(LOOK_SECONDS)
        await talk
    finally:
        talk.cancel()
        await candidate.leave()
        await close_room(system, room)
    return highest


def _processes(system: Processes, before: set[int]) -> Iterator[tuple[str, psutil.Process]]:
    """Yield every process by name; the job that was idle before the interview now holds it."""
    for name, process in system.processes.items():
        yield name, psutil.Process(process.pid)
    forkserver = _forkserver(system)
    if forkserver is not None:
        yield "forkserver", forkserver
    for pid in _jobs(system):
        kind = "job, interviewing" if pid in before else "job, idle"
        yield kind, psutil.Process(pid)


def _forkserver(system: Processes) -> psutil.Process | None:
    worker = psutil.Process(system.processes["worker"].pid)
    for child in worker.children():
        if "forkserver" in " ".join(child.cmdline()):
            return child
    return None


def _jobs(system: Processes) -> list[int]:
    forkserver = _forkserver(system)
    return [] if forkserver is None else [child.pid for child in forkserver.children()]


def _footprint(process: psutil.Process) -> Footprint | None:
    """Return a process's memory, null when it has just ended."""
    try:
        memory = process.memory_full_info()
    except psutil.NoSuchProcess:
        return None
    return Footprint(memory.uss / MEGABYTE, memory.rss / MEGABYTE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
