"""From what is stored of an info to its creatives; asks no model and no network."""

from __future__ import annotations

import uuid

from cta_batch import compose
from cta_batch.compose.order import RenderedCreative, RenderOrder
from cta_batch.domain import Creative, Placement, ProviderName, Suggestion
from cta_batch.errors import UsageError
from cta_batch.placements import PLACEMENTS
from cta_batch.store import Store, Work


def render_again(store: Store, info: uuid.UUID, suggestion: Suggestion) -> Suggestion:
    """Save an info's changed suggestion with creatives made anew from it.

    Raises UsageError while the info has no background yet, RenderError and StoreError.
    """
    work = store.work(info)
    if work.suggestion.background_image is None:
        raise UsageError(
            f"Info {str(info)[:8]} is {work.status.value} and has nothing to edit yet;"
            " cta-batch resume finishes it first."
        )
    placements = tuple(PLACEMENTS[name] for name in work.options.placements)
    done = render(work, store, suggestion, placements)
    store.record_suggestion(info, done)
    return done


def render(
    work: Work, store: Store, suggestion: Suggestion, placements: tuple[Placement, ...]
) -> Suggestion:
    """Render, save the files, and give the suggestion that lists them."""
    order = _order(work, store, suggestion, placements)
    rendered = compose.render(order)
    paths = store.assets.save_creatives(
        work.job, work.id, {c.placement.name: c.data for c in rendered.creatives}
    )
    creatives = tuple(_creative(c, paths[c.placement.name]) for c in rendered.creatives)
    return suggestion.model_copy(update={"palette": rendered.palette, "creatives": creatives})


def _order(
    work: Work, store: Store, suggestion: Suggestion, placements: tuple[Placement, ...]
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
        placements=placements,
        seed=work.plan.seed,
        palette=suggestion.palette,
        brand=work.options.brand,
    )


def _creative(rendered: RenderedCreative, path: str) -> Creative:
    return Creative(
        placement=rendered.placement.name,
        width=rendered.placement.width,
        height=rendered.placement.height,
        path=path,
        bytes=len(rendered.data),
        warnings=rendered.warnings,
    )
