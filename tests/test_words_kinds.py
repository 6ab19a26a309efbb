"""Kinds of things, and what one does with them: said where a page gives no other headline."""

from __future__ import annotations

import pytest

from cta_batch import angles, copyrules, grounding
from cta_batch.domain import Product
from cta_batch.limits import LIMITS, display_width
from cta_batch.providers.base import Brief
from cta_batch.providers.offline import OfflineWriter
from cta_batch.providers.offline.kinds import KINDS, kind_of
from cta_batch.providers.offline.phrases import LANGUAGES, uses

BOOKS = (*sorted(LANGUAGES), "zh-Hant")


def thing(name: str, language: str = "en", **more: object) -> Product:
    page = Product(name=name, language=language, url="https://shop.example/t")
    return page.model_copy(update=more)


@pytest.mark.parametrize(
    ("language", "name", "kind"),
    [
        ("en", "Atelier Sofa", "seating"),
        ("en", "Oak coffee table", None),
        ("en", "Coffee mug", "cup"),
        ("en", "Dark Roast Coffee", "coffee"),
        ("en", "Mug for coffee lovers", "cup"),
        ("en", "KALLAX Shelf unit - white 30 1/8x57", "storage"),
        ("en", "Sundara Headphones | 2020 Edition", "audio"),
        ("en", "Lamp shade", None),
        ("de", "Kaffeemaschine", None),
        ("de", "Massivholz-Wandregal", "storage"),
        ("de", "Teppichreiniger", None),
        ("fr", "Tasse à café en grès", "cup"),
        ("fr", "Montre Casio PRO TREK", "watch"),
        ("es", "Zapatillas Duna", "shoes"),
        ("it", "Tazza da tè", "cup"),
        ("pt", "Frigideira Serra 28 cm", "pan"),
        ("nl", "Fietstas Maas 20 L", "bag"),
        ("ja", "本革リュック", "bag"),
        ("zh", "调光台灯", "light"),
    ],
)
def test_the_noun_of_a_name_tells_the_kind(language: str, name: str, kind: str | None) -> None:
    assert kind_of(thing(name, language), language) == kind


def test_a_category_tells_it_where_the_name_does_not() -> None:
    page = thing("PRO TREK 3100", category="Home > Men > Watches")
    assert kind_of(page, "en") == "watch"
    assert kind_of(thing("Atomic Habits", features=("Publisher: Avery",)), "en") == "book"


@pytest.mark.parametrize("language", BOOKS)
def test_what_is_said_of_a_kind_fits_and_claims_nothing(language: str) -> None:
    said = uses(language)
    assert set(said) == set(KINDS)
    for kind, texts in said.items():
        page = thing("Thing", language)
        assert len(set(texts)) == len(texts), kind
        for text in texts:
            assert display_width(text) <= LIMITS["headline"], text
            assert copyrules.headline_faults(text) == [], text
            assert grounding.claims_in(text, page, language) == (), text
        assert (copyrules.mean_overlap(texts) or 0) < copyrules.SAME, texts


@pytest.mark.parametrize(("language", "name"), [("en", "Atelier Sofa"), ("de", "Ledersessel Lenz")])
def test_a_page_that_says_nothing_is_not_called_by_its_name_alone(language: str, name: str) -> None:
    page = thing(name, language)
    plans = [angles.plan(page, index=i, count=2) for i in range(2)]
    written = [OfflineWriter().write(Brief(page, plan, language)).words for plan in plans]
    assert {w.headline for w in written} == set(uses(language)["seating"])


def test_in_another_language_the_kind_is_said_in_the_ad_s() -> None:
    page = thing("Montre Casio PRO TREK", "fr", description="Une montre qui se porte partout.")
    words = OfflineWriter().write(Brief(page, angles.plan(page, index=0, count=1), "de")).words
    assert words.headline in uses("de")["watch"]
