"""The job posting that an interview is to serve, and the one on the profile.

Revision: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TABLES = ("ai_interview_sessions", "user_profiles")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("job_description", sa.Text()))


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "job_description")
