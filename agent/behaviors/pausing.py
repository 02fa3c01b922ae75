"""A pause: the interview's clock stands still until the candidate goes on or comes back."""

import logging

from livekit.agents import ConversationItemAddedEvent

from agent.live import LiveInterview
from core.interview import SessionStatus
from core.move import Reason

logger = logging.getLogger(__name__)


def attach(live: LiveInterview) -> None:
    """Pause once the interviewer has said that it waits, as it was asked to."""

    def on_item(_: ConversationItemAddedEvent) -> None:
        last = live.conversation.history[-1] if live.conversation.history else None
        if last is not None and last.move is not None and last.move.reason is Reason.GIVE_PAUSE:
            pause(live)

    live.session.on("conversation_item_added", on_item)


def pause(live: LiveInterview, *, by_hand: bool = False) -> None:
    """Stop the clock. A pause made by hand is no longer ended by speech, only by a hand."""
    live.paused_by_hand = live.paused_by_hand or by_hand
    if not live.paused:
        live.paused = True
        live.conversation.pause()
        _set_status(live, SessionStatus.PAUSED)


def resume(live: LiveInterview) -> None:
    """Make a paused interview active again; its clock goes on."""
    live.paused_by_hand = False
    if live.paused:
        live.paused = False
        live.conversation.resume()
        _set_status(live, SessionStatus.ACTIVE)


def _set_status(live: LiveInterview, status: SessionStatus) -> None:
    session_id, at = live.conversation.session.id, live.conversation.clock()
    live.writer.put(lambda uow: uow.sessions.set_status(session_id, status, at))
    logger.info("interview.status", extra={"session_id": session_id, "status": status.value})
