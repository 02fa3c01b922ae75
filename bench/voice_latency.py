"""How long a candidate waits for an answer: Greenroom beside LiveKit's stock pipeline.

Both are real workers in rooms of one real livekit-server, fed with the same voices and the same
providers, whose transcription, first token and first audio take what the hosted ones are known to
take. Everything is rendered before; no model runs while times are taken, but for the pipelines'
own voice activity and the stock one's end-of-turn model. `--local` measures what a newcomer
without keys gets.
"""

import argparse
import asyncio
import json
import logging
import random
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

from starlette.requests import ClientDisconnect

from bench.own_share import own_share_lines
from bench.percentiles import percentile
from bench.turn_taking.people import draw_people
from bench.turn_taking.replay import STOP_WITHIN
from bench.voice.candidates import Part, load_scripts, prepare
from bench.voice.drawn import chosen, prepare_drawn
from bench.voice.drawn_table import drawn_table
from bench.voice.pipelines import Ours, Pipeline, Processes, Stock, close_room, session_id
from bench.voice.played_words import PlayedWords
from bench.voice.stand_ins import providers
from bench.voice.stock_worker import TUNED
from bench.voice.table import latency_table
from bench.voice.talk import Measured, Talk
from harness.services.ports import free_port
from storage import Database
from wiring.candidate import SyntheticCandidate

SEED = 11
STOCK_TUNED = "stock, tuned"


def main(arguments: Sequence[str] = ()) -> int:
    """Measure and print the table; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench voice_latency", description=__doc__)
    parser.add_argument("--answers", type=int, default=44, help="for each pipeline")
    parser.add_argument("--people", type=int, default=0, help="drawn ones instead of the scripts")
    parser.add_argument("--turns", type=int, default=8, help="long answers of each drawn person")
    parser.add_argument("--seed", type=int, help="of the drawn people; drawn when not given")
    parser.add_argument("--before", type=Path, help="a checkout whose worker is measured as well")
    parser.add_argument("--only", choices=("ours", "stock"))
    parser.add_argument("--local", action="store_true", help="ours without keys")
    parser.add_argument("--records", type=Path, help="also write every answer, as JSON lines")
    parser.add_argument("--logs", type=Path, help="keep the processes' logs in this folder")
    options = parser.parse_args(arguments)
    if options.local and options.only == "stock":
        parser.error("the stock pipeline has no local models")
    # what was started must be ended, also when this is told to end
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    logging.getLogger("uvicorn.error").addFilter(left_early)
    with tempfile.TemporaryDirectory(prefix="greenroom-bench-") as folder:
        asyncio.run(_run(options, options.logs or Path(folder)))
    return 0


async def _run(options: argparse.Namespace, folder: Path) -> None:
    _progress("rendering what the candidates say")
    speech = Processes(folder / "speech")
    speech.start_speech()
    try:
        await speech.wait_for_speech()
        if options.people:
            seed = options.seed if options.seed is not None else random.randrange(1_000_000)
            _progress(f"drawn people of seed {seed}")
            people = tuple(chosen(draw_people(seed), options.people, options.turns))
            parts = await prepare_drawn(people, speech.speech_url)
        else:
            parts = await prepare(load_scripts(), options.answers, speech.speech_url)
        if not options.local:
            speech.stop()
        both = ["stock", STOCK_TUNED, "ours"] if options.people else ["stock", "ours"]
        names = ["ours"] if options.local else [options.only] if options.only else both
        if options.before is not None:
            names.insert(-1, "before")
        await _measure(parts, names, folder, speech.speech_url if options.local else None, options)
    finally:
        speech.stop()


async def _measure(
    parts: Sequence[Part],
    names: Sequence[str],
    folder: Path,
    speech_url: str | None,
    options: argparse.Namespace,
) -> None:
    """Hold all sessions, the pipelines taking turns so that both meet the same machine."""
    with ExitStack() as stack:
        played = {name: PlayedWords() for name in names}
        extra: dict[str, dict[str, str]] = {}
        for name in names:
            if speech_url is not None:
                extra[name] = {"SPEECH_URL": speech_url, "GROQ_API_KEY": "", "CARTESIA_API_KEY": ""}
            else:
                served = stack.enter_context(providers(SEED))
                served.played.stops_within = STOP_WITHIN if options.people else 0.0
                extra[name], played[name] = served.settings, served.played
        rooms = await start_rooms(folder / "rooms", stack)
        # A worker takes what is dispatched to its name: two of one name share no room server.
        of = dict.fromkeys(names, rooms)
        for name in {"before", STOCK_TUNED} & set(names):
            of[name] = await start_rooms(folder / f"rooms_{name.replace(' ', '_')}", stack)
        if STOCK_TUNED in names:
            extra[STOCK_TUNED][TUNED] = "1"
        if options.before is not None:
            extra["before"]["PYTHONPATH"] = str(options.before.resolve())
        pipelines = [
            (await start_pipeline(name, of[name], extra[name], folder, stack))[0] for name in names
        ]
        measured = {pipeline.name: Measured() for pipeline in pipelines}
        for part in parts:
            for pipeline in pipelines:
                _progress(f"{pipeline.name}: {len(part.answers)} answers by {part.voice}")
                await _session(pipeline, of[pipeline.name], part, played[pipeline.name], measured)
        table = drawn_table if options.people else latency_table
        for line in table(measured):
            _show(line)
        for name in names:
            _show_matches(name, played[name])
        for pipeline in pipelines:
            if isinstance(pipeline, Ours) and pipeline.name == "ours":
                ids = [session_id(room) for room in measured[pipeline.name].rooms]
                for line in await own_share_lines(pipeline.database, ids):
                    _show(line)
            if isinstance(pipeline, Ours):
                await pipeline.database.close()
        if options.records:
            _write_records(options.records, measured)


async def start_rooms(folder: Path, stack: ExitStack) -> Processes:
    """Start a room server."""
    rooms = Processes(folder)
    rooms.start_livekit()
    stack.callback(rooms.stop)
    await rooms.wait_for_rooms()
    return rooms


async def start_pipeline(
    name: str, rooms: Processes, extra: dict[str, str], folder: Path, stack: ExitStack
) -> tuple[Pipeline, Processes]:
    """Start a pipeline's worker at the room server of `rooms`."""
    processes = Processes(
        folder / name,
        extra={
            **extra,
            "LIVEKIT_URL": rooms.livekit_url,
            "LIVEKIT_API_KEY": rooms.key,
            "LIVEKIT_API_SECRET": rooms.secret,
            "AGENT_PORT": str(free_port()),
            "RECONNECT_SECONDS": "5",
        },
    )
    stack.callback(processes.stop)
    if name in ("stock", STOCK_TUNED):
        processes.start_stock()
        await processes.wait_for_worker("stock")
        return Stock(rooms, name), processes
    database = Database(processes.database_url)
    await database.migrate()
    processes.start_worker()
    await processes.wait_for_worker("worker")
    return Ours(rooms, database, name), processes


