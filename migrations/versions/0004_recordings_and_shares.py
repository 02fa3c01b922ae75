"""Recordings, for those who ask for one, and links that show a report.

Revision: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    # nobody asked for a recording before it could be asked for
    op.add_column(
        "ai_interview_sessions",
        sa.Column("record_audio", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "ai_interview_recording_pieces",
        sa.Column("session_id", ID, nullable=False),
        sa.Column("part", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("offset_seconds", sa.Double(), nullable=False),
        sa.Column("duration_seconds", sa.Double(), nullable=False),
        sa.Column("byte_count", sa.Integer(), nullable=False),
        sa.Column("audio", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["ai_interview_sessions.id"],
            name="fk_ai_interview_recording_pieces_session_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "session_id", "part", "number", name="pk_ai_interview_recording_pieces"
        ),
    )
    op.create_table(
        "ai_interview_shares",
        sa.Column("id", ID, nullable=False),
        sa.Column("session_id", ID, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("with_recording", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["ai_interview_sessions.id"],
            name="fk_ai_interview_shares_session_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_ai_interview_shares"),
        sa.UniqueConstraint("token_hash", name="uq_ai_interview_shares_token_hash"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_ai_interview_shares_session_id", "ai_interview_shares", ["session_id"])


def downgrade() -> None:
    op.drop_table("ai_interview_shares")
    op.drop_table("ai_interview_recording_pieces")
    op.drop_column("ai_interview_sessions", "record_audio")
