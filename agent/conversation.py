"""The interview being held, in memory: the turn log so far, and what is about to be said."""

import asyncio
import math
import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from agent.pane import Pane
from agent.speech.turn_state import TurnState
from core.clock import Clock
from core.interview import InterviewSession
from core.move import Move, WordedBy
from core.plan import Question
from core.ports import Worded
from core.turn import Interaction, Role, latest_artifact

HEARD_SHARE = 0.5
"""An utterance of which less was heard counts as not made."""


@dataclass(slots=True)
class OwedWords:
    """What the candidate must be told whatever they say meanwhile, until they have heard it.

    `said_at` is when it was begun last, in seconds of the floor's clock. Who begins to speak after
    that has heard of it, or gives a whole answer, which is replied to like any other.
    """

    worded: Worded
    said_at: float = math.inf


class Conversation:
    """One live interview. `history` always equals what the turn log holds or is about to write, but
    for gaps: what nobody understood is on the record and part of no talk. `last_words`, once set,
    are the reply to whatever is said; `last_words_taken` is set when somebody says them.
    `typed` holds written answers, measured already, until the turn log takes them; `owed` is what
    the candidate must be told first, `pane` what they make beside the talk."""

    def __init__(
        self,
        session: InterviewSession,
        history: Sequence[Interaction],
        *,
        started_at: datetime,
        clock: Clock,
        floor: TurnState,
    ) -> None:
        self.session = session
        self.history: list[Interaction] = [turn for turn in history if not turn.is_gap]
        self.started_at = started_at
        self.clock = clock
        self.floor = floor
        self.pane = Pane(
            latest_artifact(history), lambda: self.offset_seconds(self.clock().timestamp())
        )
        self._worded: deque[Worded] = deque(maxlen=12)
        self.typed: dict[str, Interaction] = {}
        self.last_words: Worded | None = None
        self.last_words_taken = asyncio.Event()
        self.owed: OwedWords | None = None
        self._paused_at = session.paused_at
        self._paused_seconds = session.paused_seconds
        self.follow_question()

    @property
    def paused(self) -> bool:
        """Whether the clock stands still."""
        return self._paused_at is not None

    def pause(self) -> None:
        """Stop the clock; stopped already, it stays so."""
        self._paused_at = self._paused_at or self.clock()

    def resume(self) -> None:
        """Let the clock go on from where it was stopped."""
        if self._paused_at is not None:
            since = max(self._paused_at, self.started_at)
            self._paused_seconds += (self.clock() - since).total_seconds()
            self._paused_at = None

    def elapsed_seconds(self) -> float:
        """Return how much time the interview has used: since its first turn, without pauses."""
        until = self._paused_at or self.clock()
        return max(0.0, (until - self.started_at).total_seconds() - self._paused_seconds)

    def offset_seconds(self, wall_clock: float) -> float:
        """Return a Unix time as seconds from the interview's start, never negative."""
        return max(0.0, wall_clock - self.started_at.timestamp())

    def will_say(self, worded: Worded) -> None:
        """Remember an utterance until it has been spoken, so that its move can be logged."""
        self._worded.append(worded)

    def said(self, spoken: str, *, interrupted: bool) -> tuple[Worded | None, Move | None]:
        """Return the utterance that was spoken, and its move if enough of it was heard."""
        heard = _normal(spoken)
        for worded in reversed(self._worded):
            whole = _normal(worded.text)
            if whole == heard or (interrupted and whole.startswith(heard)):
                enough = not interrupted or len(heard) >= HEARD_SHARE * len(whole)
                if enough and self.owed is not None and self.owed.worded is worded:
                    self.owed = None
                return worded, worded.move if enough else None
        return None, None

    def owed_reply(self) -> Worded | None:
        """Return what must be said to whoever speaks, null when their words may be answered."""
        age = self.floor.turn_started_seconds_ago()
        if self.owed is None or (age is not None and self.floor.clock() - age > self.owed.said_at):
            return None
        return self.owed.worded

    def unsay(self, spoken: str) -> None:
        """Forget an utterance of which only the first words were spoken, and not taken in."""
        worded, _ = self.said(spoken, interrupted=True)
        if worded is not None:
            self._worded.remove(worded)

    def is_about_to_end(self) -> bool:
        """Return whether the utterance that was last chosen ends the interview."""
        return bool(self._worded) and self._worded[-1].move.ends

    def append(self, interaction: Interaction) -> None:
        """Add a turn to the history and open the question it leaves open."""
        self.history.append(interaction)
        self.follow_question()

    def left_in_pane(self) -> Interaction | None:
        """Return the last turn of a question with what was made in the pane after it.

        For the end of the talk, when no words will come that it could be logged with. Null where
        the log has all of it.
        """
        artifact, typing = self.pane.take()
        if artifact is None or not self.history:
            return None
        numbered = [n for n, turn in enumerate(self.history) if turn.question_number]
        index = numbered[-1] if numbered else -1
        turn = self.history[index]
        self.history[index] = replace(turn, artifact=artifact, typing=(*turn.typing, *typing))
        return self.history[index]

    def open_move(self) -> Move | None:
        """Return the interviewer's last move that was heard, null before the first."""
        return next((turn.move for turn in reversed(self.history) if turn.move is not None), None)

    def open_question(self) -> Question | None:
        """Return the planned question that is open, null before the first and after the last."""
        move = self.open_move()
        if move is None:
            return None
        return self.session.plan.question(move.question_id)

    def follow_question(self) -> None:
        """Tell the floor which question is open, so that listening is as patient as it needs."""
        question = self.open_question()
        if question is None:
            self.floor.open_question(None, False)
        else:
            answered = any(
                turn.role is Role.USER and turn.question_id == question.id for turn in self.history
            )
            self.floor.open_question(question.kind, answered)

    def taken_back(self) -> Interaction | None:
        """Return the candidate's last turn if what answered it was hardly heard.

        The candidate went on over the interviewer's first words, or before them: what follows
        belongs to the same answer.
        """
        rest = self.history
        if rest and rest[-1].role is Role.ASSISTANT:
            if not (rest[-1].interrupted and rest[-1].move is None):
                return None
            rest = rest[:-1]
        return rest[-1] if rest and rest[-1].role is Role.USER else None

    def unanswered(self) -> Interaction | None:
        """Return the candidate's last turn if nothing was said since, null otherwise."""
        last = self.history[-1] if self.history else None
        return last if last is not None and last.role is Role.USER else None

    def question_for(self, utterance: str) -> tuple[tuple[Interaction, ...], str]:
        """Return the history and the utterance a reply must be made for."""
        earlier = self.taken_back()
        if earlier is None:
            return tuple(self.history), utterance
        kept = self.history[: self.history.index(earlier)]
        return tuple(kept), f"{earlier.content} {utterance}".strip()

    def last_question_end(self, before: int | None = None) -> float | None:
        """Return when the interviewer last stopped speaking, in seconds from the start.

        With `before` only the turns before that place in the history are looked at.
        """
        for turn in reversed(self.history[:before]):
            if turn.role is Role.ASSISTANT and turn.offset_seconds is not None:
                return turn.offset_seconds + (turn.duration_seconds or 0.0)
        return None


def authored(text: str, move: Move) -> Worded:
    """Return words that code chose itself, as an utterance."""
    return Worded(text=text, move=move, worded_by=WordedBy.TEMPLATE)


def _normal(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()
