"""The mapped tables; importing this makes `Model.metadata` complete."""

from storage.models.account import ProfileRow, UserRow
from storage.models.assessment import AssessmentRow
from storage.models.interaction import InteractionRow
from storage.models.judge_reply import JudgeReplyRow
from storage.models.mapping import Model
from storage.models.model_call import ModelCallRow
from storage.models.recording import RecordingPieceRow
from storage.models.session import SessionCountRow, SessionRow
from storage.models.session_key import SessionKeyRow
from storage.models.share import ShareRow
from storage.models.sign_in import SignInRow

__all__ = [
    "AssessmentRow",
    "InteractionRow",
    "JudgeReplyRow",
    "Model",
    "ModelCallRow",
    "ProfileRow",
    "RecordingPieceRow",
    "SessionCountRow",
    "SessionKeyRow",
    "SessionRow",
    "ShareRow",
    "SignInRow",
    "UserRow",
]
