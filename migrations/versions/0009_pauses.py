"""When an interview was paused, and for how long.

Revision: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

SESSIONS = "ai_interview_sessions"


def upgrade() -> None:
    op.add_column(SESSIONS, sa.Column("paused_at", sa.DateTime(timezone=True)))
    op.add_column(
        SESSIONS, sa.Column("paused_seconds", sa.Double(), nullable=False, server_default="0")
    )


def downgrade() -> None:
    op.drop_column(SESSIONS, "paused_seconds")
    op.drop_column(SESSIONS, "paused_at")
