"""What is known of the answer that is being spoken, in case its interviewer dies.

Revision: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

SESSIONS = "ai_interview_sessions"


def upgrade() -> None:
    op.add_column(SESSIONS, sa.Column("open_answer", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column(SESSIONS, "open_answer")
