"""The three stages that ask somebody: each takes what is saved, asks, and saves what it got.

A stage that was tried before finds what it already has in ``work`` and does not ask again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from cta_batch import angles, compose, prompts
from cta_batch.domain import (
    BackgroundImage,
    OriginalImage,
    Plan,
    Product,
    ProviderName,
    Status,
    Suggestion,
)
from cta_batch.errors import PictureError, StageError
from cta_batch.pipeline import wording
from cta_batch.pipeline.buying import buying
from cta_batch.pipeline.kit import Gates, Kit, Progress
from cta_batch.pipeline.landing import landing_picture, read_landing
from cta_batch.pipeline.rendering import render
from cta_batch.providers.base import Scene
from cta_batch.providers.retrying import Gate
from cta_batch.providers.saved import is_saved
from cta_batch.store import Work


@dataclass(frozen=True)
class Stage:
    """When it is done, which gate it waits at, and what its next step does on attempt 0 or 1."""

    status: Status
    is_done: Callable[[Work], bool]
    gate: Callable[[Gates], Gate]
    do: Callable[[Work, Kit, int], None]


# --- analyzing ---


def analyze(work: Work, kit: Kit, attempt: int) -> None:
    """Read the landing page, plan the variant, keep its original picture."""
    product = kit.store.known_product(work.job, work.url) or kit.products(
        (work.url, attempt), lambda: _fetch_product(work, kit)
    )
    plan = angles.plan(product, index=work.variant, count=work.siblings)
    url, data = _original_picture(work, kit, product, plan, attempt)
    ai = kit.options.provider is not ProviderName.OFFLINE
    able = compose.layouts_for(data, ai_background=ai)
    plan = angles.plan(product, index=work.variant, count=work.siblings, layouts=able)
    path = kit.store.assets.save_source(work.job, data)
    suggestion = Suggestion(
        angle=plan.angle, layout=plan.layout, original_image=OriginalImage(url=url, path=path)
    )
    kit.store.record_analysis(work.id, product, plan, suggestion, Status.GENERATING_IMAGE)


def _fetch_product(work: Work, kit: Kit) -> Product:
    landing = read_landing(kit.fetcher, work.url, kit.options.saved_pages.get(work.url))
    for note in landing.notes:
        kit.tell(Progress(work.id, Status.ANALYZING, note))
    return landing.reading.product


def _original_picture(
    work: Work, kit: Kit, product: Product, plan: Plan, attempt: int
) -> tuple[str, bytes]:
    """The picture whose turn it is, or the next one in the cycle that an ad can use.

    Where none is good enough, the first that is a picture at all serves, and that is said.
    """
    if not product.images:
        raise PictureError(
            f"The page of {product.name!r} shows no product picture; an ad needs one, so add a"
            " picture to the page or save the page with its pictures and pass the file."
        )
    makeshift: tuple[str, bytes, str] | None = None
    lost: list[PictureError] = []
    for url, data, fault in _cycle(work, kit, product, plan, attempt, lost):
        if fault is None:
            return url, data
        makeshift = makeshift or (url, data, fault)
    if makeshift is None:
        raise PictureError(
            f"None of the {len(product.images)} pictures on the page of {product.name!r} could be"
            f" loaded; look at the page in a browser, then retry. The first one: {lost[0]}"
        )
    url, data, fault = makeshift
    kit.tell(Progress(work.id, Status.ANALYZING, f"{url}: {fault}; no better one on the page"))
    return url, data


MOST_TRIED = 8
"""Pictures looked at for one variant before the best so far has to do."""


def _cycle(
    work: Work, kit: Kit, product: Product, plan: Plan, attempt: int, lost: list[PictureError]
) -> Iterator[tuple[str, bytes, str | None]]:
    """Pictures from ``images[i % n]`` on, each with what speaks against it (None: nothing).

    Why others could not be had is added to ``lost``.
    """
    count = len(product.images)
    for step in range(min(count, MOST_TRIED)):
        url = product.images[(plan.index + step) % count]
        try:
            data = picture(url, work, kit, product, attempt)
            fault = kit.faults((url, work.url, attempt), partial(compose.unsuitable, data))
        except PictureError as error:
            lost.append(error)
            kit.tell(Progress(work.id, Status.ANALYZING, f"{url} was passed over: {error}"))
            continue
        yield url, data, fault


def picture(url: str, work: Work, kit: Kit, product: Product, attempt: int) -> bytes:
    """The bytes of a picture; every info that wants it shares one fetch, within one page only.

    What a saved page may read from the disk is not for another page that names the same file.
    """
    key = (url, work.url, attempt)
    return kit.pictures(key, lambda: _fetch_picture(url, work, kit, product))


def _fetch_picture(url: str, work: Work, kit: Kit, product: Product) -> bytes:
    saved = kit.options.saved_pages.get(work.url, work.url if is_saved(work.url) else None)
    data = landing_picture(kit.fetcher, url, product, saved)
    compose.check_picture(data)
    return data


# --- generating_image ---


def paint(work: Work, kit: Kit, attempt: int) -> None:
    """Get the background and keep it as it came."""
    product, plan, suggestion = _known(work)
    picture = kit.store.assets.read(_original(suggestion).path)
    palette, notes = compose.palette_of(picture, turn=plan.scheme, brand=kit.options.brand)
    for note in notes:
        kit.tell(Progress(work.id, Status.GENERATING_IMAGE, note))
    prompt = prompts.background(product, plan, kit.options.brand)
    width, height = prompts.background_size(kit.placements)
    with buying(work, kit, Status.GENERATING_IMAGE, kit.most_picture) as purchase:
        scene = Scene(
            prompt=prompt,
            width=width,
            height=height,
            style=plan.style,
            seed=plan.seed,
            palette=palette,
            picture=picture,
            calls=purchase,
        )
        painted = kit.painter.paint(scene)
        path = kit.store.assets.save_background(work.job, work.id, painted.data)
        made = {
            "palette": palette,
            "background_prompt": prompt,
            "background_image": BackgroundImage(
                path=path, provider=painted.provider, model=painted.model
            ),
        }
        suggestion = suggestion.model_copy(update=made)
        with purchase.saving() as calls:
            kit.store.record_suggestion(work.id, suggestion, calls, Status.GENERATING_SUGGESTION)


# --- generating_suggestion ---


def suggest(work: Work, kit: Kit, attempt: int) -> None:
    """Get the words of the next language; render when all are there, which buys none again."""
    suggestion = wording.write_next(work, kit)
    if wording.is_written(suggestion, work.options):
        creatives = render(work, kit.store, suggestion, kit.placements)
        kit.store.record_suggestion(work.id, creatives, status=Status.DONE)


def _known(work: Work) -> tuple[Product, Plan, Suggestion]:
    if work.product is None or work.plan is None:
        raise StageError("What was read of the page is gone; delete the job and run it anew.")
    return work.product, work.plan, work.suggestion


def _original(suggestion: Suggestion) -> OriginalImage:
    if suggestion.original_image is None:
        raise StageError("The product picture is gone; delete the job and run it anew.")
    return suggestion.original_image


STAGES = (
    Stage(Status.ANALYZING, lambda w: w.product is not None, lambda g: g.pages, analyze),
    Stage(
        Status.GENERATING_IMAGE,
        lambda w: w.suggestion.background_image is not None,
        lambda g: g.pictures,
        paint,
    ),
    Stage(
        Status.GENERATING_SUGGESTION,
        lambda w: bool(w.suggestion.creatives) and wording.is_written(w.suggestion, w.options),
        lambda g: g.words,
        suggest,
    ),
)
