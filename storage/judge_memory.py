"""The `JudgeMemory` that outlives the process: every reply is kept as soon as it is there."""

from dataclasses import replace

from core.ports import JudgeReply
from storage.database import Database


class StoredJudgeMemory:
    """Implements `core.ports.JudgeMemory` over the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, session_id: int, key: str) -> JudgeReply | None:
        """Return the reply stored under a key, or None."""
        async with self._database.unit_of_work() as uow:
            return await uow.judge_replies.get(session_id, key)

    async def put(self, session_id: int, key: str, reply: JudgeReply) -> None:
        """Store a reply in a transaction of its own; the first one stays."""
        storable = reply.text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
        async with self._database.unit_of_work() as uow:
            await uow.judge_replies.put(session_id, key, replace(reply, text=storable))
            await uow.commit()
