"""What a page states of a product in so many words, and what that means to whoever buys it."""

from __future__ import annotations

import re

import pytest

from cta_batch import angles, copyrules, grounding
from cta_batch.domain import Product
from cta_batch.lexicon.traits import TRAITS
from cta_batch.limits import LIMITS, display_width
from cta_batch.providers.base import Brief
from cta_batch.providers.offline import OfflineWriter
from cta_batch.providers.offline.phrases import LANGUAGES, book
from cta_batch.providers.offline.traits import traits

BOOKS = (*sorted(LANGUAGES), "zh-Hant")
BARE = Product(name="Thing", url="https://shop.example/t")


def of(name: str, *features: str, description: str = "", language: str = "en") -> tuple[str, ...]:
    return traits(
        Product(
            name=name,
            features=features,
            description=description,
            language=language,
            url="https://shop.example/t",
        )
    )


@pytest.mark.parametrize(
    ("told", "trait"),
    [
        (of("Keychron K2 Wireless Mechanical Keyboard"), "wireless"),
        (of("Mug", "Dishwasher safe"), "dishwasher"),
        (of("Becher", "Spülmaschinenfest", language="de"), "dishwasher"),
        (of("Bol", "Passe au lave-vaisselle", language="fr"), "dishwasher"),
        (of("Jacket", description="A lightweight, packable layer."), "lightweight"),
        (of("Lampe de bureau", "Avec variateur", language="fr"), "dimmable"),
        (of("Silla plegable", language="es"), "foldable"),
        (of("Tovaglia", "Lavabile in lavatrice", language="it"), "machine-washable"),
        (of("Cadeira ergonômica", language="pt"), "ergonomic"),
        (of("Tent", "Waterdicht en licht", language="nl"), "waterproof"),
        (of("ワイヤレスイヤホン", language="ja"), "wireless"),
        (of("不鏽鋼碗", language="zh"), "stainless"),
        (of('Lodge 12" Cast Iron Skillet'), "cast iron"),
        (of("Bread", "Certified gluten free"), "gluten-free"),
    ],
)
def test_what_is_stated_plainly_is_found(told: tuple[str, ...], trait: str) -> None:
    assert trait in told


@pytest.mark.parametrize(
    "told",
    [
        of("Mug", "Not dishwasher safe"),
        of("Becher", "Nicht spülmaschinenfest", language="de"),
        of("Bol", "Ne passe pas au lave-vaisselle", language="fr"),
        of("Pan", "Suitable for all hobs excluding induction"),
        of("Sandal", description="A lightweight EVA sole for every step."),
        of("Graphics card", "Adjustable RGB LED"),
        of("Serum", description="A lightweight, creamy feel."),
        of("Kettle", description="The lid is stainless steel and the body is glass."),
        of("Bag", "Waterproof zipper"),
        of("鋳物急須", "洗いやすいステンレス茶こし付き", language="ja"),
        of("铁壶", "附不锈钢滤网", language="zh"),
        of("Phone", "Wireless charging"),
        of("Lamp", "Remote sold separately"),
        of("Bread", description="Unlike gluten-free loaves, it is made of wheat."),
        of("Speaker", "Comes without a rechargeable battery"),
    ],
)
def test_what_is_denied_or_said_of_a_part_is_not(told: tuple[str, ...]) -> None:
    assert told == ()


@pytest.mark.parametrize("language", BOOKS)
def test_every_trait_has_sayings_that_can_be_headlines(language: str) -> None:
    told = book(language).traits
    assert told.keys() == TRAITS.keys()
    for name, sayings in told.items():
        assert len(set(sayings)) == 2, name
        for saying in sayings:
            assert display_width(saying) <= LIMITS["headline"]
            assert copyrules.headline_faults(saying) == []


