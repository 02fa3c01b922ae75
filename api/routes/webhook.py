"""What LiveKit tells us about rooms; signed by it, and harmless when late, doubled or disordered.

An event is only a hint to look at a room now: what happens next is decided by what the room and the
database say at that moment.
"""

import logging
from datetime import UTC, datetime

from livekit import api
from livekit.protocol.models import ParticipantInfo
from livekit.protocol.webhook import WebhookEvent
from starlette.background import BackgroundTask

from api.http.wire import Nothing
from api.operation import MAX_BODY_BYTES, Call, Operation, Reply, read_limited
from api.rooms.watch import session_id_of
from api.services import Services
from core.errors import NotAuthenticatedError, UnavailableError
from core.settings import Settings

logger = logging.getLogger(__name__)

WORTH_A_LOOK = frozenset({"participant_joined", "participant_left", "room_finished"})


async def webhook(call: Call[Nothing, Nothing]) -> Reply:
    """Check the signature, answer at once, and look at the room afterwards."""
    request, services = call.request, call.services
    body = await read_limited(request, MAX_BODY_BYTES)
    event = _verified(body, request.headers.get("authorization", ""), services.settings)
    session_id = session_id_of(event.room.name)
    if session_id is None or event.event not in WORTH_A_LOOK:
        return Reply(None)
    look = BackgroundTask(_look, services, session_id, _agent_left_at(event))
    return Reply(None, background=look)


def _agent_left_at(event: WebhookEvent) -> datetime | None:
    """Return when an agent left, to the end of that second: events are no more exact."""
    left = event.event == "participant_left"
    if not left or event.participant.kind != ParticipantInfo.Kind.AGENT:
        return None
    return datetime.fromtimestamp(event.created_at + 1, UTC)


async def _look(services: Services, session_id: int, agent_left_at: datetime | None) -> None:
    try:
        await services.watch.look_after(session_id, agent_left_at=agent_left_at)
    except UnavailableError as error:
        # the next sweep looks again
        logger.warning(
            "webhook.look_postponed", extra={"session_id": session_id, "error_code": error.code}
        )


def _verified(body: bytes, authorization: str, settings: Settings) -> WebhookEvent:
    verifier = api.TokenVerifier(
        settings.livekit_api_key, settings.livekit_api_secret.get_secret_value()
    )
    try:
        return api.WebhookReceiver(verifier).receive(body.decode(), authorization)
    except Exception as error:  # whatever it is that the receiver cannot verify, it is not signed
        raise NotAuthenticatedError("The webhook is not signed by our LiveKit server.") from error


OPERATIONS = (
    Operation(
        method="POST",
        path="/livekit/webhook",
        limit="operations",
        handler=webhook,
        summary="Tell what happened in a room",
        tag="webhook",
        body=Nothing,
        query=Nothing,
        answer=None,
        status=204,
        takes_event=True,
        secured=False,
        asks_database=False,
    ),
)
