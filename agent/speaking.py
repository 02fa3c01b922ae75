"""Saying something unasked: the opener, a welcome back, a nudge, an apology."""

from typing import Any

from livekit.agents import AgentSession
from livekit.agents.voice import SpeechHandle

from agent.conversation import Conversation, authored
from core.move import Move, MoveKind
from core.ports import Interviewer, Worded


async def speak_next(
    session: AgentSession[Any],
    conversation: Conversation,
    interviewer: Interviewer,
    *,
    silent: bool = False,
    allow_interruptions: bool = True,
) -> SpeechHandle | None:
    """Have the graph decide and word a move for somebody who said nothing, and say it.

    Returns the speech, or null when the graph had nothing to say.
    """
    worded: Worded | None = None
    async for event in interviewer.reply(
        conversation.session,
        tuple(conversation.history),
        "",
        conversation.elapsed_seconds(),
        silent=silent,
    ):
        if isinstance(event, Worded):
            worded = event
    if worded is None or not worded.text:
        return None
    return say(session, conversation, worded, allow_interruptions=allow_interruptions)


def say(
    session: AgentSession[Any],
    conversation: Conversation,
    worded: Worded,
    *,
    allow_interruptions: bool = True,
) -> SpeechHandle:
    """Say an utterance so that the turn log knows its move."""
    conversation.will_say(worded)
    return session.say(worded.text, allow_interruptions=allow_interruptions)


def aside(conversation: Conversation, text: str, kind: MoveKind) -> Worded:
    """Return an authored utterance that leaves the open question open."""
    open_move = conversation.open_move()
    return authored(
        text,
        Move(
            kind=kind,
            question_number=open_move.question_number if open_move else 0,
            question_id=open_move.question_id if open_move else None,
        ),
    )
