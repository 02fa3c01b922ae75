"""Answers are typed in the room, as long as they may be: how long each holds the job's event loop.

All of our own code between an answer's arrival and the reply's words runs as in a job: it is taken,
measured, logged, and replied to by the interviewer without a model. Of LiveKit only the session is
missing. Meanwhile a task looks at the clock every millisecond; the longest gap between two looks is
how long an audio frame would have waited. Goal: under 50 ms, whatever is typed.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any, cast

from livekit import rtc
from livekit.agents import ConversationItemAddedEvent, llm
from livekit.agents.voice.room_io import TextInputEvent

from agent.behaviors import turn_log, typed
from agent.conversation import Conversation
from agent.ending import Ending
from agent.interviewer import build_interviewer
from agent.live import LiveInterview
from agent.speaking import word
from agent.speech.pace import CandidatePace
from agent.speech.turn_state import TurnState
from bench.percentiles import percentile
from core.clock import utc_now
from core.interview import InterviewRequest, InterviewSession, InterviewType, Mode, SessionStatus
from core.move import Move, MoveKind
from core.plan import InterviewPlan
from core.ports import Interviewer
from core.turn import LONGEST_ANSWER, Interaction, Role
from prompts.loader import load_questions, load_yaml

LOOK_SECONDS = 0.001
GOAL_SECONDS = 0.05
STORY = (
    "At my last company the nightly job ran past six in the morning, so I measured every step, "
    "found that one query scanned the whole table, and added an index. It took 20 minutes then. "
)
TYPED = {
    "a story over and over": STORY,
    "one word": "a",
    "dots": ".",
    "commas and spaces": ", ",
    "fillers": "um, uh, like, you know, ",
    "denials": "I would not say that I did not know that it was not so, ",
    "opened quotes": '"he said ',
    "figures": "1,000.5 % of 3/4, ",
    "lines": "x\n",
    "questions": "Why is that? ",
    "restarts": "I I we we the the ",
    "no Latin letters": "もう一度言ってください。",
}


class Session(rtc.EventEmitter[str]):
    """What LiveKit's session does with an answer in writing: adds it, and has it replied to."""

    def __init__(self) -> None:
        super().__init__()
        self.live: LiveInterview | None = None
        self.current_speech = None
        self.replying: asyncio.Task[None] | None = None

    def _claim_user_turn(self) -> "Session":
        return self

    async def __aenter__(self) -> None:
        return None

    async def __aexit__(self, *_: object) -> None:
        return None

    async def interrupt(self) -> None:
        """Stop speaking."""

    def generate_reply(self, *, user_input: str) -> None:
        """Answer."""
        self.replying = asyncio.create_task(self._reply(user_input))

    async def _reply(self, text: str) -> None:
        assert self.live is not None
        history = tuple(self.live.conversation.history)
        item = llm.ChatMessage(role="user", content=[text])
        self.emit("conversation_item_added", ConversationItemAddedEvent(item=item))
        await word(self.live.conversation, self.live.interviewer, text, history=history)


class Unwritten:
    """A turn log that writes nothing: a database is waited for, and holds no loop."""

    def put(self, write: object) -> None:
        """Leave a write."""

    def add(self, interaction: Interaction, *, without: Sequence[str] = ()) -> None:
        """Leave a turn."""

    replace = add


def main(arguments: Sequence[str] = ()) -> int:
    """Type, and print the table; returns 1 where the loop was held for too long."""
    parser = argparse.ArgumentParser(prog="python -m bench typed", description=__doc__)
    parser.add_argument("--times", type=int, default=5, help="each answer")
    options = parser.parse_args(arguments)
    held = asyncio.run(_all(options.times))
    sys.stdout.write("| typed, 20,000 characters of | longest hold, p50 | longest hold, most |\n")
    sys.stdout.write("|---|---:|---:|\n")
    for name, seconds in held.items():
        middle = percentile(seconds, 50) or 0.0
        sys.stdout.write(f"| {name} | {middle * 1000:.0f} ms | {max(seconds) * 1000:.0f} ms |\n")
    return int(any((percentile(s, 50) or 0.0) > GOAL_SECONDS for s in held.values()))


async def _all(times: int) -> dict[str, list[float]]:
    interviewer = build_interviewer(None, 1.5, utc_now)
    await _hold(interviewer, STORY)  # whatever is done once in a job's life has been done
    held: dict[str, list[float]] = {name: [] for name in ("nothing", *TYPED)}
    for _ in range(times):
        held["nothing"].append(await _hold(interviewer, "Yes."))
        for name, part in TYPED.items():
            text = (part * (LONGEST_ANSWER // len(part) + 1))[:LONGEST_ANSWER]
            held[name].append(await _hold(interviewer, text))
    return held


async def _hold(interviewer: Interviewer, text: str) -> float:
    """Return the longest time (seconds) for which the loop was held by one answer."""
    session = Session()
    live = _live(interviewer, session)
    info = cast(rtc.TextStreamInfo, None)
    participant = cast(rtc.RemoteParticipant, None)
    event = TextInputEvent(text=text, info=info, participant=participant)
    async with _watched() as gaps:
        await cast(Any, typed.taking(live).text_input_cb(live.session, event))
        assert session.replying is not None
        await session.replying
    return max(gaps)


@asynccontextmanager
async def _watched() -> AsyncIterator[list[float]]:
    gaps = [0.0]

    async def look() -> None:
        while True:
            begun = time.perf_counter()
            await asyncio.sleep(LOOK_SECONDS)
            gaps.append(time.perf_counter() - begun - LOOK_SECONDS)

    looking = asyncio.create_task(look())
    await asyncio.sleep(10 * LOOK_SECONDS)
    try:
        yield gaps
    finally:
        await asyncio.sleep(10 * LOOK_SECONDS)
        looking.cancel()


def _live(interviewer: Interviewer, session: Session) -> LiveInterview:
    """Return an interview whose first question has been asked, without a room."""
    kind, now = InterviewType("behavioral"), utc_now()
    questions = load_questions(kind)[:3]
    request = InterviewRequest(title="Typed", interview_type=kind, mode=Mode.VOICE)
    held = InterviewSession(
        id=1,
        user_id=1,
        request=request,
        status=SessionStatus.ACTIVE,
        plan=InterviewPlan(questions=questions),
        opener=questions[0].text,
        created_at=now,
        started_at=now,
    )
    asked = Move(kind=MoveKind.ASK, question_number=1, question_id=questions[0].id)
    first = Interaction(1, "asked", Role.ASSISTANT, questions[0].text, now, move=asked)
    conversation = Conversation(held, [first], started_at=now, clock=utc_now, floor=TurnState())
    writer, nothing = cast(Any, Unwritten()), cast(Any, None)
    live = LiveInterview(
        settings=nothing,
        session=cast(Any, session),
        conversation=conversation,
        interviewer=interviewer,
        ending=Ending(cast(Any, session), conversation, writer, nothing),
        writer=writer,
        database=nothing,
        room=cast(Any, SimpleNamespace()),
        worker="bench",
        asides=load_yaml("listening/asides.yaml"),
    )
    session.live = live
    turn_log.attach(cast(Any, session), conversation, writer, CandidatePace())
    return live


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
