"""Showing a report to somebody who has no account."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Share:
    """A link that shows one session's report to whoever has it.

    `expires_at` is null for one that lasts until it is revoked.
    """

    id: int
    session_id: int
    with_recording: bool
    created_at: datetime
    expires_at: datetime | None
