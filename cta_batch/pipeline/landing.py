"""The landing page of an info: fetched, or read from the disk where the user saved it.

``run`` and ``inspect`` both read pages here, so that what was inspected is what a run will see.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from cta_batch.domain import Product
from cta_batch.errors import SAVE_IT, PageBlocked, PageError, PictureError, ShopBusy
from cta_batch.page import Candidate, Reading, inspect_page, merge_second_source, second_sources
from cta_batch.providers.base import Download, Fetcher
from cta_batch.providers.saved import is_saved, namesake, saved_picture
from cta_batch.redaction import redacted_within


@dataclass(frozen=True)
class Landing:
    """What a page was read as. ``notes`` are sentences about what could not be had."""

    reading: Reading
    notes: tuple[str, ...] = ()


def read_landing(fetcher: Fetcher, url: str, saved: str | None = None) -> Landing:
    """Read the page at ``url``, or the file ``saved`` in its place; ``url`` may be a file's path.

    A fetched page that told too little is completed from the shop's own public data.
    Raises PageError: the page did not come, is a wall, or sells nothing.
    """
    if saved is not None or is_saved(url):
        return _without_keys(Landing(_from_disk(fetcher, url, saved or url)))
    return _without_keys(_fetched(fetcher, url))


def _fetched(fetcher: Fetcher, url: str) -> Landing:
    page = fetcher.page(url)
    try:
        reading = inspect_page(page.body, page.url, charset=page.charset)
    except PageBlocked:
        host = urlsplit(page.url).hostname
        raise PageBlocked(f"{host} shows robots a wall instead of the page: {SAVE_IT}.") from None
    return _completed(fetcher, reading, page)


def _without_keys(landing: Landing) -> Landing:
    """What a page repeats of the user's keys is neither kept, nor drawn, nor asked of a model."""
    said = landing.reading
    known = said.product.model_dump()
    told = redacted_within(known)
    product = said.product if told == known else Product.model_validate(told)
    candidates = {
        name: tuple(replace(c, value=redacted_within(c.value)) for c in found)
        for name, found in said.candidates.items()
    }
    return Landing(Reading(product, candidates), redacted_within(landing.notes))


def landing_picture(fetcher: Fetcher, url: str, product: Product, saved: str | None) -> bytes:
    """The bytes of the picture ``url`` of ``product``, read from its page or the file ``saved``.

    Where a shop keeps a saved page's picture to itself, the browser's own copy of it serves.
    Raises PictureError.
    """
    if saved is None:
        return fetcher.picture(url, page_url=product.url).body
    if is_saved(url):
        return fetcher.picture(url, page_url=saved).body
    try:
        return fetcher.picture(url, page_url=product.url).body
    except (PictureError, ShopBusy):
        copy = namesake(url, saved)
        if copy is None:
            raise
        return fetcher.picture(copy, page_url=saved).body


# --- saved pages ---


def _from_disk(fetcher: Fetcher, url: str, saved: str) -> Reading:
    page = fetcher.page(saved)
    known_as = page.url if is_saved(url) else url
    try:
        reading = inspect_page(page.body, known_as, charset=page.charset)
    except PageBlocked:
        raise PageBlocked(
            f"The saved file {Path(saved).name} holds the shop's check for robots: open the page"
            " again, wait until the product shows, then save it."
        ) from None
    return _with_images(reading, lambda link: saved_picture(link, saved) or link)


def _with_images(reading: Reading, moved: Callable[[str], str]) -> Reading:
    """Every picture's address as ``moved`` says; pictures that fall together stand once."""
    shown = reading.candidates.get("images", ())
    placed = {c.value: replace(c, value=moved(c.value)) for c in shown}
    images = tuple(dict.fromkeys(moved(link) for link in reading.product.images))
    return Reading(
        reading.product.model_copy(update={"images": images}),
        {**reading.candidates, "images": tuple(placed.values())},
    )


# --- second sources ---

OWN_DATA = 0.8
"""How far a shop's own data is trusted: it is exact, but not what the page shows a buyer."""


def _completed(fetcher: Fetcher, reading: Reading, page: Download) -> Landing:
    notes = []
    for address in second_sources(reading.product, page.url, page.body):
        try:
            body = fetcher.data(address).body
        except PageError as error:
            notes.append(f"The page says little, and the shop's data adds nothing: {error}")
            continue
        try:
            merged = merge_second_source(reading.product, page.url, body)
        except ValueError:  # an address in it that no one can parse: none of it is believed
            notes.append("The page says little, and the shop's own data about it is broken.")
            continue
        reading = _with_gains(reading, merged, urlsplit(address).path)
    return Landing(reading, tuple(notes))


def _with_gains(reading: Reading, merged: Product, source: str) -> Reading:
    """``merged`` with its gains as the winning candidates of their fields."""
    candidates = dict(reading.candidates)
    for name in Product.model_fields:
        value = getattr(merged, name)
        if value == getattr(reading.product, name):
            continue
        values = value if isinstance(value, tuple) else (value,)
        gains = tuple(Candidate(v, source, OWN_DATA) for v in values)
        candidates[name] = gains + tuple(candidates.get(name, ()))
    return Reading(merged, candidates)
