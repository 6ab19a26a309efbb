"""Words without a model: a phrase book of the language, filled with the page's facts."""

from __future__ import annotations

from decimal import Decimal

from cta_batch import copyrules
from cta_batch.domain import Words
from cta_batch.providers.base import Brief, Written
from cta_batch.providers.offline import drafting
from cta_batch.providers.offline.buttons import call_to_action
from cta_batch.providers.offline.desk import desk as desk_of
from cta_batch.providers.offline.extras import extras
from cta_batch.providers.offline.facts import is_foreign, spelling
from cta_batch.providers.offline.headlines import headline, repeated
from cta_batch.providers.offline.phrases import speaks

MODEL = "phrases-4"


class OfflineWriter:
    """Writes from phrase books; the same words each time for the same brief. Costs nothing."""

    def write(self, brief: Brief) -> Written:
        """Words within all limits that say only what the page says; ``notes`` say what lacked.

        Raises ProviderRejected when the brand forbids every text there is.
        """
        desk = desk_of(brief, brief.plan)
        short = headline(brief)
        long = drafting.text(desk, "long_headline", [short], [short])
        description = drafting.text(desk, "description", [short, long], [short, long])
        primary = drafting.text(desk, "primary_text", [short, description], [description])
        spelled = spelling(brief.product, brief.language)
        action, label = call_to_action(brief.product, brief.brand, spelled)
        words = Words(
            angle=brief.plan.angle,
            headline=short,
            long_headline=long,
            description=description,
            primary_text=primary,
            cta=action,
            cta_text=label,
            language=brief.language,
        )
        words = words.model_copy(update=dict(extras(desk, words)))
        return Written(words, "offline", MODEL, Decimal(0), _notes(brief, short))


def _notes(brief: Brief, written: str) -> tuple[str, ...]:
    notes = []
    if not speaks(brief.language):
        notes.append(
            f"There are no offline phrases in the language {brief.language!r} yet, so the words are"
            " the page's own, and the button is in English."
        )
    if is_foreign(brief.product, brief.language):
        notes.append(
            f"The page is not in {brief.language!r}: offline words cannot translate, so they"
            " tell its name, figures, traits and kind, but none of its sentences."
        )
    twin = repeated(brief, written)
    if twin is not None:
        notes.append(
            f"The page gives no further headline in {brief.language!r}: {written!r} is much like"
            f" {twin!r} of a variant before it; change it with cta-batch edit."
        )
    like = copyrules.first_like(written, brief.earlier)
    if like is not None:
        notes.append(
            f"The page gives no headline that earlier ads of it have not used: {written!r} is much"
            f" like {like!r}."
        )
    return tuple(notes)
