"""How many tokens of what a model was asked its server had kept.

Revision: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TABLE = "ai_interview_model_calls"


def upgrade() -> None:
    op.add_column(
        TABLE, sa.Column("cached_tokens", sa.Integer(), nullable=False, server_default="0")
    )


def downgrade() -> None:
    op.drop_column(TABLE, "cached_tokens")
