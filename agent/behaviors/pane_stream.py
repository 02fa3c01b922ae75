"""What the candidate makes beside the talk comes as whole snapshots; keys hold the floor."""

import logging

from livekit import rtc
from pydantic import ValidationError

from agent.behaviors.pausing import resume
from agent.live import LiveInterview
from core.interview import candidate_identity
from core.turn import LONGEST_ARTIFACT, Artifact

logger = logging.getLogger(__name__)

TOPIC = "interview.artifact"
"""LiveKit topic of text streams, each one snapshot as JSON: `kind`, `language`, `content`. Why one
is not taken is said on it, too."""

LONGEST_STREAM = 6 * LONGEST_ARTIFACT + 1_000
"""Characters; JSON may spell a character in six."""


def attach(live: LiveInterview) -> None:
    """Take the candidate's snapshots: the one that was sent last stands, whichever is read first.

    One that is cut off, too long or no text changes nothing, and the sender is told why.
    """
    identity = candidate_identity(live.conversation.session.user_id)
    opened = taken = 0

    def on_stream(reader: rtc.TextStreamReader, sender: str) -> None:
        nonlocal opened
        if sender != identity:
            reader.close()
            return
        opened += 1
        live.run(take(reader, opened))

    async def take(reader: rtc.TextStreamReader, number: int) -> None:
        nonlocal taken
        try:
            text = await _whole(reader)
        except rtc.StreamError:
            return  # whoever comes back sends the whole again
        try:
            artifact = Artifact.model_validate_json(text)
        except ValidationError as error:
            await _refuse(live, _why(live, error))
            return
        if number > taken:
            taken = number
            _show(live, artifact)

    live.room.register_text_stream_handler(TOPIC, on_stream)


async def _whole(reader: rtc.TextStreamReader) -> str:
    """Return the stream's text; of one that is too long only as much as shows that."""
    text = ""
    async for piece in reader:
        text = text if len(text) > LONGEST_STREAM else text + piece
    return text


def _show(live: LiveInterview, artifact: Artifact) -> None:
    conversation = live.conversation
    if not conversation.pane.show(artifact):
        return
    conversation.floor.typed_at = conversation.floor.clock()
    if not live.paused_by_hand and not live.absent:
        resume(live)


def _why(live: LiveInterview, error: ValidationError) -> str:
    too_long = any(problem["type"] == "string_too_long" for problem in error.errors())
    name = "pane_too_long" if too_long else "pane_unreadable"
    return live.asides[name].format(limit=f"{LONGEST_ARTIFACT:,}")


async def _refuse(live: LiveInterview, why: str) -> None:
    logger.info("pane.refused", extra={"session_id": live.conversation.session.id})
    identity = candidate_identity(live.conversation.session.user_id)
    await live.room.local_participant.send_text(why, topic=TOPIC, destination_identities=[identity])
