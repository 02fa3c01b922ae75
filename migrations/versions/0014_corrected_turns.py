"""What the recogniser wrote of a turn that the candidate has put right.

Revision: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TABLE = "ai_interview_interactions"


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("heard", sa.Text()))


def downgrade() -> None:
    op.drop_column(TABLE, "heard")
