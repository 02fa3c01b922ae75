"""What language models were asked.

Revision: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "ai_interview_model_calls",
        sa.Column("id", ID, nullable=False),
        sa.Column("session_id", ID, nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("prompt_tokens", sa.Integer()),
        sa.Column("completion_tokens", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["ai_interview_sessions.id"],
            name="fk_ai_interview_model_calls_session_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_ai_interview_model_calls"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_ai_interview_model_calls_session_id", "ai_interview_model_calls", ["session_id"]
    )


def downgrade() -> None:
    op.drop_table("ai_interview_model_calls")
