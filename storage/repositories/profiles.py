"""Profiles: what candidates tell about themselves, one per user."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import Clock
from core.errors import ConflictError, InvalidInputError, NotFoundError
from core.interview import CandidateProfile
from storage.engine import for_update
from storage.models import ProfileRow

_FIELDS = tuple(field.name for field in fields(CandidateProfile))
_KEPT_BY_STORAGE = frozenset({"id", "user_id", "created_at", "updated_at"})
_CHANGEABLE = frozenset(_FIELDS) - _KEPT_BY_STORAGE


class Profiles:
    """The profiles; `id` and the two times are storage's own."""

    def __init__(self, db_session: AsyncSession, clock: Clock) -> None:
        self._db_session = db_session
        self._clock = clock

    async def add(self, profile: CandidateProfile) -> CandidateProfile:
        """Store and return the user's profile; `ConflictError` if there is one already."""
        told = {name: value for name, value in asdict(profile).items() if name in _CHANGEABLE}
        now = self._clock()
        row = ProfileRow(user_id=profile.user_id, created_at=now, updated_at=now, **told)
        self._db_session.add(row)
        try:
            await self._db_session.flush()
        except ConflictError as error:
            raise ConflictError("There is already a profile.") from error
        return _to_profile(row)

    async def get(self, user_id: int) -> CandidateProfile | None:
        """Return the user's profile, or None."""
        row = await self._db_session.scalar(select(ProfileRow).where(ProfileRow.user_id == user_id))
        return None if row is None else _to_profile(row)

    async def update(self, user_id: int, changes: Mapping[str, Any]) -> CandidateProfile:
        """Set the given fields, leave the others, and return the profile.

        Raises `NotFoundError` without a profile and `InvalidInputError` for a field that is not
        the candidate's to change.
        """
        if wrong := changes.keys() - _CHANGEABLE:
            raise InvalidInputError(
                "A profile has fields that cannot be set.",
                [(name, "cannot be set") for name in sorted(wrong)],
            )
        row = await self._db_session.scalar(
            for_update(select(ProfileRow).where(ProfileRow.user_id == user_id))
        )
        if row is None:
            raise NotFoundError("Profile not found.")
        for name, value in changes.items():
            setattr(row, name, tuple(value) if isinstance(value, list) else value)
        row.updated_at = self._clock()
        await self._db_session.flush()
        return _to_profile(row)


def _to_profile(row: ProfileRow) -> CandidateProfile:
    return CandidateProfile(**{name: getattr(row, name) for name in _FIELDS})
