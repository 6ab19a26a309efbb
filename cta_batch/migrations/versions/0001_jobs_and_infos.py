"""Jobs and infos."""

import sqlalchemy as sa
from alembic import op

from cta_batch.models import Usd, UtcDateTime

revision = "0001"
down_revision = None

# As it was at this revision, whatever the models say later.
STATUS = sa.Enum(
    "pending",
    "analyzing",
    "generating_image",
    "generating_suggestion",
    "done",
    "failed",
    native_enum=False,
    create_constraint=True,
    name="status",
    length=32,
)


def upgrade() -> None:
    op.create_table(
        "cta_generation_job",
        sa.Column("id", sa.Uuid(), primary_key=True, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("input", sa.JSON(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_cta_generation_job_created_at", "cta_generation_job", ["created_at"])
    op.create_index(
        "ix_cta_generation_job_owner",
        "cta_generation_job",
        ["user", "workspace", "created_at", "id"],
    )
    op.create_table(
        "cta_info",
        sa.Column("id", sa.Uuid(), primary_key=True, nullable=False),
        sa.Column(
            "job_id",
            sa.Uuid(),
            sa.ForeignKey("cta_generation_job.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("variant", sa.Integer(), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=True),
        sa.Column("product", sa.JSON(), nullable=True),
        sa.Column("suggestion", sa.JSON(), nullable=True),
        sa.Column("status", STATUS, nullable=False),
        sa.Column("retry_count", sa.Integer(), nullable=False),
        sa.Column("error_message", sa.String(), nullable=True),
        sa.Column("cost_usd", Usd(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_cta_info_job_position", "cta_info", ["job_id", "position"], unique=True)
    op.create_index("ix_cta_info_job_status", "cta_info", ["job_id", "status", "cost_usd"])
    op.create_index("ix_cta_info_job_url", "cta_info", ["job_id", "url"])
    op.create_index("ix_cta_info_status", "cta_info", ["status"])
    op.create_index("ix_cta_info_created_at", "cta_info", ["created_at"])


def downgrade() -> None:
    op.drop_table("cta_info")
    op.drop_table("cta_generation_job")
