"""One transaction, and the repositories that share it."""

from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import Clock
from storage.repositories.assessments import Assessments
from storage.repositories.due_assessments import DueAssessments
from storage.repositories.due_indexes import DueIndexes
from storage.repositories.interactions import Interactions
from storage.repositories.judge_replies import JudgeReplies
from storage.repositories.model_calls import ModelCalls
from storage.repositories.profiles import Profiles
from storage.repositories.recordings import Recordings
from storage.repositories.session_keys import SessionKeys
from storage.repositories.sessions import Sessions
from storage.repositories.shares import Shares
from storage.repositories.sign_ins import SignIns
from storage.repositories.users import Users


class UnitOfWork:
    """Everything done through its repositories is kept by `commit`, or not at all.

    After an error from the database it takes nothing more; leave it and open another. Keep it
    short: on SQLite its first write holds off every other writer until it ends.
    """

    def __init__(self, db_session: AsyncSession, clock: Clock) -> None:
        self._db_session = db_session
        self.users = Users(db_session, clock)
        self.sign_ins = SignIns(db_session)
        self.profiles = Profiles(db_session, clock)
        self.sessions = Sessions(db_session, clock)
        self.session_keys = SessionKeys(db_session)
        self.interactions = Interactions(db_session)
        self.assessments = Assessments(db_session)
        self.due_assessments = DueAssessments(db_session, clock)
        self.due_indexes = DueIndexes(db_session, clock)
        self.judge_replies = JudgeReplies(db_session)
        self.model_calls = ModelCalls(db_session)
        self.recordings = Recordings(db_session)
        self.shares = Shares(db_session, clock)

    async def commit(self) -> None:
        """Keep everything done so far."""
        await self._db_session.commit()