STATED = {
    "wireless": "Wireless mouse",
    "dishwasher": "Dishwasher safe",
    "easy-clean": "Easy to clean",
    "leather": "Genuine leather",
    "cotton": "100% cotton",
    "stainless": "Stainless steel",
    "nonstick": "Non-stick",
    "induction": "Induction compatible",
    "quiet": "Whisper quiet",
    "app": "App-controlled",
    "remote": "With remote control",
    "solar": "Solar-powered",
    "nonslip": "Non-slip",
    "insulated": "Vacuum insulated",
}
"""How a page states those traits that are not called by their names."""


@pytest.mark.parametrize("language", BOOKS)
def test_sayings_claim_nothing_beyond_the_trait(language: str) -> None:
    for name, sayings in book(language).traits.items():
        page = BARE.model_copy(update={"features": (STATED.get(name, name),), "language": "en"})
        claims = [c for saying in sayings for c in grounding.claims_in(saying, page, language)]
        assert [c.text for c in claims if c.evidence is None] == [], name


@pytest.mark.parametrize("name", TRAITS)
def test_a_trait_is_found_by_what_it_is_called(name: str) -> None:
    assert name in of("Thing", STATED.get(name, name))


def test_siblings_do_not_say_one_trait_twice() -> None:
    mug = Product(name="Mug", features=("Dishwasher safe",), url="https://shop.example/m")
    plans = [angles.plan(mug, index=i, count=5) for i in range(5)]
    heads = [OfflineWriter().write(Brief(mug, plan, "en")).words.headline for plan in plans]
    washed = [h for h in heads if "dishwasher" in h.lower()]
    assert len(washed) == 1


def test_a_page_in_another_language_lends_its_traits() -> None:
    german = Product(
        name="Becher Linus",
        features=("Spülmaschinenfest",),
        language="de",
        url="https://shop.example/b",
    )
    plan = angles.plan(german, index=0, count=1)
    words = OfflineWriter().write(Brief(german, plan, "en")).words
    assert words.headline in book("en").traits["dishwasher"]


GARNI = Product(
    name="Garni 570 Easy II",
    description="Na displeji sa zobrazuje množstvo informácií – predpoveď počasia, čas riadený"
    " signálom, vnútorná a vonkajšia teplota, tlak a vlhkosť. Meria aj do a na teplote.",
    language="sk",
    url="https://shop.example/g",
)


def test_in_a_language_without_phrases_the_page_speaks_and_english_does_not() -> None:
    plans = [angles.plan(GARNI, index=i, count=5) for i in range(5)]
    written = [OfflineWriter().write(Brief(GARNI, plan, "sk")) for plan in plans]
    heads = [w.words.headline for w in written]
    assert "Predpoveď počasia" in heads
    texts = [t for w in written for k, t in w.words.texts().items() if k != "cta_text"]
    assert not any(word in text.split() for text in texts for word in ("the", "look", "See", "you"))


def test_a_headline_that_a_sibling_has_is_said_to_be() -> None:
    bare = Product(name="Čaj", language="sk", url="https://shop.example/c")
    plans = [angles.plan(bare, index=i, count=4) for i in range(4)]
    written = [OfflineWriter().write(Brief(bare, plan, "sk")) for plan in plans]
    heads = [w.words.headline for w in written]
    said = [any("no further headline" in note for note in w.notes) for w in written]
    alike = [copyrules.first_like(h, heads[:i]) is not None for i, h in enumerate(heads)]
    assert said == alike
    assert True in alike


ABSOLUTE = re.compile(
    r"(?i)\b(?:nothing|never|nichts|nie|rien|jamais|nada se|nunca|niente si|mai|niets bakt|nooit"
    r"|not veneer|nicht furniert|pas plaqué|no chapada|won’t)\b"
)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("name", ["nonstick", "solid wood", "nonslip", "water-resistant"])
def test_a_saying_promises_no_more_than_its_trait(language: str, name: str) -> None:
    assert [s for s in book(language).traits[name] if ABSOLUTE.search(s)] == []
