"""The voice failed: what was to be said is said again, and in writing when it fails for good.

In writing the words come as captions, and the talk goes on: answers are spoken or typed as before.
The voice is tried now and then, and speaks again once it can.
"""

import asyncio
import logging
from dataclasses import replace

from livekit.agents import APIError, ConversationItemAddedEvent, ErrorEvent, llm, tts

from agent.live import LiveInterview
from agent.speaking import aside, say, word
from core.move import MoveKind
from core.ports import Worded
from core.turn import Role

logger = logging.getLogger(__name__)

WAIT_SECONDS = 1.0
TRIES = 3
"""So often in a row the voice is asked for what it failed to say."""
TRIED_EVERY_SECONDS = 15.0
TRIED_WITH = "Okay."


def attach(live: LiveInterview) -> None:
    """Say again what nobody interrupted and nobody heard."""
    failed = 0
    waiting: asyncio.Task[None] | None = None

    def lost() -> None:
        nonlocal failed, waiting
        # a failure may be told of twice: by the voice, and by an utterance that stopped half way
        if live.voiceless or (waiting is not None and not waiting.done()):
            return
        failed += 1
        waiting = live.run(again())

    async def again() -> None:
        await asyncio.sleep(WAIT_SECONDS)
        while live.session.current_speech is not None or _is_answering(live):  # noqa: ASYNC110
            await asyncio.sleep(WAIT_SECONDS)
        if not _is_awaited(live):
            return
        extra = {"session_id": live.conversation.session.id, "try": failed}
        logger.warning("voice.failed", extra=extra)
        if failed > TRIES:
            _go_on_in_writing(live)
            live.run(regain())
        worded = await _owed(live)
        if worded is not None and not _is_answering(live) and _is_awaited(live):
            say(live.session, live.conversation, worded)

    async def regain() -> None:
        nonlocal failed
        while not live.ended.is_set():
            await asyncio.sleep(TRIED_EVERY_SECONDS)
            if await _speaks(live):
                failed = 0
                live.voiceless = False
                live.session.output.set_audio_enabled(True)
                return

    def on_error(event: ErrorEvent) -> None:
        if isinstance(event.error, tts.TTSError) and not event.error.recoverable:
            lost()

    def on_item(event: ConversationItemAddedEvent) -> None:
        nonlocal failed
        item = event.item
        if not isinstance(item, llm.ChatMessage) or item.role != "assistant":
            return
        if not item.interrupted:
            failed = 0
        elif _owes_words(live) and _is_awaited(live) and not _is_answering(live):
            lost()

    live.session.on("error", on_error)
    live.session.on("conversation_item_added", on_item)


def _go_on_in_writing(live: LiveInterview) -> None:
    live.voiceless = True
    live.session.output.set_audio_enabled(False)
    logger.error("voice.lost", extra={"session_id": live.conversation.session.id})


async def _speaks(live: LiveInterview) -> bool:
    voice = live.session.tts
    assert voice is not None, "a spoken interview has a voice"
    try:
        await voice.synthesize(TRIED_WITH).collect()
    except (APIError, asyncio.InvalidStateError):
        return False
    return True


async def _owed(live: LiveInterview) -> Worded | None:
    """Return what is to be said now, and first of all in writing why it is written."""
    why = live.asides["voice_lost"] if live.voiceless else ""
    if not _owes_words(live):
        return aside(live.conversation, why, MoveKind.CLARIFY) if why else None
    history, words = live.conversation.question_for("")
    worded = await word(live.conversation, live.interviewer, words, history=history)
    return worded and replace(worded, text=f"{why} {worded.text}".strip())


def _owes_words(live: LiveInterview) -> bool:
    """Whether the interviewer has yet to be heard: at the beginning, after an answer, or because
    what it said last was hardly heard."""
    last = live.conversation.history[-1] if live.conversation.history else None
    return last is None or last.role is Role.USER or last.move is None


def _is_answering(live: LiveInterview) -> bool:
    """Whether the candidate is speaking, or in the middle of an answer."""
    answering = live.conversation.floor.turn_started_seconds_ago() is not None
    return answering or live.session.user_state == "speaking"


def _is_awaited(live: LiveInterview) -> bool:
    """Whether somebody is there who waits for the interviewer's words."""
    return not (live.paused or live.absent or live.ended.is_set())
