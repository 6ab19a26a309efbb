"""What counts as a claim, and what on the page proves it, in nine languages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cta_batch import grounding
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
        ("Boils in 2.5 minutes", "en", "2.5"),
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
        ("Envío en 24 h", "es", "24"),
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
