"""The sound of interviews."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import NotFoundError
from core.recording import RecordedPiece, Recording
from storage.models import RecordingPieceRow
from storage.repositories.upsert import insert_unless_there

_Row = RecordingPieceRow


class Recordings:
    """What was recorded of each session, piece by piece."""

    def __init__(self, db_session: AsyncSession) -> None:
        self._db_session = db_session

    async def add(self, session_id: int, piece: RecordedPiece, audio: bytes) -> None:
        """Store a piece; the first one stays. `ConflictError` if there is no such session."""
        insert = insert_unless_there(self._db_session, _Row).values(
            session_id=session_id,
            part=piece.part,
            number=piece.number,
            offset_seconds=piece.offset_seconds,
            duration_seconds=piece.duration_seconds,
            byte_count=piece.byte_count,
            audio=audio,
        )
        await self._db_session.execute(insert.on_conflict_do_nothing())

    async def get(self, session_id: int) -> Recording | None:
        """Return what there is of a session without the sound itself, None if there is nothing."""
        rows = await self._db_session.execute(
            select(
                _Row.part,
                _Row.number,
                _Row.offset_seconds,
                _Row.duration_seconds,
                _Row.byte_count,
            )
            .where(_Row.session_id == session_id)
            .order_by(_Row.part, _Row.number)
        )
        pieces = tuple(RecordedPiece(*row) for row in rows)
        return Recording(pieces) if pieces else None

    async def audio(self, session_id: int, piece: RecordedPiece) -> bytes:
        """Return the sound of a piece; `NotFoundError` when it is not there any more."""
        audio = await self._db_session.scalar(
            select(_Row.audio).where(
                _Row.session_id == session_id,
                _Row.part == piece.part,
                _Row.number == piece.number,
            )
        )
        if audio is None:
            raise NotFoundError("There is no such recording.")
        return audio
