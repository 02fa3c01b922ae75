"""When an answer could not be recognised at all: say so, and log the gap as a gap."""

from datetime import UTC, datetime

from agent.live import LiveInterview
from agent.speaking import aside, say
from agent.speech.turn_state import LostAnswer
from core.move import MoveKind
from core.turn import Interaction, Role


def attach(live: LiveInterview) -> None:
    """Apologise and log when listening reports a lost answer."""

    def on_lost(lost: LostAnswer) -> None:
        conversation = live.conversation
        move = conversation.open_move()
        gap = Interaction(
            session_id=conversation.session.id,
            item_id=f"gap-{lost.started_at:.3f}",
            role=Role.USER,
            content="",
            created_at=datetime.fromtimestamp(lost.started_at, UTC),
            offset_seconds=conversation.offset_seconds(lost.started_at),
            duration_seconds=lost.seconds,
            question_number=move.question_number if move else 0,
            question_id=move.question_id if move else None,
            faults=("the answer could not be recognised", *lost.faults),
            not_measured={"content": "the recogniser did not answer"},
        )
        live.writer.add(gap)
        if live.ending.is_under_way:
            return
        words = live.asides["not_heard"]
        say(live.session, conversation, aside(conversation, words, MoveKind.CLARIFY))

    live.conversation.floor.on_lost = on_lost
