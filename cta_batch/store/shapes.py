"""Rows in, public shapes and JSON out."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from sqlalchemy import ColumnElement, Select, func, select
from sqlmodel import col

from cta_batch.domain import Creative, JobOptions, Plan, Product, Status, Suggestion
from cta_batch.errors import StoreError
from cta_batch.models import CTAGenerationJob, CTAInfo, Info, JobSummary
from cta_batch.store.assets import Assets

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class NewJob:
    """What ``create_job`` takes: the input as given, and (url, how many variants) in order."""

    name: str
    input: list[dict[str, Any]]
    items: tuple[tuple[str, int], ...]
    options: JobOptions


@dataclass(frozen=True)
class Work:
    """All that processing one info needs. Paths in ``suggestion`` are relative to the assets.

    ``siblings`` is how many variants of this URL the job has.
    """

    id: uuid.UUID
    job: uuid.UUID
    url: str
    variant: int
    siblings: int
    status: Status
    options: JobOptions
    plan: Plan | None
    product: Product | None
    suggestion: Suggestion


def counted_jobs(*mine: ColumnElement[bool]) -> Select[Any]:
    """What ``job_summary`` takes: jobs with their counts and cost, from one covering index."""

    def over_infos(*what: Any) -> Any:
        counted = select(*what).where(col(CTAInfo.job_id) == col(CTAGenerationJob.id))
        return counted.correlate(CTAGenerationJob)

    def count_of(status: Status) -> Any:
        return over_infos(func.count()).where(col(CTAInfo.status) == status).scalar_subquery()

    return select(
        CTAGenerationJob,
        count_of(Status.DONE),
        count_of(Status.FAILED),
        over_infos(func.count(col(CTAInfo.status))).scalar_subquery(),
        over_infos(func.count(col(CTAInfo.cost_usd))).scalar_subquery(),
        over_infos(func.sum(col(CTAInfo.cost_usd))).scalar_subquery(),
    ).where(*mine)


def job_summary(
    job: CTAGenerationJob, done: int, failed: int, total: int, priced: int, cost: Decimal | None
) -> JobSummary:
    return JobSummary(
        id=job.id,
        name=job.name,
        input=job.input,
        user=job.user,
        workspace=job.workspace,
        created_at=job.created_at,
        updated_at=job.updated_at,
        success_count=done,
        failed_count=failed,
        total_count=total,
        cost_usd=cost if priced == total else None,
    )


def info_shape(assets: Assets, row: CTAInfo) -> Info:
    """The public shape of an info, its paths absolute. Raises StoreError."""
    suggestion = read_json(Suggestion, row.suggestion)
    return Info(
        id=row.id,
        job=row.job_id,
        url=row.url,
        variant=row.variant,
        product=read_json(Product, row.product),
        suggestion=None if suggestion is None else _absolute(assets, suggestion),
        status=row.status,
        retry_count=row.retry_count,
        error_message=row.error_message,
        cost_usd=row.cost_usd,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def _absolute(assets: Assets, suggestion: Suggestion) -> Suggestion:
    def placed(value: M) -> M:
        path = assets.absolute(value.path)  # type: ignore[attr-defined]  # all three have one
        return value.model_copy(update={"path": path})

    def shown(creatives: tuple[Creative, ...]) -> tuple[Creative, ...]:
        return tuple(placed(creative) for creative in creatives)

    original, background = suggestion.original_image, suggestion.background_image
    return suggestion.model_copy(
        update={
            "original_image": original and placed(original),
            "background_image": background and placed(background),
            "creatives": shown(suggestion.creatives),
            "localizations": tuple(
                localization.model_copy(update={"creatives": shown(localization.creatives)})
                for localization in suggestion.localizations
            ),
        }
    )


def read_json(model: type[M], data: dict[str, Any] | None) -> M | None:
    """A stored value read back, None where there is none. Raises StoreError."""
    return None if data is None else read_stored(model, data)


def read_stored(model: type[M], data: dict[str, Any]) -> M:
    """As ``read_json``, of a value that is always there."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in (model.__name__.lower(), *first["loc"]))
        raise StoreError(
            f"What the database holds as {place} cannot be read ({first['msg']}); put a copy of it"
            " back, or delete that job."
        ) from None


def to_json(value: BaseModel) -> dict[str, Any]:
    return value.model_dump(mode="json")
