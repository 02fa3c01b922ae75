"""What a first answer would be slow with is done once before it: stems, lexicons, patterns."""

from agent.conversation import Conversation
from core.turn import Interaction, Role
from language import of
from scoring.delivery.turn_delivery import measure_turn

SAMPLE = (
    "Well, um, we had a problem last year, and I was responsible for it. So I decided to measure "
    "first, I wrote a test, and in the end it was twice as fast."
)


def rehearse(conversation: Conversation) -> None:
    """Put a made-up answer through what every answer goes through; its results are thrown away."""
    question = conversation.open_question()
    language = of(conversation.session.request.language)
    answer = Interaction(
        session_id=conversation.session.id,
        item_id="rehearsal",
        role=Role.USER,
        content=SAMPLE,
        created_at=conversation.clock(),
    )
    language.completeness(SAMPLE)
    measure_turn(answer, language, kind=question.kind if question else None)
    language.story(SAMPLE)
    for planned in conversation.session.plan.questions:
        language.key_points_said(SAMPLE, planned.key_points)
