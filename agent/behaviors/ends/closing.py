"""The close has been spoken: the interview is completed and assessed, and the job ends."""

from livekit.agents import ConversationItemAddedEvent, llm

from agent.live import LiveInterview


def attach(live: LiveInterview) -> None:
    """End after the close, whoever decided on it."""

    def on_item(event: ConversationItemAddedEvent) -> None:
        if not isinstance(event.item, llm.ChatMessage) or event.item.role != "assistant":
            return
        if live.ending.has_closed:
            live.run(live.ending.complete())

    live.session.on("conversation_item_added", on_item)
