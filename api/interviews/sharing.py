"""Links that show one report to whoever has them, and nothing else of the account."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request

from api.services import Services
from core.assessment import Assessment, Share
from core.errors import ConflictError, NotFoundError
from core.interview import InterviewSession
from core.recording import Recording
from core.turn import Interaction, as_held

TOKEN_HEADER = "X-Share-Token"
"""A header, so that tokens stand in no address and in nobody's log of addresses."""

NOTHING_SHOWN = "There is nothing behind this link, or not any more."
"""Said alike of every link that does not show what was asked for, whatever the reason."""

TOKEN_BYTES = 32
MOST_LINKS = 20
"""Links one session may have at a time."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What a link shows; `recording` is null where the owner keeps it back."""

    share: Share
    session: InterviewSession
    history: tuple[Interaction, ...]
    assessment: Assessment
    recording: Recording | None


async def share(
    services: Services, user_id: int, session_id: int, *, days: int | None, with_recording: bool
) -> tuple[Share, str]:
    """Return a new link to the report of this user's session, and its token, which is not kept.

    Raises `NotFoundError`, and `ConflictError` before there is a report or when there are
    `MOST_LINKS` already.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    expires_at = services.clock() + timedelta(days=days) if days is not None else None
    async with services.database.unit_of_work() as uow:
        await uow.sessions.get_for_user(session_id, user_id)
        # the lock makes two requests for the last link take turns
        session = await uow.sessions.get(session_id, lock=True)
        if await uow.assessments.latest(session.id) is None:
            raise ConflictError("Complete the interview first; there is no report to show yet.")
        if len(await uow.shares.list(session.id)) >= MOST_LINKS:
            raise ConflictError(f"There are {MOST_LINKS} links already; revoke one first.")
        made = await uow.shares.add(
            session.id, _hash(token), with_recording=with_recording, expires_at=expires_at
        )
        await uow.commit()
    return made, token


async def shared(services: Services, request: Request) -> Shared:
    """Return what the request's token shows.

    Raises the same `NotFoundError` for a missing, unknown, revoked or expired token.
    """
    token_hash = _hash(request.headers.get(TOKEN_HEADER, ""))
    async with services.database.unit_of_work() as uow:
        found = await uow.shares.valid(token_hash)
        assessment = await uow.assessments.latest(found.session_id) if found else None
        if found is None or assessment is None:
            raise NotFoundError(NOTHING_SHOWN)
        session = await uow.sessions.get(found.session_id)
        history = await uow.interactions.list(session.id)
        recording = await uow.recordings.get(session.id) if found.with_recording else None
    return Shared(found, session, as_held(history), assessment, recording)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
