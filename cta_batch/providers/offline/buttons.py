"""What the button of an ad says."""

from __future__ import annotations

from functools import cache

from cta_batch.actions import fitting
from cta_batch.domain import BrandKit, CallToAction, Product
from cta_batch.limits import LIMITS, display_width
from cta_batch.providers.offline.phrases import LANGUAGES, book, label, speaks


def call_to_action(
    product: Product, brand: BrandKit | None, language: str
) -> tuple[CallToAction, str]:
    """The action and its label in the language; a brand's own choice of either wins."""
    action = (brand.cta if brand else None) or fitting(product)
    own = brand.cta_text if brand else None
    if own and display_width(own) <= LIMITS["cta_text"]:
        return action, own
    return action, label(action, language)


def is_foreign_label(text: str, language: str) -> bool:
    """Whether a label is one that we know of other languages only: ``Shop now`` in a German ad.

    A whole ad's language is told by its words; a button has too few of them.
    """
    said = text.casefold().strip(" !.→>")
    return speaks(language) and said in _labels_but(language)


@cache
def _labels_but(language: str) -> frozenset[str]:
    own = {text.casefold() for text in book(language).labels.values()}
    others = (book(code).labels.values() for code in (*sorted(LANGUAGES), "zh-Hant"))
    return frozenset(text.casefold() for texts in others for text in texts) - own
