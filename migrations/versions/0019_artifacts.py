"""What the candidate made in the pane beside the talk, and when keys were pressed there.

Revision: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

TABLE = "ai_interview_interactions"


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("artifact", sa.JSON()))
    op.add_column(TABLE, sa.Column("typing", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column(TABLE, "typing")
    op.drop_column(TABLE, "artifact")
