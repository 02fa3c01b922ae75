"""Users, profiles, interview sessions, interactions and assessments.

Revision: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text()
CODE = sa.String(length=32)
NUMBER: sa.Double[float] = sa.Double()
MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON(none_as_null=True)


def upgrade() -> None:
    op.create_table(
        "users",
        sa.Column("id", ID, nullable=False),
        sa.Column("email", TEXT, nullable=False),
        sa.Column("password_hash", TEXT, nullable=False),
        sa.Column("full_name", TEXT),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("email", name="uq_users_email"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "ai_interview_session_counts",
        sa.Column("user_id", ID, nullable=False),
        sa.Column("status", CODE, nullable=False),
        sa.Column("interview_type", CODE, nullable=False),
        sa.Column("sessions", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name="fk_ai_interview_session_counts_user_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "user_id", "status", "interview_type", name="pk_ai_interview_session_counts"
        ),
    )
    op.create_table(
        "ai_interview_sessions",
        sa.Column("id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("interview_type", CODE, nullable=False),
        sa.Column("mode", CODE, nullable=False),
        sa.Column("role_context", TEXT),
        sa.Column("company_context", TEXT),
        sa.Column("difficulty_level", CODE, nullable=False),
        sa.Column("custom_instructions", TEXT),
        sa.Column("planned_question_count", sa.Integer(), nullable=False),
        sa.Column("duration_minutes", sa.Integer(), nullable=False),
        sa.Column("status", CODE, nullable=False),
        sa.Column("plan", JSON, nullable=False),
        sa.Column("opener", TEXT, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("started_at", MOMENT),
        sa.Column("completed_at", MOMENT),
        sa.Column("langsmith_run_id", TEXT),
        sa.Column("langsmith_trace_url", TEXT),
        sa.Column("faults", JSON, nullable=False),
        sa.Column("heartbeat_at", MOMENT),
        sa.Column("worker", TEXT),
        sa.Column("overall_score", NUMBER),
        sa.Column("communication_score", NUMBER),
        sa.Column("content_score", NUMBER),
        sa.Column("behavioral_score", NUMBER),
        sa.Column("verbal_communication_score", NUMBER),
        sa.Column("clarity_score", NUMBER),
        sa.Column("confidence_score", NUMBER),
        sa.Column("pace_score", NUMBER),
        sa.Column("fluency_score", NUMBER),
        sa.Column("technical_accuracy_score", NUMBER),
        sa.Column("problem_solving_score", NUMBER),
        sa.Column("structure_score", NUMBER),
        sa.Column("relevance_score", NUMBER),
        sa.Column("star_method_score", NUMBER),
        sa.Column("leadership_score", NUMBER),
        sa.Column("teamwork_score", NUMBER),
        sa.Column("eye_contact_score", NUMBER),
        sa.Column("body_language_score", NUMBER),
        sa.Column("engagement_score", NUMBER),
        sa.Column("words_per_minute", NUMBER),
        sa.Column("filler_word_count", sa.Integer()),
        sa.Column("coverage", NUMBER),
        sa.Column("band", NUMBER),
        sa.Column("answered_question_count", sa.Integer()),
        sa.Column("strengths", JSON),
        sa.Column("weaknesses", JSON),
        sa.Column("detailed_feedback", TEXT),
        sa.Column("next_steps", JSON),
        sa.Column("recommended_topics", JSON),
        sa.Column("assessed_at", MOMENT),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_ai_interview_sessions_user_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_ai_interview_sessions"),
        sqlite_autoincrement=True,
    )

    op.create_table(
        "user_profiles",
        sa.Column("id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("current_role", TEXT),
        sa.Column("current_company", TEXT),
        sa.Column("years_of_experience", NUMBER),
        sa.Column("target_role", TEXT),
        sa.Column("target_companies", JSON, nullable=False),
        sa.Column("technical_skills", JSON, nullable=False),
        sa.Column("soft_skills", JSON, nullable=False),
        sa.Column("education", JSON, nullable=False),
        sa.Column("certifications", JSON, nullable=False),
        sa.Column("difficulty_preference", CODE),
        sa.Column("preferred_interview_types", JSON, nullable=False),
        sa.Column("resume_text", TEXT),
        sa.Column("bio", TEXT),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_user_profiles_user_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_user_profiles"),
        sa.UniqueConstraint("user_id", name="uq_user_profiles_user_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "ai_interview_assessments",
        sa.Column("id", ID, nullable=False),
        sa.Column("session_id", ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("method", TEXT, nullable=False),
        sa.Column("overall_score", NUMBER),
        sa.Column("assessed_at", MOMENT, nullable=False),
        sa.Column("assessment", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["ai_interview_sessions.id"],
            name="fk_ai_interview_assessments_session_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_ai_interview_assessments"),
        sa.UniqueConstraint(
            "session_id", "version", name="uq_ai_interview_assessments_session_id_version"
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "ai_interview_interactions",
        sa.Column("id", ID, nullable=False),
        sa.Column("session_id", ID, nullable=False),
        sa.Column("item_id", TEXT, nullable=False),
        sa.Column("role", CODE, nullable=False),
        sa.Column("content", TEXT, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("offset_seconds", NUMBER),
        sa.Column("duration_seconds", NUMBER),
        sa.Column("response_time_seconds", NUMBER),
        sa.Column("timing_basis", CODE, nullable=False),
        sa.Column("words", JSON, nullable=False),
        sa.Column("speech_segments", JSON, nullable=False),
        sa.Column("asr_verbatim", sa.Boolean(), nullable=False),
        sa.Column("interrupted", sa.Boolean(), nullable=False),
        sa.Column("move", JSON),
        sa.Column("question_number", sa.Integer(), nullable=False),
        sa.Column("question_id", TEXT),
        sa.Column("worded_by", CODE),
        sa.Column("delivery", JSON),
        sa.Column("words_per_minute", NUMBER),
        sa.Column("articulation_rate_wpm", NUMBER),
        sa.Column("filler_word_count", sa.Integer()),
        sa.Column("sentiment", NUMBER),
        sa.Column("audio_s3_key", TEXT),
        sa.Column("tool_results", JSON, nullable=False),
        sa.Column("latency", JSON, nullable=False),
        sa.Column("faults", JSON, nullable=False),
        sa.Column("not_measured", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["ai_interview_sessions.id"],
            name="fk_ai_interview_interactions_session_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_ai_interview_interactions"),
        sa.UniqueConstraint(
            "session_id", "item_id", name="uq_ai_interview_interactions_session_id_item_id"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_ai_interview_sessions_user_id_id", "ai_interview_sessions", ["user_id", "id"]
    )
    op.create_index(
        "ix_ai_interview_sessions_user_id_status_id",
        "ai_interview_sessions",
        ["user_id", "status", "id"],
    )
    op.create_index(
        "ix_ai_interview_sessions_user_id_interview_type_id",
        "ai_interview_sessions",
        ["user_id", "interview_type", "id"],
    )
    op.create_index(
        "ix_ai_interview_sessions_user_id_status_interview_type_id",
        "ai_interview_sessions",
        ["user_id", "status", "interview_type", "id"],
    )
    op.create_index(
        "ix_ai_interview_sessions_status_heartbeat_at",
        "ai_interview_sessions",
        ["status", "heartbeat_at"],
    )
    op.create_index(
        "ix_ai_interview_interactions_session_id_created_at_id",
        "ai_interview_interactions",
        ["session_id", "created_at", "id"],
    )


def downgrade() -> None:
    op.drop_table("ai_interview_interactions")
    op.drop_table("ai_interview_assessments")
    op.drop_table("user_profiles")
    op.drop_table("ai_interview_sessions")
    op.drop_table("ai_interview_session_counts")
    op.drop_table("users")
