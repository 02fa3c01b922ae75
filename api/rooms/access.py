"""Access to one room for one candidate, and nothing more."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from livekit import api
from livekit.protocol.agent_dispatch import RoomAgentDispatch
from livekit.protocol.room import RoomConfiguration

from api.rooms.gateway import dispatch_metadata
from core.interview import AGENT_NAME, InterviewSession, candidate_identity
from core.settings import Settings

TOKEN_LIFETIME = timedelta(minutes=30)
EMPTY_SECONDS = 300
TRIAL_LIFETIME = timedelta(minutes=1)
TRIAL_PREFIX = "trial-"
TRIAL_SECONDS = 20
SPARE_SECONDS = 10
"""So that it is the interviewer who knows why a room is closed, and not the server."""


@dataclass(frozen=True, slots=True)
class RoomAccess:
    """A token and when it ends."""

    token: str
    expires_at: datetime


def grant_trial(user_id: int, settings: Settings, now: datetime) -> RoomAccess:
    """Return access to an empty room of the user's own, to try out whether sound gets there.

    No interviewer comes, and the room is closed once nobody is in it.
    """
    name = f"{TRIAL_PREFIX}{user_id}"
    grants = api.VideoGrants(room_join=True, room=name, can_publish_sources=["microphone"])
    room = RoomConfiguration(name=name, empty_timeout=TRIAL_SECONDS, departure_timeout=1)
    token = _token(settings).with_identity(candidate_identity(user_id)).with_ttl(TRIAL_LIFETIME)
    jwt = token.with_grants(grants).with_room_config(room).to_jwt()
    return RoomAccess(token=jwt, expires_at=now + TRIAL_LIFETIME)


def _token(settings: Settings) -> api.AccessToken:
    secret = settings.livekit_api_secret.get_secret_value()
    return api.AccessToken(settings.livekit_api_key, secret)


def grant_access(
    session: InterviewSession,
    display_name: str,
    settings: Settings,
    now: datetime,
    *,
    dispatched: bool = True,
) -> RoomAccess:
    """Return access to the session's room with the interviewer dispatched into it.

    Not `dispatched`, the room asks for no interviewer: others wait for one, and whoever watches
    the rooms asks when it is this candidate's turn.

    The identity comes from the user's id alone, so a second device takes the place of the first;
    the display name is never trusted. The room outlives a candidate who leaves by a little more
    than `reconnect_seconds`, after which its interviewer closes it.
    """
    grants = api.VideoGrants(
        room_join=True,
        room=session.room_name,
        can_publish=True,
        can_publish_sources=["microphone", "camera"],
        can_subscribe=True,
        can_publish_data=True,
        # for the attribute that says "I'm done"
        can_update_own_metadata=True,
    )
    interviewer = RoomAgentDispatch(agent_name=AGENT_NAME, metadata=dispatch_metadata(session.id))
    room = RoomConfiguration(
        name=session.room_name,
        empty_timeout=EMPTY_SECONDS,
        departure_timeout=round(settings.reconnect_seconds) + SPARE_SECONDS,
        agents=[interviewer] if dispatched else [],
    )
    token = (
        _token(settings)
        .with_identity(candidate_identity(session.user_id))
        .with_name(display_name)
        .with_ttl(TOKEN_LIFETIME)
        .with_grants(grants)
        .with_room_config(room)
        .to_jwt()
    )
    return RoomAccess(token=token, expires_at=now + TOKEN_LIFETIME)
