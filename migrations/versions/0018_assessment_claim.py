"""Until when somebody is at work on a session's assessment, so that no other one begins it.

Revision: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

SESSIONS = "ai_interview_sessions"


def upgrade() -> None:
    op.add_column(
        SESSIONS, sa.Column("assessment_claimed_until", sa.DateTime(timezone=True), nullable=True)
    )


def downgrade() -> None:
    op.drop_column(SESSIONS, "assessment_claimed_until")
