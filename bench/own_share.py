"""How much of a turn is our own code: deciding that it is over, deciding the move, measuring it.

Two readings. `decided` was taken in the job, in the middle of the talk: from the graph's start to
its decision, with everything else that the process did meanwhile. The rest is timed afterwards, in
this process: the stored turns go through the same functions again, and only what these
cost the processor is counted, so that it does not matter what else the machine does.
"""

import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import cast

from agent.interviewer import build_interviewer
from agent.speech.turn_policy import Asked, TurnPolicy
from bench.percentiles import percentile
from core.clock import utc_now
from core.interview import InterviewSession
from core.ports import Decided, Interviewer, ReplyEvent
from core.turn import Interaction, Role
from language import of
from scoring.delivery.turn_delivery import measure_turn
from storage import Database


async def own_share_lines(database: Database, session_ids: Sequence[int]) -> list[str]:
    """Return a small table of both readings, in milliseconds."""
    interviewer = build_interviewer(None, 1.5, utc_now)
    decided: list[float] = []
    heard: list[Interaction] = []
    parts: dict[str, list[float]] = {"end of turn": [], "observe and decide": [], "measure": []}
    for session_id in session_ids:
        async with database.unit_of_work() as uow:
            session = await uow.sessions.get(session_id)
            turns = await uow.interactions.list(session_id)
        decided += [t.latency["decided"] for t in turns if "decided" in t.latency]
        for n, turn in enumerate(turns):
            if turn.role is Role.USER and turn.content:
                heard.append(turn)
                parts["end of turn"].append(_end_of_turn(session, turn))
                seconds = await _deciding(interviewer, session, turns[:n], turn)
                parts["observe and decide"].append(seconds)
                parts["measure"].append(_measuring(session, turn))
    together = [sum(values) for values in zip(*parts.values(), strict=True)]
    lines = ["", "| our own code in a turn | p50 | p95 | n |", "|---|---:|---:|---:|"]
    lines.append(_line("in the job: from the graph's start to its decision", decided))
    lines += [_line(f"again afterwards: {name}", values) for name, values in parts.items()]
    lines.append(_line("again afterwards: together", together))
    return [*lines, *_waits(heard)]


def _waits(heard: Sequence[Interaction]) -> list[str]:
    """Return what ended the turns: the silence until then, and the part the recogniser took."""
    lines = ["", "| before the turn ended | p50 | p95 | n |", "|---|---:|---:|---:|"]
    for name, key in (
        ("silence, as voice activity saw it", "silence_seconds"),
        ("silence that the words asked for", "wait_seconds"),
        ("the last piece's recognition", "transcription_seconds"),
    ):
        lines.append(_line(name, [t.latency[key] for t in heard if key in t.latency]))
    return lines


def _end_of_turn(session: InterviewSession, turn: Interaction) -> float:
    question = session.plan.question(turn.question_id)
    started = time.thread_time()
    TurnPolicy().wait(turn.content, Asked(question.kind if question else None))
    return time.thread_time() - started


async def _deciding(
    interviewer: Interviewer,
    session: InterviewSession,
    history: tuple[Interaction, ...],
    turn: Interaction,
) -> float:
    elapsed = (turn.offset_seconds or 0.0) + (turn.duration_seconds or 0.0)
    started = time.thread_time()
    reply = interviewer.reply(session, history, turn.content, elapsed)
    async with aclosing(cast(AsyncGenerator[ReplyEvent, None], reply)) as events:
        async for event in events:
            if isinstance(event, Decided):
                return time.thread_time() - started
    raise RuntimeError("the interviewer decided nothing")


def _measuring(session: InterviewSession, turn: Interaction) -> float:
    question = session.plan.question(turn.question_id)
    started = time.thread_time()
    kind = question.kind if question else None
    measure_turn(turn, of(session.request.language), kind=kind)
    return time.thread_time() - started


def _line(name: str, seconds: Sequence[float]) -> str:
    cells = [percentile(seconds, percent) for percent in (50, 95)]
    shown = ["–" if cell is None else f"{cell * 1000:.1f} ms" for cell in cells]
    return f"| {name} | {' | '.join(shown)} | {len(seconds)} |"
