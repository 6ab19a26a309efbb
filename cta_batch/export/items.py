"""What is handed out of a job: its finished infos in each language, with their file names."""

from __future__ import annotations

from collections.abc import Iterator
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
    """One finished info in one language.

    ``name`` is ``{product}_{variant}``, for a localization ``{product}_{variant}_{language}``, and
    unique in its job.
    """

    info: Info
    name: str
    product: Product
    suggestion: Suggestion
    words: Words
    pictures: tuple[Picture, ...]
    is_localization: bool = False

    def in_language(self, text: str) -> str:
        """A name for what platforms aim at one language: a localization's says which."""
        return f"{text} ({self.words.language})" if self.is_localization else text

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
    """The finished infos of a job in its order, each in all its languages, the main one first.

    Raises UsageError when there is none.
    """
    names = stems(job.cta_infos)
    done = (i for i in job.cta_infos if i.status is Status.DONE)
    found = tuple(item for i in done for item in _items(i, names[i.id]))
    if not found:
        short = str(job.id)[:8]
        raise UsageError(
            f"Nothing of job {short} is finished yet; cta-batch resume {short} or"
            f" cta-batch retry {short} goes on with it."
        )
    return found


def _items(info: Info, name: str) -> Iterator[Item]:
    main, *others = (info.suggestion or Suggestion()).by_language()
    yield _item(info, name, main)
    for one in others:
        yield _item(info, f"{name}_{slug(one.language or '')}", one, is_localization=True)


def _item(info: Info, name: str, said: Suggestion, *, is_localization: bool = False) -> Item:
    product = info.product or Product(name=info.url, url=info.url)
    pictures = tuple(Picture(f"{name}_{slug(c.placement)}.jpg", c) for c in said.creatives)
    return Item(info, name, product, said, said.words(), pictures, is_localization)