async def _session(
    pipeline: Pipeline,
    rooms: Processes,
    part: Part,
    played: PlayedWords,
    measured: dict[str, Measured],
) -> None:
    candidate = SyntheticCandidate()
    result = measured[pipeline.name]
    room = await pipeline.let_in(candidate)
    result.rooms.append(room)

    try:
        await Talk(pipeline, candidate, room, played.begins, result).hold(part)
    finally:
        await candidate.leave()
        await close_room(rooms, room)


def _show_matches(name: str, played: PlayedWords) -> None:
    """Say how surely the stand-in knew what it heard."""
    if not played.matches:
        return
    delays = [match.delay_seconds for match in played.matches]
    worst = min(match.likeness for match in played.matches)
    _show(
        f"\n{name}: {len(delays)} pieces of audio recognised from what was played, the least like "
        f"{worst:.2f}; {played.unknown} held nothing known. They arrived "
        f"{percentile(delays, 50):.2f} s (p95 {percentile(delays, 95):.2f}) after they were spoken."
    )


def _write_records(path: Path, measured: dict[str, Measured]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for name, result in measured.items():
            for answer in result.answers:
                file.write(json.dumps({"pipeline": name, **asdict(answer)}) + "\n")


def left_early(record: logging.LogRecord) -> bool:
    """Pipelines give up requests whose audio has been overtaken, and are cut off at the end."""
    left = record.exc_info is not None and isinstance(record.exc_info[1], ClientDisconnect)
    return not left and "timeout graceful shutdown" not in record.getMessage()


def _progress(line: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {line}\n")
    sys.stderr.flush()


def _show(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
