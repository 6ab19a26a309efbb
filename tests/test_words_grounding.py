"""What counts as a claim, and what on the page proves it, in nine languages."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cta_batch import counting, grounding, units
from cta_batch.domain import Product

KETTLE = Product(
    name="Aero Kettle 1.7 L",
    description="Boils in 3 minutes. Free delivery over $50. Two walls keep it warm.",
    price=Decimal("49.90"),
    list_price=Decimal("59.90"),
    currency="USD",
    rating=4.6,
    rating_count=1204,
    features=("Stainless steel", "2-year warranty", "100% recycled box"),
    url="https://shop.example/kettle",
    language="en",
)
BARE = Product(name="Kettle", url="https://shop.example/k")


def unproved(text: str, product: Product = KETTLE, language: str = "en") -> list[str]:
    return [c.text for c in grounding.claims_in(text, product, language) if c.evidence is None]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Boils in 3 minutes", "en"),
        ("Now $49.90, was $59.90", "en"),
        ("Jetzt 49,90 $ statt 59,90 $", "de"),
        ("Save 16% with a 2-year warranty", "en"),
        ("You save $10", "en"),
        ("Rated 4.6 out of 5 by 1,204 buyers", "en"),
        ("4,6 von 5 aus 1.204 Bewertungen", "de"),
        ("4,6 sur 5 pour 1 204 avis", "fr"),
        ("5点満点中4.6、1,204件", "ja"),
        ("2 Jahre Garantie", "de"),
        ("2年保証", "ja"),
        ("1.7 litres, stainless steel", "en"),
        ("Free delivery over $50", "en"),
        ("A calm start to the day", "en"),
    ],
)
def test_what_the_page_says_may_be_said(text: str, language: str) -> None:
    assert unproved(text, language=language) == []


@pytest.mark.parametrize(
    ("text", "language", "claim"),
    [
        ("Boils in 2.5 minutes", "en", "2.5 minutes"),
        ("Now $39", "en", "$39"),
        ("Save 40%", "en", "40%"),
        ("For $3 only", "en", "$3"),
        ("Rated 4.9 out of 5", "en", "4.9"),
        ("★★★★★ from our buyers", "en", "★★★★★"),
        ("The best kettle", "en", "best"),
        ("Award-winning design", "en", "Award-winning"),
        ("Free delivery", "en", "Free delivery"),
        ("Last chance", "en", "Last chance"),
        ("Biodegradable handle", "en", "Biodegradable"),
        ("Dermatologically tested", "en", "Dermatologically"),
        ("Der beste Wasserkocher", "de", "beste"),
        ("Klimaneutral gekocht", "de", "Klimaneutral"),
        ("La meilleure bouilloire", "fr", "La meilleure"),
        ("Livraison rapide", "fr", "Livraison rapide"),
        ("El mejor hervidor", "es", "El mejor"),
        ("Envío en 24 h", "es", "24 h"),
        ("Il miglior bollitore", "it", "miglior"),
        ("O mais vendido", "pt", "mais vendido"),
        ("De beste waterkoker", "nl", "beste"),
        ("Gratis verzending", "nl", "Gratis verzending"),
        ("業界最高のケトル", "ja", "最高"),
        ("送料無料", "ja", "送料無料"),
        ("销量第一的水壶", "zh", "销量第一"),
        ("限时优惠", "zh", "限时"),
    ],
)
def test_what_the_page_does_not_say_is_found(text: str, language: str, claim: str) -> None:
    assert claim in unproved(text, language=language)


@pytest.mark.parametrize(
    "text",
    ["2-year warranty", "Free shipping", "Save 10%", "Rabatt", "Garantie", "100%", "$5", "No. 1"],
)
def test_a_bare_page_proves_nothing(text: str) -> None:
    assert unproved(text, BARE)


def test_evidence_is_the_page_s_own_text() -> None:
    (claim,) = grounding.claims_in("Boils in 3 minutes", KETTLE)
    assert claim.evidence == "Boils in 3 minutes."


def test_a_condition_that_is_told_may_be_told_in_another_language() -> None:
    assert unproved("Gratis Versand ab 50 $", language="de") == []


def test_one_green_claim_is_no_proof_of_another() -> None:
    assert unproved("A vegan kettle") == ["vegan"]
    assert unproved("Comes in a recycled box") == []


# --- what a number counts ------------------------------------------------------------------------


def mug(*features: str, **more: object) -> Product:
    return Product(name="Mug", features=features, url="https://shop.example/m").model_copy(
        update=more
    )


def held(text: str, *features: str, **more: object) -> bool:
    return all(c.evidence is not None for c in grounding.claims_in(text, mug(*features, **more)))


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Holds 12 oz", "12-ounce mug"),
        ("Holds 12 ounces", "12oz"),
        ("12-oz mug", "12 fl. oz. capacity"),
        ("Holds 12 oz", "Capacity (oz): 12"),
        ("Fasst 350 ml", "0,35 l Inhalt"),
        ("Holds 0.35 L", "350 ml"),
        ("1.5 kg leicht", "1500 g"),
        ("Prêt en 90 minutes", "1,5 heure"),
        ("24 months to return it", "2 years to return it"),
        ('A 10" screen', "10 inch screen"),
        ("130 cm wide", "130 × 180 cm"),
        ("5つ星", "5 stars"),
        ("12個入り", "12 pieces"),
        ("12 colours", "12 Farben"),
        ("12 servings", "12 portions a bag"),
        ("12 pieces", "12 mugs in a box"),
        ("iPhone 15 case", "For iPhone 15 Pro"),
    ],
)
def test_the_same_amount_in_other_words_is_proof(text: str, fact: str) -> None:
    assert held(text, fact)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Holds 12 oz", "12 pack"),
        ("Holds 12 oz", "12 mugs"),
        ("Holds 12 oz", "12 ml sample"),
        ("5 stars", "5 colours"),
        ("5 stars", "Comes in 5"),
        ("5 Sterne", "5 Jahre Garantie"),
        ("12 Stunden", "12 Teile"),
        ("350 l", "350 ml"),
        ("10 years", "10 months"),
        ("5 colours", "5 oz"),
        ("5000 mAh", "5000 lumens"),
    ],
)
def test_another_thing_of_that_number_is_none(text: str, fact: str) -> None:
    assert not held(text, fact)


@pytest.mark.parametrize(
    ("text", "currency", "fine"),
    [
        ("Now $12", "USD", True),
        ("Now 12 dollars", "CAD", True),
        ("Now $12", "EUR", False),
        ("Jetzt 12 €", "EUR", True),
        ("Now £12", "EUR", False),
        ("12 USD", "CAD", False),
        ("12円", "JPY", True),
        ("12元", "CNY", True),
        ("Now $12", None, True),
        ("Holds 12 oz", "USD", False),
    ],
)
def test_a_price_is_in_the_page_s_currency(text: str, currency: str | None, fine: bool) -> None:
    assert held(text, price=Decimal(12), currency=currency) is fine


def test_a_rating_proves_stars_and_its_count_ratings_and_neither_a_weight() -> None:
    facts: dict[str, object] = {"rating": 4.6, "rating_count": 1204}
    assert held("4.6 stars from 1,204 reviews", **facts)
    assert not held("4.6 kg", **facts)
    assert not held("1204 g", **facts)


_UNITS = st.sampled_from(sorted(units.SPELLED))
_NUMBERS = st.integers(2, 9999)
_JOINTS = st.sampled_from([" ", "-", "", "\u00a0"])


# --- what a number counts where no unit says so --------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("12 bars a box", "12 crunchy oat bars"),
        ("12 crunchy bars", "Bars: 12"),
        ("12 Riegel für unterwegs", "Inhalt: 12 x 40 g Riegel"),
        ("12 Proteinriegel", "12 Riegel"),
        ("24 Kapseln", "24 Kaffeekapseln"),
        ("12er-Set Stühle", "12 Stuhl-Set"),
        ("12 stoelen", "Set van 12 stoelen"),
        ("12 tazze", "12 tazza da caffè"),
        ("6 libros", "6 libro"),
        ("8 modes of light", "8 light modes"),
        ("12 servings", "Servings per bag: 12"),
        ("12 mugs", "12-pack"),  # the name says of what
        ("12 mugs", "Box of 12"),
        ("12杯分", "コーヒー12杯"),
        ("12枚のクッキー", "枚数：12"),
        ("12条装", "12條裝"),
        ("100回分", "約100回使える"),
        ("IPX7 sealed", "Sealed to IPX 7"),
        ("Since 1987", "Founded in 1987"),
        ("10 × 20 cm", "10 cm × 20 cm"),
        ("10-20 cm tall", "10 cm to 20 cm"),
        ("100+ recipes", "Over 100 recipes"),
        ("3x faster", "3 times faster"),
        ("2 in 1", "2-in-1"),
        ("4K video", "Films in 4K"),
        ("12 steps", "12-step routine"),
        ("30 tasses", "Jusqu'à 30 tasses"),
    ],
)
def test_the_same_count_in_other_words_is_proof(text: str, fact: str) -> None:
    assert held(text, fact)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("12 servings a bag", "12 oz"),
        ("12 servings", "12 bars"),
        ("12 servings", "4 servings of 12 bars"),
        ("Enough for 12 Riegel", "Enthält 12 Vitamine"),
        ("24 pods a box", "Ships in 24 boxes"),
        ("24 pods", "24 hours of light"),
        ("12 Tassen", "12 Löffel"),
        ("12 tazze", "12 piatti"),
        ("12 tasses", "12 assiettes"),
        ("12 tazas", "12 platos"),
        ("12 canecas", "12 pratos"),
        ("12 kopjes", "12 borden"),
        ("12杯分", "12本入り"),
        ("12袋", "12瓶"),
        ("12粒", "12克"),
        ("8 modes", "8 oz cup"),
        ("3x faster", "3 colours, faster than before"),
        ("IPX8 sealed", "IPX7 sealed, 8 colours"),
        ("4 speeds", "Model 4, one speed"),
        ("100 cups", "100 % arabica"),
        ("Serves 12", "12 oz"),
        ("12 x 40 g", "12 g"),
    ],
)
def test_another_noun_of_that_number_is_none(text: str, fact: str) -> None:
    assert not held(text, fact)


def test_a_number_in_a_name_is_proof_of_the_name_alone() -> None:
    assert held("Garni 570 zeigt das Wetter", name="Garni 570")
    assert not held("570 Sensoren", name="Garni 570")


def test_nouns_of_another_language_cannot_be_compared_but_units_can() -> None:
    bars = mug("12 Riegel", "7 g Zucker", language="de")
    assert unproved("12 bars", bars) == []
    assert unproved("7 bars", bars) == ["7"]


_LETTERS = "abcdefghijklmnopqrstuvwxyzäöüßéèñçøłбжшאבμλ"
_MONEY = frozenset(
    ("lei", "usd", "eur", "gbp", "jpy", "cny", "chf", "cad", "aud", "brl", "euro", "dollar")
)
_NOUNS = st.text(_LETTERS, min_size=3, max_size=12).filter(lambda w: w.rstrip("s") not in _MONEY)
"""Words that say nothing of money: after those, a number is a price and counts no noun."""


@settings(max_examples=150, deadline=None)
@given(_NUMBERS, _NOUNS, _NOUNS, _NOUNS)
def test_any_noun_proves_itself(number: int, noun: str, before: str, after: str) -> None:
    fact = f"{before} {number} {noun} {after}"
    assert held(fact, fact)
    assert held(f"{number} {noun}", fact)


@settings(max_examples=150, deadline=None)
@given(_NOUNS, _NOUNS)
def test_likeness_is_mutual(one: str, other: str) -> None:
    assert counting.alike(one, other) is counting.alike(other, one)


@settings(max_examples=150, deadline=None)
@given(_NUMBERS, _UNITS, _JOINTS, _JOINTS)
def test_every_unit_proves_itself_however_it_is_joined(
    number: int, unit: str, one: str, other: str
) -> None:
    assert held(f"Now {number}{one}{unit} of it", f"It has {number}{other}{unit} in all")


@settings(max_examples=150, deadline=None)
@given(_NUMBERS, _UNITS, _UNITS)
def test_no_unit_proves_another(number: int, one: str, other: str) -> None:
    same = units.SPELLED[one] == units.SPELLED[other]
    assert held(f"{number} {one}", f"{number} {other}") is same


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_texts_are_held_together(text: str, fact: str) -> None:
    assert all(c.text for c in grounding.claims_in(text, mug(fact)))
