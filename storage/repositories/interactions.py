"""Interactions: the turn log."""

from dataclasses import fields
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import ConflictError, NotFoundError
from core.interview import OPEN
from core.turn import Interaction, Role
from storage.models import InteractionRow, SessionRow
from storage.repositories.upsert import insert_unless_there

_FIELDS = tuple(field.name for field in fields(Interaction))
_KEY = ("session_id", "item_id")


class Interactions:
    """The turn log: a turn is written once; an answer that went on is replaced by its whole."""

    def __init__(self, db_session: AsyncSession) -> None:
        self._db_session = db_session

    async def add(self, interaction: Interaction) -> Interaction:
        """Store the turn and return it with its id.

        Idempotent by `session_id` and `item_id`: a second one changes nothing and returns what is
        stored. Raises `ConflictError` if there is no such session.
        """
        statement = insert_unless_there(self._db_session, InteractionRow)
        await self._db_session.execute(
            statement.values(_to_columns(interaction)).on_conflict_do_nothing(index_elements=_KEY)
        )
        rows = await self._db_session.scalars(
            select(InteractionRow).where(
                InteractionRow.session_id == interaction.session_id,
                InteractionRow.item_id == interaction.item_id,
            )
        )
        return _to_interaction(rows.one())

    async def replace(self, interaction: Interaction) -> None:
        """Store the whole of an answer in place of its first part, which has the same `item_id`.

        The turn keeps its id. Stores it as new when the first part is not there.
        """
        columns = _to_columns(interaction)
        statement = insert_unless_there(self._db_session, InteractionRow)
        await self._db_session.execute(
            statement.values(columns).on_conflict_do_update(
                index_elements=_KEY, set_={name: statement.excluded[name] for name in columns}
            )
        )

    async def correct(self, session_id: int, interaction_id: int, content: str) -> Interaction:
        """Put right what was heard in a turn of the candidate and return the turn.

        What the recogniser wrote is kept beside it; its own words again take a correction back.
        Raises `NotFoundError` where the session has no such turn, and `ConflictError` where the
        interviewer said it.
        """
        row = await self._db_session.scalar(
            select(InteractionRow)
            .where(
                InteractionRow.session_id == session_id,
                InteractionRow.id == interaction_id,
            )
            .with_for_update()
        )
        if row is None:
            raise NotFoundError("There is no such turn.")
        if row.role is not Role.USER:
            raise ConflictError("What the interviewer said stands as it is.")
        written = row.content if row.heard is None else row.heard
        row.content = content
        row.heard = None if content == written else written
        await self._db_session.flush()
        return _to_interaction(row)

    async def remove(self, session_id: int, item_id: str) -> None:
        """Take a turn out of the log; one that is not there is no error."""
        await self._db_session.execute(
            delete(InteractionRow).where(
                InteractionRow.session_id == session_id, InteractionRow.item_id == item_id
            )
        )

    async def keep_open(self, session_id: int, answer: Interaction | None) -> None:
        """Keep what is known of the answer that is being spoken, in place of what was kept before.

        It is no turn yet and nowhere to be seen; null when it became one or came to nothing. A
        session that takes no turns any more keeps nothing, which is no error.
        """
        await self._db_session.execute(
            update(SessionRow)
            .where(SessionRow.id == session_id, SessionRow.status.in_(OPEN))
            .values(open_answer=answer)
        )

    async def settle_open(self, session_id: int) -> None:
        """Make a turn of what was kept of an open answer: nobody is left who would finish it."""
        answer = await self._db_session.scalar(
            select(SessionRow.open_answer).where(SessionRow.id == session_id)
        )
        if answer is not None:
            await self.add(answer)
            await self.keep_open(session_id, None)

    async def list(self, session_id: int) -> tuple[Interaction, ...]:
        """Return the session's turns in the order they were spoken (not: written down)."""
        rows = await self._db_session.scalars(
            select(InteractionRow)
            .where(InteractionRow.session_id == session_id)
            .order_by(InteractionRow.created_at, InteractionRow.id)
        )
        return tuple(_to_interaction(row) for row in rows)


def _to_columns(interaction: Interaction) -> dict[str, Any]:
    columns = {name: getattr(interaction, name) for name in _FIELDS if name != "id"}
    delivery = interaction.delivery
    return columns | {
        "words_per_minute": delivery and delivery.words_per_minute,
        "articulation_rate_wpm": delivery and delivery.articulation_rate_wpm,
        "filler_word_count": delivery and delivery.filler_word_count,
        "sentiment": delivery and delivery.sentiment,
    }


def _to_interaction(row: InteractionRow) -> Interaction:
    return Interaction(**{name: getattr(row, name) for name in _FIELDS})
