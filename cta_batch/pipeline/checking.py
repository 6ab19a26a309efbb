"""Whether finished ads are still true: their pages read again, their claims held against them."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlsplit

from cta_batch import grounding
from cta_batch.domain import Availability, Product, Status, Suggestion, Words
from cta_batch.errors import PageError, PageGone, Stopped
from cta_batch.models import Info
from cta_batch.pipeline.landing import read_landing
from cta_batch.providers.base import Fetcher
from cta_batch.store import Store

_GONE = frozenset({Availability.OUT_OF_STOCK, Availability.DISCONTINUED})


MOST_HOSTS = 8
"""Hosts that are asked at a time."""


@dataclass(frozen=True)
class Stale:
    """An ad that may not run as it is, with sentences that say why."""

    info: uuid.UUID
    url: str
    variant: int
    problems: tuple[str, ...]


def check(
    store: Store, job: uuid.UUID, fetcher: Fetcher, stop: threading.Event | None = None
) -> tuple[Stale, ...]:
    """The finished ads of a job that no longer hold, or whose page cannot be read.

    Each page is fetched once, several hosts at a time. Raises NotFound, and Stopped before the next
    page once ``stop`` is set.
    """
    saved = store.options(job).saved_pages
    infos = [i for i in store.job(job).cta_infos if i.status is Status.DONE]
    urls = list(dict.fromkeys(i.url for i in infos))
    pages = _pages_now(fetcher, urls, saved, stop or threading.Event())
    found = ((i, _problems(i, pages[i.url])) for i in infos)
    return tuple(Stale(i.id, i.url, i.variant, problems) for i, problems in found if problems)


def never_proved(store: Store, job: uuid.UUID) -> list[str]:
    """Sentences about claims of finished ads that their page did not prove when they were made."""
    brand = store.options(job).brand
    return [
        f"{str(info.id)[:8]} {info.url}: {claim.field} claims {claim.text!r}, which the page"
        " did not say when the ad was made"
        for info in store.job(job).cta_infos
        if info.status is Status.DONE and info.product and info.suggestion
        for ad in info.suggestion.by_language()
        for claim in grounding.claims(ad.words(), info.product, (brand and brand.name) or "")
        if claim.evidence is None
    ]


def _pages_now(
    fetcher: Fetcher, urls: list[str], saved: Mapping[str, str], stop: threading.Event
) -> dict[str, Product | str]:
    """What each page says now; the pages of one host one after the other."""
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(urlsplit(url).netloc, []).append(url)

    def page(url: str) -> Product | str:
        if stop.is_set():
            raise Stopped("Stopped at your request; not all pages were read.")
        return _page_now(fetcher, url, saved.get(url))

    def read(several: list[str]) -> list[tuple[str, Product | str]]:
        return [(url, page(url)) for url in several]

    pool = ThreadPoolExecutor(max_workers=max(1, min(MOST_HOSTS, len(hosts))))
    try:
        return {url: page for pages in pool.map(read, hosts.values()) for url, page in pages}
    finally:
        pool.shutdown(wait=False, cancel_futures=True)  # an error does not wait for the queue


def _page_now(fetcher: Fetcher, url: str, saved: str | None) -> Product | str:
    """The product as its page has it now, or why that cannot be said."""
    try:
        return read_landing(fetcher, url, saved).reading.product
    except PageGone as error:
        return f"the page is gone: {error}"
    except PageError as error:
        return f"could not be checked: {error}"


def _problems(info: Info, now: Product | str) -> tuple[str, ...]:
    if isinstance(now, str):
        return (now,)
    if info.product is None or info.suggestion is None:
        return ()
    return (*_stock(info.product, now), *_claims(info.suggestion, info.product, now))


def _stock(before: Product, now: Product) -> list[str]:
    if now.availability not in _GONE or before.availability in _GONE:
        return []
    return [f"the product is {now.availability.value.replace('_', ' ')} now"]


def _claims(suggestion: Suggestion, before: Product, now: Product) -> list[str]:
    """Claims that the page proved when the words were written, and does not prove any more."""
    return [
        f"{f'{ad.language}: ' if number else ''}{claim.field} says {claim.text!r}, which the page"
        " does not say any more"
        for number, ad in enumerate(suggestion.by_language())
        for claim in _lost(ad.words(), before, now)
    ]


def _lost(words: Words, before: Product, now: Product) -> list[grounding.Claim]:
    held = {c.text for c in grounding.claims(words, before) if c.evidence is not None}
    return [c for c in grounding.claims(words, now) if c.evidence is None and c.text in held]
