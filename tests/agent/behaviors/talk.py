"""A talk without a room: the parts of LiveKit's session that behaviours touch, and an interviewer
that says what it was asked for."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

from livekit import rtc
from livekit.agents import AgentStateChangedEvent, UserStateChangedEvent

from agent.ending import Ending
from agent.live import LiveInterview
from core.interview import SessionStatus
from core.move import Move, MoveKind, WordedBy
from core.ports import Worded
from core.turn import Role
from prompts.loader import load_yaml
from tests.agent.interviews import START, a_conversation, a_turn, asked


@dataclass
class Speech:
    """Something being said."""

    text: str
    allow_interruptions: bool = True
    interrupted: bool = False

    def interrupt(self) -> None:
        """Stop it."""
        self.interrupted = True


@dataclass
class Hearing:
    """What the session hears; `transcript` is what comes of an answer that is cut off."""

    transcript: str = ""
    audible: bool = True

    def set_audio_enabled(self, enabled: bool) -> None:
        """Open or close the ear."""
        self.audible = enabled


class Talk(rtc.EventEmitter[str]):
    """Stands in for LiveKit's session; its states are set by the test."""

    def __init__(self) -> None:
        super().__init__()
        self.user_state: Any = "listening"
        self.agent_state: Any = "listening"
        self.current_speech: Speech | None = None
        self.said: list[Speech] = []
        self.interruptions = 0
        self.tts: Any = None
        self.audible: list[bool] = []
        self.output = SimpleNamespace(set_audio_enabled=self.audible.append)
        self.input = Hearing()

    def say(self, text: str, *, allow_interruptions: bool = True) -> Speech:
        """Note what is said."""
        self.said.append(Speech(text, allow_interruptions))
        return self.said[-1]

    def interrupt(self, *, force: bool = False) -> "asyncio.Future[None]":
        """Note that the interviewer was stopped."""
        self.interruptions += 1
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        done.set_result(None)
        return done

    async def commit_user_turn(self, *, transcript_timeout: float) -> str:
        """End the answer that is being given."""
        return self.input.transcript

    def candidate(self, state: Any) -> None:
        """Tell that the candidate is now speaking, listening or away."""
        old, self.user_state = self.user_state, state
        self.emit("user_state_changed", UserStateChangedEvent(old_state=old, new_state=state))

    def interviewer(self, state: Any) -> None:
        """Tell that the interviewer is now speaking or listening."""
        old, self.agent_state = self.agent_state, state
        self.emit("agent_state_changed", AgentStateChangedEvent(old_state=old, new_state=state))


@dataclass
class MovingClock:
    """A clock that the test moves, from a minute after the interview's start."""

    seconds: float = 60.0

    def __call__(self) -> datetime:
        """Return the moment."""
        return START + timedelta(seconds=self.seconds)


@dataclass
class Echoing:
    """An interviewer that words each request as what it was asked for."""

    asked: list[str] = field(default_factory=list)

    async def reply(
        self,
        session: Any,
        history: Any,
        words: str,
        elapsed: float,
        *,
        silent: bool = False,
        doubted: frozenset[str] = frozenset(),
    ) -> AsyncIterator[Worded]:
        """Word one reply."""
        self.asked.append("silence" if silent else words)
        await asyncio.sleep(0)
        move = Move(kind=MoveKind.REPEAT, question_number=1)
        yield Worded(text=f"reply {len(self.asked)}", move=move, worded_by=WordedBy.TEMPLATE)


@dataclass
class Writer:
    """Keeps what would be written."""

    statuses: list[SessionStatus] = field(default_factory=list)

    def put(self, write: Any) -> None:
        """Run a change of status against a stand-in of the storage."""
        sessions = SimpleNamespace(set_status=lambda _id, status, _at: self.statuses.append(status))
        write(SimpleNamespace(sessions=sessions))


@dataclass
class Afterwards:
    """Notes in which order the log is closed and the session completed; `fault` is what fails."""

    done: list[str] = field(default_factory=list)
    writes: list[Any] = field(default_factory=list)
    fault: Exception | None = None

    def put(self, write: Any) -> None:
        """Keep what is to be written."""
        self.writes.append(write)

    async def close(self) -> None:
        """Close the log."""
        self.done.append("log closed")

    async def complete(self, session_id: int) -> None:
        """Complete the session and assess it, or fail."""
        self.done.append(f"session {session_id} assessed")
        if self.fault is not None:
            raise self.fault

    async def end(self, session_id: int) -> None:
        """Complete the session, or fail."""
        self.done.append(f"session {session_id} completed")
        if self.fault is not None:
            raise self.fault


@dataclass
class Stage:
    """A live interview whose first question has been asked, and its stand-ins."""

    live: LiveInterview
    talk: Talk
    interviewer: Echoing
    writer: Writer
    afterwards: Afterwards

    async def settle(self, seconds: float = 0.0) -> None:
        """Let what was started run; with `seconds` also what waits for a little time."""
        await asyncio.sleep(seconds)
        for _ in range(5):
            await asyncio.sleep(0)


def a_stage(**settings: float) -> Stage:
    """Return an interview to attach behaviours to."""
    talk, interviewer, writer = Talk(), Echoing(), Writer()
    afterwards = Afterwards()
    conversation = a_conversation(a_turn(Role.ASSISTANT, "Hello. Tell me.", 0.0, move=asked()))
    live = LiveInterview(
        settings=cast(Any, SimpleNamespace(**settings)),
        session=cast(Any, talk),
        conversation=conversation,
        interviewer=cast(Any, interviewer),
        ending=Ending(cast(Any, talk), conversation, cast(Any, afterwards), cast(Any, afterwards)),
        writer=cast(Any, writer),
        database=cast(Any, None),
        room=cast(Any, None),
        worker="test",
        asides=load_yaml("listening/asides.yaml"),
    )
    return Stage(live, talk, interviewer, writer, afterwards)
