"""What a format is made from, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass

from cta_batch.domain import JobOptions
from cta_batch.export.items import Item, Picture
from cta_batch.export.sheets import Sheet
from cta_batch.models import Job


@dataclass(frozen=True)
class Order:
    """A job's finished infos, its options, and the user's wishes."""

    job: Job
    options: JobOptions
    items: tuple[Item, ...]
    utm: str | None


@dataclass(frozen=True)
class Made:
    """Sheets and the pictures that go with them; ``notes`` say what a person must know or add."""

    sheets: tuple[Sheet, ...]
    pictures: tuple[tuple[Item, Picture], ...]
    notes: tuple[str, ...] = ()


def languages_note(order: Order, level: str) -> list[str]:
    """What to do where a platform aims at languages by ``level`` (its word) and ads have several:
    Google by campaign (support.google.com/google-ads/answer/1722078), Meta by ad set (``locales``
    of a targeting in its Marketing API). Checked 2026-11."""
    codes = dict.fromkeys(item.words.language for item in order.items if item.is_localization)
    return (
        [f"Each language has {level}s of its own; set it there for those in {', '.join(codes)}."]
        if codes
        else []
    )


def every_picture(items: tuple[Item, ...]) -> tuple[tuple[Item, Picture], ...]:
    return tuple((item, picture) for item in items for picture in item.pictures)
