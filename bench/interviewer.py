"""`python -m bench.interviewer`: what the interviewer's own code costs per turn.

Measured on one growing interview: the whole observe and decide step (time from the call to
`Decided`), the graph around a bare model call, preparing with and without a model, retrieval on
the path, and memory per live interview. Models here are scripted and answer at once, so every
figure is our own code's. Times are milliseconds; where other work shares the machine, only the
processor time says what the code costs.
"""

import asyncio
import logging
import statistics
import sys
import time
import tracemalloc
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from agent.interviewer import GraphPlanner, build_interviewer
from agent.interviewer.prepare.recall import recall
from core.clock import utc_now
from core.interview import InterviewRequest, InterviewSession, InterviewType, SessionStatus
from core.plan import Passage
from core.ports import Decided, Interviewer, Worded
from core.turn import Interaction, Role
from llm.port import ModelPrompt

TURNS = 40
ROUNDS = 5
REQUEST = InterviewRequest(
    title="Bench",
    interview_type=InterviewType("technical"),
    role_context="Backend Engineer",
    planned_question_count=12,
    duration_minutes=60,
)
ANSWERS = (
    "I rewrote the cache layer last year and reduced the latency by forty percent, because every "
    "request went to the database. I measured it with a dashboard for two weeks before and after.",
    "We would use a queue there, and a table that keeps which messages were handled already.",
    "I don't know.",
    "Could you repeat the question?",
    "I chose Postgres over a document store, and I added an index that made the search fast.",
)


class Instant:
    """A model that answers at once."""

    name = "instant"

    async def stream(self, prompt: ModelPrompt) -> AsyncGenerator[str, None]:
        """Yield one sentence that fits every move."""
        yield "Let me stay with that for a moment."


async def prepared_session() -> InterviewSession:
    """Return a session with a plan of twelve questions and some passages."""
    prepared = await GraphPlanner(seeds=lambda: 1).prepare(REQUEST, None)
    passages = tuple(
        Passage(text=f"I worked on the cache and the queue of shop {n} for years.", source="resume")
        for n in range(12)
    )
    return InterviewSession(
        id=1, user_id=1, request=REQUEST, status=SessionStatus.ACTIVE,
        plan=prepared.plan.model_copy(update={"passages": passages}),
        opener=prepared.opener, created_at=utc_now(),
    )  # fmt: skip


async def interview(
    interviewer: Interviewer, session: InterviewSession
) -> tuple[list[float], list[float], list[float]]:
    """Return, per turn, the time and the processor time to the decision, and of the whole reply."""
    history: list[Interaction] = []
    decided, whole = [], []
    busy: list[float] = []
    for turn in range(TURNS):
        said = ANSWERS[turn % len(ANSWERS)]
        started, cpu = time.perf_counter(), time.process_time()
        worded: Worded | None = None
        async for event in interviewer.reply(session, tuple(history), said, 20.0 * turn):
            if isinstance(event, Decided):
                decided.append(1000 * (time.perf_counter() - started))
                busy.append(1000 * (time.process_time() - cpu))
            elif isinstance(event, Worded):
                worded = event
        whole.append(1000 * (time.perf_counter() - started))
        assert worded is not None
        user = Interaction(1, f"u{turn}", Role.USER, said, utc_now(), offset_seconds=20.0 * turn)
        history += [
            user,
            replace(
                user, item_id=f"a{turn}", role=Role.ASSISTANT, content=worded.text,
                created_at=user.created_at + timedelta(seconds=1), move=worded.move,
            ),
        ]  # fmt: skip
        if worded.move.ends:
            break
    return decided, busy, whole


async def bare_model(calls: int) -> list[float]:
    """Return the times of the model call alone."""
    prompt, times = ModelPrompt("", ""), []
    for _ in range(calls):
        started = time.perf_counter()
        async for _ in Instant().stream(prompt):
            pass
        times.append(1000 * (time.perf_counter() - started))
    return times


async def timed(work: Callable[[], Awaitable[object]], times: int) -> list[float]:
    """Return how long each of several runs took."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        await work()
        taken.append(1000 * (time.perf_counter() - started))
    return taken


def row(name: str, times: Sequence[float]) -> str:
    """Return a line of the table."""
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return f"| {name} | {len(times)} | {statistics.median(times):.2f} | {p95:.2f} |"


async def measure() -> list[str]:
    """Return the table's lines."""
    session = await prepared_session()
    templates = build_interviewer(None, 1.5, utc_now)
    with_model = build_interviewer(Instant(), 1.5, utc_now)
    await interview(templates, session)
    decided: list[float] = []
    working: list[float] = []
    by_template: list[float] = []
    by_model: list[float] = []
    for _ in range(ROUNDS):
        fresh = build_interviewer(None, 1.5, utc_now)
        first, busy, whole = await interview(fresh, session)
        decided += first
        working += busy
        by_template += whole
        by_model += (await interview(with_model, session))[2]
    bare = statistics.median(await bare_model(200))
    planner, choosing = GraphPlanner(), GraphPlanner(Instant())
    await planner.prepare(REQUEST, None)
    await choosing.prepare(REQUEST, None)
    question, passages = session.plan.questions[0], session.plan.passages
    recalled = []
    for turn in range(200):
        started = time.perf_counter()
        recall(passages, question, f"{ANSWERS[turn % len(ANSWERS)]} {turn}")
        recalled.append(1000 * (time.perf_counter() - started))
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    kept = [build_interviewer(None, 1.5, utc_now)]
    held = await prepared_session()
    await interview(kept[0], held)
    grown = (tracemalloc.get_traced_memory()[0] - before) / 1e6
    tracemalloc.stop()
    return [
        "| what | n | median ms | p95 ms |",
        "|---|---|---|---|",
        row("call to decision (graph start, rebuild, observe, decide)", decided),
        row("the same in processor time", working),
        row("whole reply from templates", by_template),
        row("whole reply around a model call, the call itself taken off",
            [value - bare for value in by_model]),
        row("recall", recalled),
        row("prepare from the bank", await timed(lambda: planner.prepare(REQUEST, None), 10)),
        row("prepare with a model whose two choices do not hold",
            await timed(lambda: choosing.prepare(REQUEST, None), 10)),
        "",
        f"Memory of one interviewer with one interview of {TURNS} turns: {grown:.1f} MB.",
    ]  # fmt: skip


def main() -> None:
    """Measure and print the table."""
    logging.basicConfig(level=logging.ERROR)
    sys.stdout.write("\n".join(asyncio.run(measure())) + "\n")


if __name__ == "__main__":
    main()
