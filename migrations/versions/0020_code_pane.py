"""Whether the client can show a pane to write code in.

Revision: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

SESSIONS = "ai_interview_sessions"


def upgrade() -> None:
    op.add_column(
        SESSIONS,
        sa.Column("code_pane", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    op.drop_column(SESSIONS, "code_pane")
