"""Which picture of its page an info takes; each is fetched, judged and kept once for all."""

from __future__ import annotations

from collections.abc import Iterator

from cta_batch import compose
from cta_batch.domain import OriginalImage, Plan, Product, Status
from cta_batch.errors import PictureError
from cta_batch.pipeline.kit import Kit, Picture, Progress
from cta_batch.pipeline.landing import landing_picture
from cta_batch.providers.saved import is_saved
from cta_batch.store import Work

MOST_TRIED = 8
"""Pictures looked at for one variant before the best so far has to do."""


def original(work: Work, kit: Kit, product: Product, plan: Plan, attempt: int) -> OriginalImage:
    """The picture whose turn it is, or the next one in the cycle that an ad can use.

    Where none is good enough, the first that is a picture at all serves, and that is said.
    Raises PictureError.
    """
    if not product.images:
        raise PictureError(
            f"The page of {product.name!r} shows no product picture; an ad needs one, so add a"
            " picture to the page or save the page with its pictures and pass the file."
        )
    makeshift: tuple[str, Picture] | None = None
    lost: list[PictureError] = []
    for url, picture in _cycle(work, kit, product, plan, attempt, lost):
        if picture.path is not None:
            return OriginalImage(url=url, path=picture.path)
        makeshift = makeshift or (url, picture)
    if makeshift is None:
        raise PictureError(
            f"None of the {len(product.images)} pictures on the page of {product.name!r} could be"
            f" loaded; look at the page in a browser, then retry. The first one: {lost[0]}"
        )
    url, picture = makeshift
    said = f"{url}: {picture.fault}; no better one on the page"
    kit.tell(Progress(work.id, Status.ANALYZING, said))
    return OriginalImage(url=url, path=kit.store.assets.save_source(work.job, picture.data))


def _cycle(
    work: Work, kit: Kit, product: Product, plan: Plan, attempt: int, lost: list[PictureError]
) -> Iterator[tuple[str, Picture]]:
    """Pictures from ``images[i % n]`` on. Why others could not be had is added to ``lost``."""
    count = len(product.images)
    for step in range(min(count, MOST_TRIED)):
        url = product.images[(plan.index + step) % count]
        try:
            picture = _picture(url, work, kit, product, attempt)
        except PictureError as error:
            lost.append(error)
            kit.tell(Progress(work.id, Status.ANALYZING, f"{url} was passed over: {error}"))
            continue
        yield url, picture


def _picture(url: str, work: Work, kit: Kit, product: Product, attempt: int) -> Picture:
    """A picture; every info that wants it shares one fetch, within one page only.

    What a saved page may read from the disk is not for another page that names the same file.
    """
    key = (url, work.url, attempt)
    return kit.pictures(key, lambda: _judged(url, work, kit, product))


def wanted_picture(work: Work) -> str | None:
    """The address of the picture whose turn it is, of a page that was read and shows one."""
    images = work.product.images if work.product else ()
    return images[work.variant % len(images)] if images else None


def fetched_ahead(work: Work, kit: Kit) -> str | None:
    """The asset of the picture whose turn it is, if an ad can use it. Raises PictureError."""
    url = wanted_picture(work)
    if url is None or work.product is None:
        return None
    return _picture(url, work, kit, work.product, 0).path


def fetched_again(url: str, work: Work, kit: Kit, product: Product, attempt: int) -> str:
    """The asset of a picture that was there and is gone, which all infos share as well."""
    key = (url, work.url, attempt, "again")
    picture = kit.pictures(key, lambda: _judged(url, work, kit, product))
    return picture.path or kit.store.assets.save_source(work.job, picture.data)


def _judged(url: str, work: Work, kit: Kit, product: Product) -> Picture:
    """Fetched and looked at. What an ad can use is on the disk then, and not in memory."""
    saved = kit.options.saved_pages.get(work.url, work.url if is_saved(work.url) else None)
    data = landing_picture(kit.fetcher, url, product, saved)
    fault = compose.unsuitable(data)
    if fault is not None:
        return Picture(data=data, fault=fault)
    return Picture(path=kit.store.assets.save_source(work.job, data))
