"""The language that an interview is held in.

Revision: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

SESSIONS = "ai_interview_sessions"


def upgrade() -> None:
    op.add_column(
        SESSIONS, sa.Column("language", sa.String(35), nullable=False, server_default="en")
    )


def downgrade() -> None:
    op.drop_column(SESSIONS, "language")
