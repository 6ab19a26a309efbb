"""From what is stored of an info to its creatives; asks no model and no network."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from cta_batch import compose, placements
from cta_batch.alttext import alt_text
from cta_batch.compose.order import RenderedCreative, RenderOrder
from cta_batch.domain import Creative, Palette, Placement, ProviderName, Status, Suggestion, Words
from cta_batch.errors import Stopped, UsageError
from cta_batch.store import Store, Work

AT_ONCE = 8
"""Infos that are rendered at a time; pixels go by cores, reading and writing between them."""


def render_again(
    store: Store,
    info: uuid.UUID,
    suggestion: Suggestion,
    *,
    fresh_palette: bool = False,
    only_changed: bool = False,
    doubt: Callable[[str], None] = lambda _: None,
) -> Suggestion:
    """Save an info's changed suggestion with creatives made anew from it, in every language.

    ``fresh_palette`` chooses the colours again, for a job that got another brand kit.
    ``only_changed`` leaves the creatives of a language alone that would look the same.
    ``doubt`` is told of changed colours that the pictures do not show.

    Needs a claim on the info (``claims.hold``).

    Raises UsageError while the info has no background yet, RenderError and StoreError.
    """
    compose.keep_cut_outs(store.assets.cut_outs)
    work = store.work(info)
    refuse_unmade(work)
    if fresh_palette:
        suggestion = suggestion.model_copy(update={"palette": _palette(work, store)})
    kept = _still_true(suggestion, work.suggestion) if only_changed else _undrawn(suggestion)
    done = render(work, store, kept, placements.of_job(work.options), doubt)
    store.record_suggestion(info, done)
    store.assets.drop_creatives(work.job, info, [c.path for c in done.every_creative()])
    return done


def refuse_unmade(work: Work) -> None:
    """Raises UsageError for an info that has no background yet."""
    if work.suggestion.background_image is None:
        command = "retry" if work.status is Status.FAILED else "resume"
        raise UsageError(
            f"Info {str(work.id)[:8]} is {work.status.value} and has nothing to edit yet;"
            f" cta-batch {command} finishes it first."
        )


def _overruled(before: Palette | None, after: Palette, drawn: Drawn) -> list[str]:
    """Sentences about colours that became others and that not all pictures show."""
    found: list[str] = []
    for role in Palette.model_fields:
        wish = getattr(after, role)
        where = [name for name, c in drawn.items() if role in c.overruled]
        if where and before is not None and wish != getattr(before, role):
            found.append(
                f"palette.{role} {wish} gives way to another colour in {', '.join(where)}:"
                " contrast, and the brand kit's kind of button, come before it"
            )
    return found


def render_each_again(
    store: Store,
    infos: Sequence[uuid.UUID],
    *,
    fresh_palette: bool = False,
    stop: threading.Event | None = None,
) -> Iterator[uuid.UUID]:
    """``render_again`` with what is stored, several infos at a time; yields each that is done.

    Holds each while it is rendered, which needs ``claims.at_work``. What raises for one info
    ends it for all that are not begun, and so does Stopped once ``stop`` is set.
    """

    def again(info: uuid.UUID) -> uuid.UUID:
        if stop is not None and stop.is_set():
            raise Stopped("Stopped at your request; what was rendered by then is saved.")
        store.claims.hold(info)
        render_again(store, info, store.work(info).suggestion, fresh_palette=fresh_palette)
        store.claims.release(info)
        return info

    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="render") as pool:
        yield from pool.map(again, infos)


def _undrawn(suggestion: Suggestion) -> Suggestion:
    """The suggestion without any creatives."""
    bare = tuple(w.model_copy(update={"creatives": ()}) for w in suggestion.localizations)
    return suggestion.model_copy(update={"creatives": (), "localizations": bare})


def _still_true(after: Suggestion, before: Suggestion) -> Suggestion:
    """``after`` with those creatives that look as they did ``before``: same design, same words."""
    undrawn = _undrawn(after)
    if any(getattr(after, key) != getattr(before, key) for key in _DESIGN):
        return undrawn
    pairs = zip(after.localizations, undrawn.localizations, strict=True)
    kept = tuple(now if now in before.localizations else bare for now, bare in pairs)
    creatives = after.creatives if after.words() == before.words() else ()
    return undrawn.model_copy(update={"creatives": creatives, "localizations": kept})


_DESIGN = ("layout", "palette", "original_image", "background_image")
"""What all languages of an info have in common to the eye."""


def _palette(work: Work, store: Store) -> Palette | None:
    original, plan = work.suggestion.original_image, work.plan
    if original is None or plan is None:
        return work.suggestion.palette
    picture = store.assets.read(original.path)
    palette, _ = compose.palette_of(picture, turn=plan.scheme, brand=work.options.brand)
    return palette


CLEAN = "-clean"
"""Ends the name of a creative without words, beside that of its placement."""

Drawn = dict[str, RenderedCreative]
"""Creatives of one language by name: a placement, or its twin without words."""


def render(
    work: Work,
    store: Store,
    suggestion: Suggestion,
    wanted: tuple[Placement, ...],
    doubt: Callable[[str], None] = lambda _: None,
) -> Suggestion:
    """Render what has no creatives, save the files, and give the suggestion that lists them all.

    A localization shares all but the words; only the main language has twins without words.
    ``doubt`` is told of changed colours that the main language's pictures do not show.
    """
    order = _order(work, store, suggestion, wanted)
    main = Drawn()
    if not suggestion.creatives:
        palette, main = _drawn(order, clean=work.options.clean)
        for sentence in _overruled(work.suggestion.palette, palette, main):
            doubt(sentence)
        suggestion = suggestion.model_copy(update={"palette": palette})
        order = replace(order, palette=palette)
    others = {
        words.language: _drawn(replace(order, words=words), clean=False)[1]
        for words in suggestion.localizations
        if not words.creatives
    }
    return _saved(work, store, suggestion, main, others)


def _drawn(order: RenderOrder, *, clean: bool) -> tuple[Palette, Drawn]:
    rendered = compose.render(order)
    pictures = {c.placement.name: c for c in rendered.creatives}
    if clean:
        twins = compose.render(replace(order, palette=rendered.palette, clean=True))
        pictures |= {f"{c.placement.name}{CLEAN}": c for c in twins.creatives}
    return rendered.palette, pictures


def _saved(
    work: Work, store: Store, suggestion: Suggestion, main: Drawn, others: dict[str, Drawn]
) -> Suggestion:
    """All files are saved in one go, so that a failure leaves those that were there."""
    files = {name: c.data for name, c in main.items()} | {
        f"{language}/{name}": c.data
        for language, drawn in others.items()
        for name, c in drawn.items()
    }
    paths = store.assets.save_creatives(work.job, work.id, files)
    about = work.product.name if work.product else ""

    def listed(words: Words, drawn: Drawn, folder: str) -> tuple[Creative, ...]:
        return tuple(
            _creative(
                n, c, paths[f"{folder}{n}"], alt_text(about, words, c.layout, c.written, c.stands)
            )
            for n, c in drawn.items()
        )

    update: dict[str, object] = {
        "localizations": tuple(
            w.model_copy(update={"creatives": listed(w, others[w.language], f"{w.language}/")})
            if w.language in others
            else w
            for w in suggestion.localizations
        )
    }
    if main:
        update["creatives"] = listed(suggestion.words(), main, "")
    return suggestion.model_copy(update=update)


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
