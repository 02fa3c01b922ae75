"""Until when somebody is at work on what can be found of a user.

Revision: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

INDEX = "ix_users_index_due_at"


def upgrade() -> None:
    op.add_column("users", sa.Column("index_due_at", sa.DateTime(timezone=True)))
    op.create_index(INDEX, "users", ["index_due_at"])


def downgrade() -> None:
    op.drop_index(INDEX, table_name="users")
    op.drop_column("users", "index_due_at")
