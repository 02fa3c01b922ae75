"""From crowds to a table, a row for each count of rooms and pipeline; pure."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from bench.percentiles import percentile
from bench.rooms.crowd import Crowd
from bench.voice.table import MISSING

HEADER = (
    "rooms",
    "pipeline",
    "reply p50",
    "reply p95",
    "to one room's p95",
    "answers split",
    "unanswered",
    "pauses cut in on",
    "rooms not held",
    "cores",
    "cores a room",
    "own memory a job",
    "cores of the bench",
)


def rooms_table(found: Mapping[str, Sequence[Crowd]]) -> Iterator[str]:
    """Yield the lines of the table; replies are seconds after the last word."""
    yield f"| {' | '.join(HEADER)} |"
    yield f"|---:|---|{'---:|' * (len(HEADER) - 2)}"
    alone = {name: _p95(crowds[0]) for name, crowds in found.items() if crowds}
    for crowds in zip(*found.values(), strict=True):
        for name, crowd in zip(found, crowds, strict=True):
            yield f"| {' | '.join(_row(name, crowd, alone[name]))} |"


def _row(name: str, crowd: Crowd, alone: float | None) -> Iterator[str]:
    answers = crowd.measured.answers
    times = [a.response_seconds for a in answers if a.response_seconds is not None]
    p95 = _p95(crowd)
    pauses = [cut for answer in answers for _, cut in answer.pauses]
    yield str(crowd.rooms)
    yield name
    yield _seconds(percentile(times, 50))
    yield _seconds(p95)
    yield f"{p95 / alone:.2f}" if p95 is not None and alone else MISSING
    yield f"{sum(a.turns > 1 for a in answers)} of {len(answers)}"
    yield f"{sum(a.response_seconds is None for a in answers)} of {len(answers)}"
    yield f"{sum(pauses)} of {len(pauses)}"
    yield str(len(crowd.failed))
    yield f"{crowd.cores:.2f}"
    yield f"{crowd.cores / crowd.rooms:.2f}"
    yield f"{median(crowd.megabytes):.0f} MB" if crowd.megabytes else MISSING
    yield f"{crowd.bench_cores:.2f}"


def _p95(crowd: Crowd) -> float | None:
    answers = crowd.measured.answers
    return percentile([a.response_seconds for a in answers if a.response_seconds is not None], 95)


def _seconds(value: float | None) -> str:
    return MISSING if value is None else f"{value:.2f} s"
