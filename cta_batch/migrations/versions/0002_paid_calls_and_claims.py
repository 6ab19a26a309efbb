"""The ledger of paid calls, and who is at work on an info."""

import uuid

import sqlalchemy as sa
from alembic import op

from cta_batch.models import Usd, UtcDateTime, utc_now

revision = "0002"
down_revision = "0001"

# As it was at this revision, whatever the models say later.
OUTCOME = sa.Enum(
    "open",
    "ok",
    "refused",
    "failed",
    "unknown",
    native_enum=False,
    create_constraint=True,
    name="outcome",
    length=16,
)


def upgrade() -> None:
    calls = op.create_table(
        "cta_paid_call",
        sa.Column("id", sa.Uuid(), primary_key=True, nullable=False),
        sa.Column(
            "info_id",
            sa.Uuid(),
            sa.ForeignKey("cta_info.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("request_hash", sa.String(), nullable=False),
        sa.Column("reserved_usd", Usd(), nullable=False),
        sa.Column("outcome", OUTCOME, nullable=False),
        sa.Column("acknowledged", sa.Boolean(), nullable=False),
        sa.Column("request_id", sa.String(), nullable=True),
        sa.Column("usage", sa.JSON(), nullable=True),
        sa.Column("cost_usd", Usd(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
    )
    op.create_index(
        "ix_cta_paid_call_attempt", "cta_paid_call", ["info_id", "stage", "attempt"], unique=True
    )
    op.create_index("ix_cta_paid_call_created_at", "cta_paid_call", ["created_at"])
    op.add_column("cta_info", sa.Column("claimed_by", sa.String(), nullable=True))
    _carry_over(calls)


def _carry_over(calls: sa.Table) -> None:
    """What infos cost before there was a ledger becomes one row each, of no known model."""
    infos = sa.table("cta_info", sa.column("id", sa.Uuid()), sa.column("cost_usd", Usd()))
    cost = infos.c.cost_usd
    paid = op.get_bind().execute(sa.select(infos).where(sa.or_(cost.is_(None), cost != 0)))
    now = utc_now()
    rows = [
        {
            "id": uuid.uuid4(),
            "info_id": info,
            "stage": "carried_over",
            "attempt": 1,
            "model": "",
            "request_hash": "",
            "reserved_usd": spent or 0,
            "outcome": "ok",
            "acknowledged": True,
            "cost_usd": spent,
            "created_at": now,
            "ended_at": now,
        }
        for info, spent in paid
    ]
    op.bulk_insert(calls, rows)


def downgrade() -> None:
    with op.batch_alter_table("cta_info") as infos:
        infos.drop_column("claimed_by")
    op.drop_table("cta_paid_call")
