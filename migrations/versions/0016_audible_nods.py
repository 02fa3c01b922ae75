"""Whether the interviewer's nods are heard as well as seen.

Revision: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

SESSIONS = "ai_interview_sessions"


def upgrade() -> None:
    op.add_column(
        SESSIONS,
        sa.Column("audible_nods", sa.Boolean(), nullable=False, server_default=sa.true()),
    )


def downgrade() -> None:
    op.drop_column(SESSIONS, "audible_nods")
