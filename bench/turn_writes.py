"""Turns of many interviews at once: how long until each is stored, and what a list takes beside.

    python -m bench turn_writes

Each interview has its own connections and its own `TurnWriter`, as in a job of its own, and says
something at random moments, on average every `--every` seconds. A turn's write is the time from
`TurnWriter.add`, which returns at once, until a write queued behind it runs, so the turn before it
is committed. The list is the API's: the newest 20 sessions of one user.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager

from agent.turn_writer import TurnWriter
from bench.percentiles import percentile
from core.clock import utc_now
from core.interview import InterviewRequest, Mode
from core.plan import InterviewPlan
from core.turn import Interaction, Role
from harness.services.postgres import running_postgres
from prompts.loader import load_questions
from storage import Database, UnitOfWork
from storage.migration import upgrade

WORDS = "I traced the failures to one slow query and split the import into batches. " * 8
LISTS_A_SECOND = 5


class Figures:
    """Seconds: of turns until they are stored, of `add` itself, of lists."""

    def __init__(self) -> None:
        self.stored: list[float] = []
        self.added: list[float] = []
        self.listed: list[float] = []


async def held(
    database: Database, session_id: int, figures: Figures, seconds: float, every: float
) -> int:
    """Hold one interview; return how many turns its writer has lost."""
    chance = random.Random(session_id)
    writer = TurnWriter(database, session_id)
    writer.start()
    ends = time.perf_counter() + seconds
    number = 0
    while (pause := chance.expovariate(1 / every)) < ends - time.perf_counter():
        await asyncio.sleep(pause)
        number += 1
        begun = time.perf_counter()
        writer.add(_turn(session_id, number))
        figures.added.append(time.perf_counter() - begun)
        writer.put(_note(figures.stored, begun))
    await writer.close()
    return writer.lost


async def listing(database: Database, user_id: int, figures: Figures) -> None:
    """Ask for a user's list again and again, until cancelled."""
    while True:
        begun = time.perf_counter()
        async with database.unit_of_work() as uow:
            await uow.sessions.list_for_user(user_id, 0, 20)
        figures.listed.append(time.perf_counter() - begun)
        await asyncio.sleep(1 / LISTS_A_SECOND)


async def measure(url: str, interviews: int, seconds: float, every: float) -> tuple[Figures, int]:
    """Return the figures of so many interviews at once, and how many turns were lost."""
    database, figures = Database(url), Figures()
    request = InterviewRequest(title="Bench", mode=Mode.VOICE)
    plan = InterviewPlan(questions=load_questions(request.interview_type)[:5])
    async with database.unit_of_work() as uow:
        user = await uow.users.add(f"{interviews}@example.com", "hash")
        sessions = [
            (await uow.sessions.add(user.id, request, plan, "Hello.")).id for _ in range(interviews)
        ]
        await uow.commit()
    # an interview has read its session, so it is connected, before anybody speaks
    own = [Database(url) for _ in sessions]
    for one in own:
        await one.ping()
    lists = asyncio.create_task(listing(database, user.id, figures))
    pairs = zip(own, sessions, strict=True)
    lost = await asyncio.gather(*(held(db, n, figures, seconds, every) for db, n in pairs))
    lists.cancel()
    await asyncio.gather(lists, return_exceptions=True)
    for one in (database, *own):
        await one.close()
    return figures, sum(lost)


@contextmanager
def databases() -> Iterator[dict[str, str]]:
    """Fresh databases with every table, by the kind's name; both keep what is committed."""
    with running_postgres(durable=True) as server, tempfile.TemporaryDirectory() as folder:
        urls = {
            "SQLite": f"sqlite+aiosqlite:///{folder}/greenroom.db",
            "PostgreSQL": server.create("bench"),
        }
        for url in urls.values():
            upgrade(url)
        yield urls


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench turn_writes", description=__doc__)
    parser.add_argument("--interviews", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--every", type=float, default=10.0)
    options = parser.parse_args()
    sys.stdout.write(
        "| | interviews | turns | lost | stored p50 | p95 | `add` p95 | list p50 | p95 |\n"
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|\n"
    )
    with databases() as urls:
        for interviews in options.interviews:
            for kind, url in urls.items():
                work = measure(url, interviews, options.seconds, options.every)
                figures, lost = asyncio.run(work)
                cells = [kind, str(interviews), str(len(figures.stored)), str(lost)]
                for values, percent in (
                    (figures.stored, 50),
                    (figures.stored, 95),
                    (figures.added, 95),
                    (figures.listed, 50),
                    (figures.listed, 95),
                ):
                    cells.append(_milliseconds(values, percent))
                sys.stdout.write(f"| {' | '.join(cells)} |\n")
                sys.stdout.flush()


def _turn(session_id: int, number: int) -> Interaction:
    now = utc_now()
    return Interaction(
        session_id=session_id,
        item_id=f"item-{number}",
        role=Role.USER if number % 2 else Role.ASSISTANT,
        content=WORDS,
        created_at=now,
    )


def _note(times: list[float], begun: float) -> Callable[[UnitOfWork], Awaitable[None]]:
    async def write(_: UnitOfWork) -> None:
        times.append(time.perf_counter() - begun)

    return write


def _milliseconds(values: Sequence[float], percent: float) -> str:
    value = percentile(values, percent)
    return "–" if value is None else f"{1000 * value:.1f} ms"


if __name__ == "__main__":
    main()
