"""What is handed out of a job: its finished infos, each with its pictures' file names."""

from __future__ import annotations

from dataclasses import dataclass

from cta_batch.domain import Creative, Product, ProviderName, Status, Suggestion, Words
from cta_batch.errors import UsageError
from cta_batch.export.names import slug, stems
from cta_batch.models import Info, Job


@dataclass(frozen=True)
class Picture:
    """A creative and the name it goes out under."""

    file: str
    creative: Creative


@dataclass(frozen=True)
class Item:
    """One finished info. ``name`` is ``{product}_{variant}``, unique in its job."""

    info: Info
    name: str
    product: Product
    suggestion: Suggestion
    words: Words
    pictures: tuple[Picture, ...]

    @property
    def landing_page(self) -> str:
        """Where a click leads; empty for a saved page that names no address of its own."""
        urls = (self.info.url, self.product.url)
        return next((u for u in urls if u.lower().startswith(("http://", "https://"))), "")

    @property
    def ai_background(self) -> bool:
        """Whether a model painted what stands behind the product."""
        background = self.suggestion.background_image
        return background is not None and background.provider != ProviderName.OFFLINE


def items_of(job: Job) -> tuple[Item, ...]:
    """The finished infos of a job in its order. Raises UsageError when there is none."""
    names = stems(job.cta_infos)
    found = tuple(_item(i, names[i.id]) for i in job.cta_infos if i.status is Status.DONE)
    if not found:
        short = str(job.id)[:8]
        raise UsageError(
            f"Nothing of job {short} is finished yet; cta-batch resume {short} or"
            f" cta-batch retry {short} goes on with it."
        )
    return found


def _item(info: Info, name: str) -> Item:
    product = info.product or Product(name=info.url, url=info.url)
    suggestion = info.suggestion or Suggestion()
    pictures = tuple(Picture(f"{name}_{slug(c.placement)}.jpg", c) for c in suggestion.creatives)
    return Item(info, name, product, suggestion, suggestion.words(), pictures)
