"""From what is stored of an info to its creatives; asks no model and no network."""

from __future__ import annotations

import uuid
from dataclasses import replace

from cta_batch import compose, placements
from cta_batch.alttext import alt_text
from cta_batch.compose.order import RenderedCreative, RenderOrder
from cta_batch.domain import Creative, Palette, Placement, ProviderName, Suggestion
from cta_batch.errors import UsageError
from cta_batch.store import Store, Work


def render_again(
    store: Store, info: uuid.UUID, suggestion: Suggestion, *, fresh_palette: bool = False
) -> Suggestion:
    """Save an info's changed suggestion with creatives made anew from it.

    ``fresh_palette`` chooses the colours again, for a job that got another brand kit.

    Needs a claim on the info (``claims.hold``).

    Raises UsageError while the info has no background yet, RenderError and StoreError.
    """
    work = store.work(info)
    if work.suggestion.background_image is None:
        raise UsageError(
            f"Info {str(info)[:8]} is {work.status.value} and has nothing to edit yet;"
            " cta-batch resume finishes it first."
        )
    if fresh_palette:
        suggestion = suggestion.model_copy(update={"palette": _palette(work, store)})
    done = render(work, store, suggestion, placements.of_job(work.options))
    store.record_suggestion(info, done)
    store.assets.drop_creatives(work.job, info, [c.path for c in done.creatives])
    return done


def _palette(work: Work, store: Store) -> Palette | None:
    original, plan = work.suggestion.original_image, work.plan
    if original is None or plan is None:
        return work.suggestion.palette
    picture = store.assets.read(original.path)
    palette, _ = compose.palette_of(picture, turn=plan.scheme, brand=work.options.brand)
    return palette


CLEAN = "-clean"
"""Ends the name of a creative without words, beside that of its placement."""


def render(
    work: Work, store: Store, suggestion: Suggestion, wanted: tuple[Placement, ...]
) -> Suggestion:
    """Render, save the files, and give the suggestion that lists them."""
    order = _order(work, store, suggestion, wanted)
    rendered = compose.render(order)
    pictures = {c.placement.name: c for c in rendered.creatives}
    if work.options.clean:
        twins = compose.render(replace(order, palette=rendered.palette, clean=True))
        pictures |= {f"{c.placement.name}{CLEAN}": c for c in twins.creatives}
    paths = store.assets.save_creatives(
        work.job, work.id, {name: c.data for name, c in pictures.items()}
    )
    about = work.product.name if work.product else ""
    creatives = tuple(
        _creative(name, c, paths[name], alt_text(about, order.words, c.layout, c.written))
        for name, c in pictures.items()
    )
    return suggestion.model_copy(update={"palette": rendered.palette, "creatives": creatives})


def _order(
    work: Work, store: Store, suggestion: Suggestion, wanted: tuple[Placement, ...]
) -> RenderOrder:
    original, background = suggestion.original_image, suggestion.background_image
    if original is None or background is None or suggestion.layout is None or work.plan is None:
        raise UsageError(f"Info {str(work.id)[:8]} has no pictures yet; resume its job first.")
    return RenderOrder(
        picture=store.assets.read(original.path),
        background=store.assets.read(background.path),
        background_is_ai=background.provider != ProviderName.OFFLINE,
        words=suggestion.words(),
        layout=suggestion.layout,
        placements=wanted,
        seed=work.plan.seed,
        palette=suggestion.palette,
        brand=work.options.brand,
        variant=work.plan.index,
    )


def _creative(name: str, rendered: RenderedCreative, path: str, shows: str) -> Creative:
    return Creative(
        placement=name,
        width=rendered.placement.width,
        height=rendered.placement.height,
        path=path,
        bytes=len(rendered.data),
        warnings=rendered.warnings,
        alt_text=shows,
    )
