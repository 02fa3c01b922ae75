"""How long a candidate wants to be waited for, and the pauses that they made.

Revision: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

SESSIONS = "ai_interview_sessions"


def upgrade() -> None:
    op.add_column(
        SESSIONS, sa.Column("patience", sa.String(32), nullable=False, server_default="usual")
    )
    op.add_column(SESSIONS, sa.Column("own_pauses", sa.JSON()))


def downgrade() -> None:
    op.drop_column(SESSIONS, "own_pauses")
    op.drop_column(SESSIONS, "patience")
