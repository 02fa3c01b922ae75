"""Until when somebody is at work on an ended session's assessment.

Revision: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

INDEX = "ix_ai_interview_sessions_assessment_due_at"


def upgrade() -> None:
    op.add_column(
        "ai_interview_sessions", sa.Column("assessment_due_at", sa.DateTime(timezone=True))
    )
    op.create_index(INDEX, "ai_interview_sessions", ["assessment_due_at"])
    # those that nobody lived to assess are due since they ended
    op.execute(
        "UPDATE ai_interview_sessions SET assessment_due_at = coalesce(completed_at, created_at) "
        "WHERE status = 'completed' AND assessed_at IS NULL"
    )


def downgrade() -> None:
    op.drop_index(INDEX, table_name="ai_interview_sessions")
    op.drop_column("ai_interview_sessions", "assessment_due_at")
