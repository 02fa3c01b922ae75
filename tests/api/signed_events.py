"""Events as LiveKit's server sends them."""

import base64
import hashlib
import json
from datetime import datetime, timedelta

from livekit import api

from core.clock import utc_now
from core.interview import room_name
from core.settings import Settings


def event(name: str, session_id: int, kind: str = "STANDARD", at: datetime | None = None) -> str:
    """Return the body of an event about a session's room, of now unless `at` is given."""
    return json.dumps(
        {
            "event": name,
            "room": {"name": room_name(session_id)},
            "participant": {"identity": "someone", "kind": kind},
            "id": "EV_1",
            "createdAt": str(int((at or utc_now()).timestamp())),
        }
    )


def signed(
    body: str, settings: Settings, *, secret: str | None = None, minutes: float = 5
) -> dict[str, str]:
    """Return the headers that LiveKit would send with the body, good for so many minutes."""
    digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
    own = settings.livekit_api_secret.get_secret_value()
    token = api.AccessToken(settings.livekit_api_key, secret or own).with_sha256(digest)
    jwt = token.with_ttl(timedelta(minutes=minutes)).to_jwt()
    return {"Authorization": jwt, "Content-Type": "application/webhook+json"}
