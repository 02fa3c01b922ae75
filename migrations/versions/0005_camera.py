"""Consent to a camera, and what was counted with it.

Revision: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "ai_interview_sessions",
        sa.Column("camera_opt_in", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column("ai_interview_sessions", sa.Column("observation", sa.JSON()))


def downgrade() -> None:
    op.drop_column("ai_interview_sessions", "observation")
    op.drop_column("ai_interview_sessions", "camera_opt_in")
