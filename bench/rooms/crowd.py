"""Many candidates in as many rooms of one worker, and what they and the machine met."""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

import psutil

from bench.voice.candidates import Clip, Part
from bench.voice.pipelines import Pipeline, Processes, close_room
from bench.voice.played_words import NOTHING, PlayedWords, heard_in
from bench.voice.talk import Measured, Talk
from harness.providers.groq_transcription import ScriptedTranscript, TranscriptionRequest
from wiring.candidate import SyntheticCandidate

MEGABYTE = 2**20
LOOK_SECONDS = 2.0
WORK_SECONDS = 2.0
"""What a job has taken of the processor that does more than wait for an interview."""
ARRIVING_SECONDS = 2.0
"""Between one candidate and the next: nobody opens eight rooms in one moment."""


@dataclass
class Voices:
    """Several candidates speaking at once: a piece of audio is whose playing it is most like."""

    of: list[PlayedWords] = field(default_factory=list)
    stops_within: float = 0.0

    def begin(self, count: int) -> list[PlayedWords]:
        """Forget whoever spoke before; return what each of the next ones plays to."""
        self.of = [PlayedWords(self.stops_within) for _ in range(count)]
        return self.of

    def transcribe(self, request: TranscriptionRequest) -> ScriptedTranscript:
        """Answer a transcription request, as `Transcriptions.texts`."""
        heard = heard_in(request)
        found = [(played, played.find(heard, request.at)) for played in self.of]
        known = [(match.likeness, played, match) for played, match in found if match is not None]
        if not known:
            return NOTHING
        _, played, match = max(known, key=lambda one: one[0])
        return played.written(match)


@dataclass(frozen=True, slots=True)
class Crowd:
    """What came of `rooms` rooms at a time.

    `cores` is the processor time of worker, jobs and room server a second, `bench_cores` that of
    this benchmark; `megabytes` is what each job kept of its own.
    """

    rooms: int
    measured: Measured
    cores: float
    bench_cores: float
    megabytes: tuple[float, ...]
    failed: tuple[str, ...] = ()


async def hold(
    pipeline: Pipeline, servers: Sequence[Processes], voices: Voices, parts: Sequence[Part]
) -> Crowd:
    """Hold one talk for each part, all at once.

    `servers` are the room server, where candidates go, and whatever else belongs to the pipeline.
    """
    measured = Measured()
    load = Load(servers)
    watching = asyncio.create_task(load.watch())
    talks = [
        asyncio.create_task(_talk(pipeline, servers[0], played.begins, part, number, measured))
        for number, (played, part) in enumerate(zip(voices.begin(len(parts)), parts, strict=True))
    ]
    ends = await asyncio.gather(*talks, return_exceptions=True)
    watching.cancel()
    cores, bench_cores = load.cores()
    failed = tuple(repr(end) for end in ends if isinstance(end, BaseException))
    return Crowd(len(parts), measured, cores, bench_cores, tuple(load.own()), failed)


async def _talk(
    pipeline: Pipeline,
    rooms: Processes,
    begins: Callable[[Clip, float], None],
    part: Part,
    number: int,
    measured: Measured,
) -> None:
    """Come, say everything of a part, and leave."""
    await asyncio.sleep(number * ARRIVING_SECONDS)
    candidate = SyntheticCandidate()
    room = await pipeline.let_in(candidate)
    measured.rooms.append(room)
    # answers alone: who interrupts and who hums is measured elsewhere
    alone = replace(part, barge_ins=(), backchannels=(), pauses_are_drawn=False)
    try:
        await Talk(pipeline, candidate, room, begins, measured).hold(alone)
    finally:
        await candidate.leave()
        await close_room(rooms, room)


class Load:
    """What some processes and their children take of the machine, from now on."""

    def __init__(self, servers: Sequence[Processes]) -> None:
        self._servers = servers
        self._begun = time.monotonic()
        self._bench = psutil.Process()
        self._bench_before = _seconds(self._bench)
        self._before = {process.pid: _seconds(process) for process in self._all()}
        self._taken: dict[int, float] = {}
        self._own: dict[int, float] = {}

    async def watch(self) -> None:
        """Look every few seconds: a job that has ended tells nothing any more."""
        while True:
            await asyncio.to_thread(self._look)
            await asyncio.sleep(LOOK_SECONDS)

    def cores(self) -> tuple[float, float]:
        """Return processor seconds a second: theirs, and the benchmark's own."""
        self._look()
        wall = time.monotonic() - self._begun
        taken = sum(now - self._before.get(pid, 0.0) for pid, now in self._taken.items())
        return taken / wall, (_seconds(self._bench) - self._bench_before) / wall

    def own(self) -> Iterator[float]:
        """Yield the most that each job kept of its own, in megabytes."""
        yield from self._own.values()

    def _look(self) -> None:
        for process in self._all():
            with suppress(psutil.NoSuchProcess):
                self._taken[process.pid] = _seconds(process)
                if self._is_a_job_at_work(process):
                    own = process.memory_full_info().uss / MEGABYTE
                    self._own[process.pid] = max(own, self._own.get(process.pid, 0.0))

    def _is_a_job_at_work(self, process: psutil.Process) -> bool:
        """Whether it is nobody's parent, was not started by us, and has worked for a while."""
        worked = self._taken[process.pid] - self._before.get(process.pid, 0.0)
        started = {one.pid for server in self._servers for one in server.processes.values()}
        return worked > WORK_SECONDS and process.pid not in started and not process.children()

    def _all(self) -> Iterator[psutil.Process]:
        for server in self._servers:
            for started in server.processes.values():
                with suppress(psutil.NoSuchProcess):
                    process = psutil.Process(started.pid)
                    yield process
                    yield from process.children(recursive=True)


def _seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)
