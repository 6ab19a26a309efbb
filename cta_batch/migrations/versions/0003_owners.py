"""Processes at work on a job, so that several may share it."""

import sqlalchemy as sa
from alembic import op

from cta_batch.models import UtcDateTime

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "cta_owner",
        sa.Column("id", sa.String(), primary_key=True, nullable=False),
        sa.Column(
            "job_id",
            sa.Uuid(),
            sa.ForeignKey("cta_generation_job.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("beat", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_cta_owner_job", "cta_owner", ["job_id"])
    op.create_index("ix_cta_info_claimed_by", "cta_info", ["claimed_by"])


def downgrade() -> None:
    op.drop_index("ix_cta_info_claimed_by", "cta_info")
    op.drop_table("cta_owner")
