"""What is done to an info, step by step: each takes what is saved, and saves and returns more.

A stage that was tried before finds what it already has in ``work`` and does not ask again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto

from cta_batch import angles, compose, prompts
from cta_batch.domain import (
    BackgroundImage,
    OriginalImage,
    Palette,
    Plan,
    Product,
    ProviderName,
    Status,
    Suggestion,
)
from cta_batch.errors import StageError
from cta_batch.pipeline import wording
from cta_batch.pipeline.buying import buying
from cta_batch.pipeline.kit import Gates, Kit, Look, Progress
from cta_batch.pipeline.landing import read_landing
from cta_batch.pipeline.originals import fetched_ahead, original, wanted_picture
from cta_batch.pipeline.rendering import render
from cta_batch.providers.base import Scene
from cta_batch.providers.retrying import Gate
from cta_batch.store import Work


class Leg(Enum):
    """What a step mostly waits for; those who wait for one thing do not stand in others' way."""

    READ = auto()
    """Shops, for a page."""
    LOOK = auto()
    """Shops, for the pictures of a page that is known, and a core."""
    ASK = auto()
    """Model servers."""
    DRAW = auto()
    """A core."""


@dataclass(frozen=True)
class Stage:
    """When it is done, which gate it waits at, and what its next step does on attempt 0 or 1;
    ``can_begin`` says when, for one that lies on a leg with others."""

    status: Status
    leg: Leg
    is_done: Callable[[Work], bool]
    gate: Callable[[Gates], Gate]
    do: Callable[[Work, Kit, int], Work]
    can_begin: Callable[[Work], bool] = lambda _work: True


# --- analyzing ---


def read(work: Work, kit: Kit, attempt: int) -> Work:
    """Read the landing page and plan the variant."""
    product = kit.store.known_product(work.job, work.url) or kit.products(
        (work.url, attempt), lambda: _fetch_product(work, kit)
    )
    plan = angles.plan(product, index=work.variant, count=work.siblings)
    kit.store.record_page(work.id, product, plan)
    return replace(work, product=product, plan=plan)


def look(work: Work, kit: Kit, attempt: int) -> Work:
    """Keep the original picture of the variant, and choose a layout and colours that suit it."""
    product, plan, suggestion = _known(work)
    look = kit.looks.pop(work.id, None) if attempt == 0 else None
    if look is None:
        look = _look_at(original(work, kit, product, plan, attempt), work, kit, plan)
    for note in look.notes:
        kit.tell(Progress(work.id, Status.ANALYZING, note))
    planned = angles.plan(product, index=plan.index, count=plan.count, layouts=look.layouts)
    plan = plan.model_copy(update={"layout": planned.layout})
    chosen = {
        "angle": plan.angle,
        "layout": plan.layout,
        "palette": look.palette,
        "original_image": look.image,
    }
    suggestion = suggestion.model_copy(update=chosen)
    kit.store.record_picture(work.id, plan, suggestion, Status.GENERATING_IMAGE)
    return replace(work, plan=plan, suggestion=suggestion, status=Status.GENERATING_IMAGE)


def look_ahead(work: Work, kit: Kit) -> None:
    """Do what takes time in ``look``. What went wrong, and that an ad cannot use the picture whose
    turn it is, is left for ``look`` to find."""
    url, path = wanted_picture(work), None if kit.stop.is_set() else fetched_ahead(work, kit)
    if url is not None and path is not None and work.plan is not None:
        image = OriginalImage(url=url, path=path)
        kit.looks[work.id] = _look_at(image, work, kit, work.plan)


def _look_at(image: OriginalImage, work: Work, kit: Kit, plan: Plan) -> Look:
    data = kit.store.assets.read(image.path)
    ai = kit.options.provider is not ProviderName.OFFLINE
    layouts = compose.layouts_for(data, ai_background=ai)
    palette, notes = compose.palette_of(data, turn=plan.scheme, brand=kit.options.brand)
    return Look(image, layouts, palette, notes)


