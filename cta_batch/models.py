"""The tables, and the public shapes of them that leave the store.

No postponed annotations here: SQLModel reads them as they stand.
"""

import uuid
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from pydantic import computed_field
from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    Index,
    TypeDecorator,
    Uuid,
)
from sqlmodel import Field, Relationship, SQLModel

from cta_batch.domain import CallOutcome, Money, Product, Status, Suggestion, Value

MICRO = Decimal(1_000_000)


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC datetimes, also where the database keeps no time zone (SQLite)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a timestamp without a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Usd(TypeDecorator[Decimal]):
    """USD as whole millionths: exact, and summable by every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        return None if value is None else int((value * MICRO).to_integral_value())

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value) / MICRO


def utc_now() -> datetime:
    return datetime.now(UTC)


STATUS = Enum(
    Status,
    values_callable=lambda statuses: [s.value for s in statuses],
    native_enum=False,
    create_constraint=True,
    name="status",
    length=32,
)

OUTCOME = Enum(
    CallOutcome,
    values_callable=lambda outcomes: [o.value for o in outcomes],
    native_enum=False,
    create_constraint=True,
    name="outcome",
    length=16,
)


class CTAGenerationJob(SQLModel, table=True):
    """One run of an input file."""

    __tablename__ = "cta_generation_job"
    __table_args__ = (
        Index("ix_cta_generation_job_created_at", "created_at"),
        Index("ix_cta_generation_job_owner", "user", "workspace", "created_at", "id"),
    )

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    name: str
    input: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    options: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    user: str
    workspace: str
    created_at: datetime = Field(
        default_factory=utc_now, sa_column=Column(UtcDateTime, nullable=False)
    )
    updated_at: datetime = Field(
        default_factory=utc_now, sa_column=Column(UtcDateTime, nullable=False)
    )
    cta_info_set: list["CTAInfo"] = Relationship(
        back_populates="job",
        sa_relationship_kwargs={"passive_deletes": "all", "order_by": "CTAInfo.position"},
    )

    def __str__(self) -> str:
        return f"{self.name} ({str(self.id)[:8]})"


class CTAInfo(SQLModel, table=True):
    """One variant of one URL. ``variant`` counts from 0, ``position`` keeps the input's order.

    ``cost_usd`` is NULL once any call of this info had no known price; it holds no calls whose
    outcome is unknown. ``claimed_by`` is the id of the ``CTAOwner`` that is at work on it.
    """

    __tablename__ = "cta_info"
    __table_args__ = (
        Index("ix_cta_info_job_position", "job_id", "position", unique=True),
        Index("ix_cta_info_job_status", "job_id", "status", "cost_usd"),
        Index("ix_cta_info_job_url", "job_id", "url"),
        Index("ix_cta_info_status", "status"),
        Index("ix_cta_info_created_at", "created_at"),
        Index("ix_cta_info_claimed_by", "claimed_by"),
    )

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    job_id: uuid.UUID = Field(
        sa_column=Column(
            Uuid, ForeignKey("cta_generation_job.id", ondelete="CASCADE"), nullable=False
        )
    )
    position: int
    url: str
    variant: int
    plan: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    product: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    suggestion: dict[str, Any] | None = Field(
        default=None, sa_column=Column(JSON(none_as_null=True))
    )
    status: Status = Field(default=Status.PENDING, sa_column=Column(STATUS, nullable=False))
    retry_count: int = 0
    error_message: str | None = None
    cost_usd: Decimal | None = Field(default=Decimal(0), sa_column=Column(Usd))
    claimed_by: str | None = None
    created_at: datetime = Field(
        default_factory=utc_now, sa_column=Column(UtcDateTime, nullable=False)
    )
    updated_at: datetime = Field(
        default_factory=utc_now, sa_column=Column(UtcDateTime, nullable=False)
    )
    job: CTAGenerationJob = Relationship(back_populates="cta_info_set")

    def __str__(self) -> str:
        return f"{self.url} #{self.variant} ({self.status.value})"


class CTAOwner(SQLModel, table=True):
    """A process at work on a job. ``beat`` counts up while it lives, whatever any clock says."""

    __tablename__ = "cta_owner"
    __table_args__ = (Index("ix_cta_owner_job", "job_id"),)

    id: str = Field(primary_key=True)
    job_id: uuid.UUID = Field(
        sa_column=Column(
            Uuid, ForeignKey("cta_generation_job.id", ondelete="CASCADE"), nullable=False
        )
    )
    host: str
    beat: int = 0
    created_at: datetime = Field(
        default_factory=utc_now, sa_column=Column(UtcDateTime, nullable=False)
    )


class CTAPaidCall(SQLModel, table=True):
    """One request to a model server, written down before it leaves.

    ``attempt`` counts from 1 within an info's stage. ``reserved_usd`` is the most it may cost.
    ``cost_usd`` is NULL while it is not known. ``acknowledged`` once a person, knowing of an
    unknown outcome, had the info tried again.
    """

    __tablename__ = "cta_paid_call"
    __table_args__ = (
        Index("ix_cta_paid_call_attempt", "info_id", "stage", "attempt", unique=True),
        Index("ix_cta_paid_call_created_at", "created_at"),
    )

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    info_id: uuid.UUID = Field(
        sa_column=Column(Uuid, ForeignKey("cta_info.id", ondelete="CASCADE"), nullable=False)
    )
    stage: str
    attempt: int
    model: str
    request_hash: str
    reserved_usd: Decimal = Field(sa_column=Column(Usd, nullable=False))
    outcome: CallOutcome = Field(
        default=CallOutcome.OPEN, sa_column=Column(OUTCOME, nullable=False)
    )
    acknowledged: bool = False
    request_id: str | None = None
    usage: dict[str, int] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    cost_usd: Decimal | None = Field(default=None, sa_column=Column(Usd))
    created_at: datetime = Field(
        default_factory=utc_now, sa_column=Column(UtcDateTime, nullable=False)
    )
    ended_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class Info(Value):
    """The public shape of a ``CTAInfo``; paths are absolute."""

    id: uuid.UUID
    job: uuid.UUID
    url: str
    variant: int
    product: Product | None
    suggestion: Suggestion | None
    status: Status
    retry_count: int
    error_message: str | None
    cost_usd: Money | None
    created_at: datetime
    updated_at: datetime


class JobSummary(Value):
    """The public shape of a job in lists. Counts are computed by the query that made it."""

    id: uuid.UUID
    name: str
    input: list[dict[str, Any]]
    user: str
    workspace: str
    created_at: datetime
    updated_at: datetime
    success_count: int
    failed_count: int
    total_count: int
    cost_usd: Money | None

    @computed_field  # type: ignore[prop-decorator]  # mypy has no support for it over property
    @property
    def is_completed(self) -> bool:
        return self.success_count + self.failed_count == self.total_count


class Job(JobSummary):
    """A job with its infos, in the input's order."""

    cta_infos: tuple[Info, ...]
