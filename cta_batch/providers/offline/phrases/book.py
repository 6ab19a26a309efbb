"""What a phrase book holds. Texts carry slots in braces; one that lacks its fact is passed over.

Slots: ``name`` · ``price`` · ``list_price``, ``percent`` and ``saved`` (of a sale) · ``rating`` (of
5) · ``count`` (of ratings) · ``feature``, ``feature2``, ``feature3`` (the page's points, without
end punctuation) · ``point`` (one that can stand alone as a headline) · ``sentence`` (one of the
page's, with its full stop) · ``evidence`` (the page's own words for the angle) · ``trait`` (what
one of its traits means, in the book's own words) · ``use`` (what one does with its kind of thing)
and ``label`` (a point that only names a feature), which every book leaves to ``headlines`` and
``drafting``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cta_batch.domain import CallToAction

Texts = Mapping[str, tuple[str, ...]]
"""Templates by angle (``price``) or topic (``free delivery``); ``any`` fits every angle."""


@dataclass(frozen=True)
class PhraseBook:
    """The words of one language. ``labels`` are those of the button.

    ``traits`` say what a trait of the product (``traits.TRAITS``) means to whoever buys it.

    ``gift_tag`` is the hashtag under which people look for presents, empty where we know none.
    ``fillers`` fit every product and every field: what is said when a page says nothing.
    """

    headlines: Texts
    long_headlines: Texts
    descriptions: Texts
    primary_texts: Texts
    short_headlines: Texts
    traits: Mapping[str, tuple[str, ...]]
    gift_tag: str
    labels: Mapping[CallToAction, str]
    fillers: tuple[str, ...]
