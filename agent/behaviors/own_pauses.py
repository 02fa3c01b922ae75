"""Keeps the candidate's pauses, so that their pace outlives the job and the interview."""

from livekit.agents import ConversationItemAddedEvent, llm

from agent.live import Live
from agent.speech.pace import Pace


def attach(live: Live, pace: Pace) -> None:
    """Store the pauses after each answer in which there were new ones."""
    session_id = live.conversation.session.id
    kept = pace.pauses

    def on_item(event: ConversationItemAddedEvent) -> None:
        nonlocal kept
        pauses = pace.pauses
        if isinstance(event.item, llm.ChatMessage) and event.item.role == "user" and pauses != kept:
            kept = pauses
            live.writer.put(lambda uow: uow.sessions.keep_pauses(session_id, pauses))

    live.session.on("conversation_item_added", on_item)
