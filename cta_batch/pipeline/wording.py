"""The words of an info, in every language of its job: each is bought once and saved as it comes."""

from __future__ import annotations

from dataclasses import replace

from cta_batch import copyrules
from cta_batch.domain import (
    BrandKit,
    JobOptions,
    Localization,
    Plan,
    Product,
    ProviderName,
    Status,
    Suggestion,
)
from cta_batch.errors import AskedToWait, JobStopped, ProviderError, StageError
from cta_batch.languages import spoken
from cta_batch.pipeline.buying import Purchase, buying
from cta_batch.pipeline.kit import Kit, Progress
from cta_batch.providers.base import Brief, Written
from cta_batch.store import Work


def write_next(work: Work, kit: Kit) -> Suggestion:
    """The suggestion with the words of the next language that has none; as it is when all have.

    Raises what the writer raises; the languages before it are saved.
    """
    unwritten = _unwritten(work.suggestion, kit.options)
    return _bought(work, kit, unwritten[0]) if unwritten else work.suggestion


def is_written(suggestion: Suggestion, options: JobOptions) -> bool:
    """Whether the words are there in every language of the job."""
    return not _unwritten(suggestion, options)


def _unwritten(suggestion: Suggestion, options: JobOptions) -> list[str | None]:
    """The languages still to be written, in their order; None is the main one."""
    main: list[str | None] = [None] if suggestion.headline is None else []
    there = {localization.language for localization in suggestion.localizations}
    return main + [code for code in options.localized_into if code not in there]


def _bought(work: Work, kit: Kit, language: str | None) -> Suggestion:
    """The suggestion with words that are bought and saved; twice where a sibling that was written
    at the same moment has much the same headline."""
    written, late = _saved(work, kit, language)
    twin = copyrules.first_like(written.words.headline, late)
    if twin is not None and written.provider != ProviderName.OFFLINE:  # which writes the same again
        written = _unlike(twin, written, work, kit, language)
    for note in _notes(written, language):
        kit.tell(Progress(work.id, Status.GENERATING_SUGGESTION, note))
    return _added(work.suggestion, written, language)


def _saved(work: Work, kit: Kit, language: str | None) -> tuple[Written, tuple[str, ...]]:
    """Words, bought and saved, and the headlines that siblings got meanwhile."""
    with buying(work, kit, Status.GENERATING_SUGGESTION, kit.most_words) as purchase:
        brief = _brief(work, kit, language, purchase)
        written = kit.writer.write(brief)
        added = _added(work.suggestion, written, language)
        with purchase.saving() as calls:
            siblings = kit.store.record_words(work, added, calls, language)
    return written, tuple(h for h in siblings if h not in brief.taken)


def _unlike(twin: str, written: Written, work: Work, kit: Kit, language: str | None) -> Written:
    """Other words than ``written``, now that ``twin`` is known; those if they cannot be had."""
    try:
        kit.gates.words.enter(kit.gates.words.ticket())
        return _saved(work, kit, language)[0]
    except (ProviderError, JobStopped, AskedToWait):
        note = (
            f"The headline is much like {twin!r} of a variant that was written at the same moment;"
            " change it with cta-batch edit."
        )
        noted = replace(written, notes=(*written.notes, note))
        kit.store.record_suggestion(work.id, _added(work.suggestion, noted, language))
        return noted


def _added(suggestion: Suggestion, written: Written, language: str | None) -> Suggestion:
    notes = {"notes": (*suggestion.notes, *_notes(written, language))}
    if language is None:
        return suggestion.model_copy(update=dict(written.words) | notes)
    localization = Localization(**dict(written.words))
    others = {"localizations": (*suggestion.localizations, localization)}
    return suggestion.model_copy(update=others | notes)


def _notes(written: Written, language: str | None) -> list[str]:
    """What there is to say about the words of one language; the main one needs no name."""
    return [note if language is None else f"{language}: {note}" for note in written.notes]


def _brief(work: Work, kit: Kit, language: str | None, calls: Purchase) -> Brief:
    product, plan = _known(work)
    return Brief(
        product=product,
        plan=plan,
        language=language or kit.options.language or spoken(product),
        brand=_brand(kit.options.brand, language),
        taken=kit.store.headlines(work.id, work.job, work.url, language),
        earlier=kit.store.earlier_headlines(work.job, work.url) if language is None else (),
        original=None if language is None else work.suggestion.words(),
        calls=calls,
    )


def _brand(brand: BrandKit | None, language: str | None) -> BrandKit | None:
    """A brand's own button text is in one language, the main one."""
    if brand is None or language is None:
        return brand
    return brand.model_copy(update={"cta_text": None})


def _known(work: Work) -> tuple[Product, Plan]:
    if work.product is None or work.plan is None:
        raise StageError("What was read of the page is gone; delete the job and run it anew.")
    return work.product, work.plan
