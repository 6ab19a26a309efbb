"""Kinds of things, and what one does with them: said where a page gives no other headline."""

from __future__ import annotations

import pytest

from cta_batch import angles, copyrules, grounding
from cta_batch.domain import Product, Words
from cta_batch.limits import LIMITS, display_width
from cta_batch.providers.base import Brief
from cta_batch.providers.offline import OfflineWriter
from cta_batch.providers.offline.kinds import KINDS, kind_of
from cta_batch.providers.offline.naming import names
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


@pytest.mark.parametrize(
    ("language", "name", "kind"),
    [
        ("en", '60"W x 24"D Thick Maple Butcher Block Square Edge Workbench Top', None),
        ("en", "Ribbed Tank Top", None),
        ("en", "Women's Ribbed Tank Top", "clothes"),
        ("en", "Clear Top Coat", None),
        ("en", "Brass Cabinet Pulls", None),
        ("en", "Classic Cotton Tee", None),
        ("en", "Portable Air Conditioner", None),
        ("en", "Cedar Raised Garden Bed", None),
        ("en", "Terracotta Plant Pots", None),
        ("en", "CV Joint Boot", None),
        ("en", "Wildflower Seeds", None),
        ("en", "Sink and Kitchen Mixer", "kitchen"),
        ("en", "Basin Mixer", None),
        ("de", "Lammfell-Handschuhe", None),
        ("de", "Kräuter Tee", "tea"),
        ("fr", "Tapis de course pliable", None),
        ("fr", "Casque de moto", None),
        ("fr", "Casque Bluetooth", "audio"),
        ("es", "Reloj de pared", None),
        ("ja", "ミネラルウォーター 12本", None),
    ],
)
def test_a_noun_of_several_meanings_tells_no_kind_alone(
    language: str, name: str, kind: str | None
) -> None:
    assert kind_of(thing(name, language), language) == kind


def test_the_category_says_which_meaning_a_noun_has() -> None:
    assert kind_of(thing("Ribbed Top", category="Women > Clothing > Tops"), "en") == "clothes"
    assert kind_of(thing("Maple Top", category="Work Benches > Components > Tops"), "en") is None


def test_what_the_sick_wear_is_nothing_to_go_out_in() -> None:
    page = thing("Post-Op Recovery Shirt")
    assert kind_of(page, "en") is None
    worn = thing("Zip Hoodie", description="For patients after chest surgery.")
    assert kind_of(worn, "en") is None


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


# --- what a shop calls a thing, and how people do ---


@pytest.mark.parametrize(
    ("name", "brand", "said"),
    [
        ("Ceramic mug, earthy pottery mug handmade, US DDP", None, "Ceramic mug"),
        ("Wireless Headphones 2024, 50H Playtime", "GUSILOR", "Wireless Headphones"),
        ("Almondina, Toastees, Toasted Almond Thins", "Almondina", "Almondina Toastees"),
        ("Atomic Habits: An Easy & Proven Way", "James Clear", "Atomic Habits"),
        ("VERTE LUMBAR SUPPORT CHAIR: ADJUSTABLE BACK", "VERTE", "Verte Lumbar Support Chair"),
    ],
)
def test_a_name_ends_where_words_to_be_found_by_begin(
    name: str, brand: str | None, said: str
) -> None:
    assert names(thing(name, brand=brand), "en")[0] == said


def tags(name: str, **more: str) -> set[str]:
    page = thing(name).model_copy(update=more)
    plan = angles.plan(page, index=0, count=1)
    return set(OfflineWriter().write(Brief(page, plan, "en")).words.hashtags)


def test_hashtags_are_what_people_search_for() -> None:
    assert tags("Arrival T-Shirt", brand="Gymshark | We Do Gym", category="ss tops") == {
        "#Gymshark",
        "#ArrivalTShirt",
    }
    mugs = tags("Ceramic mug", category="Home & Living < Drink & Barware < Drinkware < Mugs")
    assert mugs == {"#CeramicMug", "#Mugs"}
    assert "#GeForceGTXTITANZ12GBSCGAMING" not in tags("GeForce GTX TITAN Z 12GB SC GAMING")
    assert not any(tag[1:].isupper() and len(tag) > 5 for tag in tags("TITAN GAMING CHAIR"))


def words_of(page: Product, count: int = 3) -> list[Words]:
    plans = [angles.plan(page, index=i, count=count) for i in range(count)]
    return [OfflineWriter().write(Brief(page, plan, "en")).words for plan in plans]


def test_labels_are_told_as_one_list_and_head_no_ad_that_has_more_to_say() -> None:
    page = thing(
        "Kitchen System Blender",
        features=(
            "Modern Design: a new look",
            "Frozen fruit",
            "Crushed ice",
            "Smooth soups",
            "Nut butters",
            "Cold coffee",
            "Thick batter",
            "Fresh salsa",
            "Volume capacity",
        ),
        description="Blends frozen fruit without a pause for whoever is hungry.",
    )
    written = words_of(page)
    pin = written[0].pinterest_description or ""
    assert "Frozen fruit, nut butters, cold coffee, thick batter." in pin
    assert "Volume capacity" not in " ".join(written[0].texts().values())
    assert "Modern Design" not in {w.headline for w in written}


def test_sentences_that_lean_on_another_one_do_not_stand_alone() -> None:
    page = thing(
        "Organic Sunflower Seeds",
        description="Seeds for bread, salads and long afternoons. They come from a sunflower field."
        " Its petals are bright yellow all summer long.",
    )
    texts = [t for w in words_of(page) for t in w.texts().values()]
    assert not any("They come from" in text for text in texts)
    assert any("Seeds for bread" in text for text in texts)


# --- what is no argument, and what is no name ---


def test_what_turns_buyers_away_or_is_a_data_sheet_is_not_quoted() -> None:
    page = thing(
        "Cat Tablets",
        description="A tablet that is easy to give. You may notice your pet scratching more than"
        " usual for an hour. If you’re looking for a quick fix, this is not the one for you.",
        features=("THICKNESS INCHES 1-3/4", "FOOD SAFE Yes", "Web tensioner", "Spring-Summer 2020"),
    )
    said = " ".join(text for words in words_of(page) for text in words.texts().values())
    for bad in ("scratching", "not the one", "INCHES", "FOOD SAFE"):
        assert bad not in said
    heads = {h for w in words_of(page) for h in (w.headline, w.short_headline)}
    assert not heads & {"Web tensioner", "Spring-Summer 2020", "shop.example"}


def test_a_name_is_not_cut_behind_what_changes_it_nor_a_title_for_its_tags() -> None:
    combo = thing("AFA Stainless 33-inch Sink and Semi Pro Faucet Combo")
    assert "Pro Faucet Combo" not in names(combo, "en")
    assert tags("Better Off Dead [Exclusive Blu-ray Steelbook]") == {"#BetterOffDead"}