def _fetch_product(work: Work, kit: Kit) -> Product:
    landing = read_landing(kit.fetcher, work.url, kit.options.saved_pages.get(work.url))
    for note in landing.notes:
        kit.tell(Progress(work.id, Status.ANALYZING, note))
    return landing.reading.product


def _palette(work: Work, kit: Kit, plan: Plan, picture: bytes) -> Palette:
    palette, notes = compose.palette_of(picture, turn=plan.scheme, brand=kit.options.brand)
    for note in notes:
        kit.tell(Progress(work.id, Status.ANALYZING, note))
    return palette


# --- generating_image ---


def paint(work: Work, kit: Kit, attempt: int) -> Work:
    """Get the background and keep it as it came."""
    product, plan, suggestion = _known(work)
    picture = kit.store.assets.read(_original(suggestion).path)
    palette = suggestion.palette or _palette(work, kit, plan, picture)
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
            kit.store.record_background(work.id, suggestion, calls, Status.GENERATING_SUGGESTION)
    return replace(work, suggestion=suggestion, status=Status.GENERATING_SUGGESTION)


# --- generating_suggestion ---


def write(work: Work, kit: Kit, attempt: int) -> Work:
    """Get the words of the next language and save them."""
    return replace(work, suggestion=wording.write_next(work, kit))


def draw(work: Work, kit: Kit, attempt: int) -> Work:
    """Render what is decided; a retry buys no words again."""
    drawn = render(work, kit.store, work.suggestion, kit.placements)
    kit.store.record_suggestion(work.id, drawn, status=Status.DONE)
    return replace(work, suggestion=drawn, status=Status.DONE)


def _is_drawn(work: Work) -> bool:
    made = work.suggestion
    return bool(made.creatives) and all(words.creatives for words in made.localizations)


def _known(work: Work) -> tuple[Product, Plan, Suggestion]:
    if work.product is None or work.plan is None:
        raise StageError("What was read of the page is gone; delete the job and run it anew.")
    return work.product, work.plan, work.suggestion


def _original(suggestion: Suggestion) -> OriginalImage:
    if suggestion.original_image is None:
        raise StageError("The product picture is gone; delete the job and run it anew.")
    return suggestion.original_image


def next_stage(work: Work, leg: Leg | None = None) -> Stage | None:
    """The first that is not done; None when all are. With ``leg``: of those on it that can begin,
    though others before them may not be done."""
    if leg is None:
        return next((stage for stage in STAGES if not stage.is_done(work)), None)
    left = (s for s in STAGES if s.leg is leg and not s.is_done(work) and s.can_begin(work))
    return next(left, None)


def may_be_written(work: Work) -> bool:
    """Whether a model can write the words of an info while its picture is on its way.

    No words are bought for a page that shows none: there will be no ad.
    """
    models = work.options.provider is not ProviderName.OFFLINE
    return models and wanted_picture(work) is not None and next_stage(work, Leg.ASK) is not None


STAGES = (
    Stage(
        Status.ANALYZING,
        Leg.READ,
        is_done=lambda work: work.product is not None,
        gate=lambda gates: gates.pages,
        do=read,
    ),
    Stage(
        Status.ANALYZING,
        Leg.LOOK,
        is_done=lambda work: work.suggestion.original_image is not None,
        gate=lambda gates: gates.pages,
        do=look,
    ),
    Stage(
        Status.GENERATING_IMAGE,
        Leg.ASK,
        is_done=lambda work: work.suggestion.background_image is not None,
        gate=lambda gates: gates.pictures,
        do=paint,
        can_begin=lambda work: work.suggestion.original_image is not None,
    ),
    Stage(
        Status.GENERATING_SUGGESTION,
        Leg.ASK,
        is_done=lambda work: wording.is_written(work.suggestion, work.options),
        gate=lambda gates: gates.words,
        do=write,
    ),
    Stage(
        Status.GENERATING_SUGGESTION,
        Leg.DRAW,
        is_done=_is_drawn,
        gate=lambda gates: gates.pixels,
        do=draw,
    ),
)
