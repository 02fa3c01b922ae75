"""Access to the interview's room, and whether rooms are to be had."""

import asyncio

from api.http.wire import Nothing
from api.operation import Call, Operation
from api.rooms.access import grant_access, grant_trial
from api.rooms.watch import session_id_of
from api.routes.health import asked
from api.schemas.livekit import RoomStatusAnswer, RoomTokenAnswer, RoomTrialAnswer, TokenQuery
from core.errors import NotFoundError
from core.interview import OPEN

SPEECH = ("speech", "hearing", "voice")
"""What hears and speaks: the local models, or the providers of each."""


async def token(call: Call[Nothing, TokenQuery]) -> RoomTokenAnswer:
    """Return access to the room of one of the caller's own open sessions."""
    services, query = call.services, call.query
    session_id = session_id_of(query.room_name) or 0
    async with services.database.unit_of_work() as uow:
        session = await uow.sessions.get_for_user(session_id, call.user_id)
    if session.status not in OPEN:
        raise NotFoundError("Interview session not found.")
    settings = services.settings
    access = grant_access(
        session,
        query.participant_name,
        settings,
        services.clock(),
        dispatched=not services.watch.line.waiting,
    )
    return RoomTokenAnswer(
        token=access.token,
        room_name=session.room_name,
        participant_name=query.participant_name,
        url=settings.livekit_public_url or settings.livekit_url,
        expires_at=access.expires_at,
    )


async def trial(call: Call[Nothing, Nothing]) -> RoomTrialAnswer:
    """Return access to an empty room, to try out whether sound gets there."""
    settings = call.services.settings
    access = grant_trial(call.user_id, settings, call.services.clock())
    return RoomTrialAnswer(
        token=access.token,
        url=settings.livekit_public_url or settings.livekit_url,
        expires_at=access.expires_at,
    )


async def status(call: Call[Nothing, Nothing]) -> RoomStatusAnswer:
    """Tell whether a spoken interview can be held now, and who waits for theirs."""
    services = call.services
    line = services.watch.line
    place = line.place_of(call.user_id)
    wait = line.seconds_until_turn(place or len(line.waiting) + 1) if line.waiting else None
    probes = {**services.readiness, **services.hosted}
    known = [name for name in ("livekit", "worker", *SPEECH) if name in probes]
    faults = await asyncio.gather(*(asked(probes[name]) for name in known))
    there = {name: fault is None for name, fault in zip(known, faults, strict=True)}
    speech = [there[name] for name in SPEECH if name in there]
    return RoomStatusAnswer(
        available=all(there.values()),
        server=there["livekit"],
        worker=there.get("worker"),
        speech=all(speech) if speech else None,
        url=services.settings.livekit_public_url or services.settings.livekit_url,
        waiting=len(line.waiting),
        place=place,
        wait_seconds=None if wait is None else round(wait),
    )


OPERATIONS = (
    Operation(
        method="POST",
        path="/ai-interview/livekit/token",
        handler=token,
        summary="Get access to the interview's room",
        tag="livekit",
        body=Nothing,
        query=TokenQuery,
        answer=RoomTokenAnswer,
        errors=(NotFoundError,),
    ),
    Operation(
        method="POST",
        path="/ai-interview/livekit/trial",
        handler=trial,
        summary="Get access to an empty room, to try the way there",
        tag="livekit",
        body=Nothing,
        query=Nothing,
        answer=RoomTrialAnswer,
    ),
    Operation(
        method="GET",
        path="/ai-interview/livekit/status",
        handler=status,
        summary="Whether a spoken interview can be held now",
        tag="livekit",
        body=Nothing,
        query=Nothing,
        answer=RoomStatusAnswer,
    ),
)
