"""Saying something unasked: the opener, a welcome back, a nudge, an apology."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from livekit.agents import AgentSession
from livekit.agents.voice import SpeechHandle

from agent.conversation import Conversation, OwedWords, authored
from agent.interviewer.wordings.gate import load_gate
from core.move import Move, MoveKind
from core.ports import Interviewer, Worded
from core.turn import Interaction
from language.doubted import without_doubted
from language.en.text.sentences import last_question

SETTLING_SECONDS = 0.5
"""How long nobody must have spoken where somebody did; the reply to them has begun by then."""

LAST_WORDS = 6
"""So many of the last words that arrived tell a candidate where to go on."""


async def word(
    conversation: Conversation,
    interviewer: Interviewer,
    words: str = "",
    *,
    history: Sequence[Interaction] | None = None,
    silent: bool = False,
) -> Worded | None:
    """Have the graph decide and word a move; null when it has nothing to say.

    `words` are the candidate's, none when they said nothing; `history` is all that was said unless
    another one is given.
    """
    worded: Worded | None = None
    async for event in interviewer.reply(
        conversation.session,
        tuple(conversation.history if history is None else history),
        words,
        conversation.elapsed_seconds(),
        silent=silent,
    ):
        if isinstance(event, Worded):
            worded = event
    return worded if worded is not None and worded.text else None


async def speak_next(
    session: AgentSession[Any],
    conversation: Conversation,
    interviewer: Interviewer,
    *,
    silent: bool = False,
) -> SpeechHandle | None:
    """Say what comes next to somebody who said nothing.

    Returns the speech, or null when the graph had nothing to say.
    """
    worded = await word(conversation, interviewer, silent=silent)
    return None if worded is None else say(session, conversation, worded)


async def speak_after_a_break(
    session: AgentSession[Any],
    conversation: Conversation,
    interviewer: Interviewer,
    asides: Mapping[str, str],
    *,
    within_answer: bool = False,
) -> SpeechHandle | None:
    """Go on where an interviewer or a connection was cut off, and say what became of the answer.

    An answer that is in the log is replied to; of one whose beginning is there the rest is asked
    for, as it is where the break came `within_answer`. Otherwise whatever was said has not arrived,
    and the question is asked again. Returns the speech, or null when there was nothing to say.
    """
    heard = conversation.unanswered()
    if heard is not None and (within_answer or heard.is_cut_off):
        text = await asyncio.to_thread(_ask_for_the_rest, heard, asides)
        return await _say_first(session, conversation, aside(conversation, text, MoveKind.RESUME))
    if heard is not None:
        history = conversation.history[: conversation.history.index(heard)]
        worded = await word(conversation, interviewer, heard.content, history=history)
        if worded is None:
            return None
        text = f"{asides['cut_off_heard']} {worded.text}"
        return say(session, conversation, replace(worded, text=text))
    asked = last_question(conversation.history[-1].content) if conversation.history else None
    text = f"{asides['cut_off']} {asked or ''}".strip()
    return await _say_first(session, conversation, aside(conversation, text, MoveKind.RESUME))


async def _say_first(
    session: AgentSession[Any], conversation: Conversation, worded: Worded
) -> SpeechHandle | None:
    """Say something once nobody speaks; to who has spoken all along it is the reply.

    Returns the speech, or null when it was said as a reply.
    """
    owed = conversation.owed = OwedWords(worded)
    was_quiet = True
    while conversation.owed is owed:
        speaks = conversation.floor.turn_started_seconds_ago() is not None
        if not speaks and session.current_speech is None:
            if was_quiet:
                owed.said_at = conversation.floor.clock()
                return say(session, conversation, worded)
            was_quiet = True
        else:
            was_quiet = False
        await asyncio.sleep(SETTLING_SECONDS)
    return None


def _ask_for_the_rest(beginning: Interaction, asides: Mapping[str, str]) -> str:
    """Name the last words that arrived, where they may be said and were surely understood."""
    words = beginning.content.rstrip(".,;:!?… ").split()
    last = " ".join(words[-LAST_WORDS:])
    if without_doubted(last, beginning.doubted) != last or load_gate().forbids(last):
        return asides["cut_off_within"]
    return asides["cut_off_after"].format(words=last)


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
