"""What judges answered."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.ports import JudgeReply
from storage.models import JudgeReplyRow
from storage.repositories.upsert import insert_unless_there


class JudgeReplies:
    """The replies of judges by session and by the hash of the request."""

    def __init__(self, db_session: AsyncSession) -> None:
        self._db_session = db_session

    async def get(self, session_id: int, key: str) -> JudgeReply | None:
        """Return the reply stored under a key, or None."""
        row = await self._db_session.get(JudgeReplyRow, (session_id, key))
        return _to_reply(row) if row else None

    async def list(self, session_id: int) -> tuple[JudgeReply, ...]:
        """Return all replies about a session, by key."""
        rows = await self._db_session.scalars(
            select(JudgeReplyRow)
            .where(JudgeReplyRow.session_id == session_id)
            .order_by(JudgeReplyRow.key)
        )
        return tuple(_to_reply(row) for row in rows)

    async def put(self, session_id: int, key: str, reply: JudgeReply) -> None:
        """Store a reply; the first one stays. `ConflictError` if there is no such session."""
        insert = insert_unless_there(self._db_session, JudgeReplyRow).values(
            session_id=session_id,
            key=key,
            reply=reply.text,
            prompt_tokens=reply.prompt_tokens,
            completion_tokens=reply.completion_tokens,
        )
        await self._db_session.execute(insert.on_conflict_do_nothing())


def _to_reply(row: JudgeReplyRow) -> JudgeReply:
    return JudgeReply(row.reply, row.prompt_tokens, row.completion_tokens)
