"""Names of people, places and papers that a text drops and the page does not."""

from __future__ import annotations

import pytest

from cta_batch import grounding
from cta_batch.domain import Product

LAMP = Product(
    name="Orsay Lamp",
    brand="Maison Clair",
    description="A desk lamp with Wi-Fi, designed by Jens Risom for small flats in Lyon.",
    url="https://shop.example/lamp",
    language="en",
)


def strange(text: str, language: str = "en", also: str = "") -> list[str]:
    return [c.text for c in grounding.claims_in(text, LAMP, language, also) if c.evidence is None]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Made with the people of Kent in mind", "Kent"),
        ("en", "The lamp they dim at Harrods", "Harrods"),
        ("en", "It pairs over Bluetooth", "Bluetooth"),
        ("fr", "Une lampe qui a conquis Marseille", "Marseille"),
        ("es", "La lámpara que se ve en Vogue cada mes", "Vogue"),
        ("it", "Una luce nata tra le colline del Chianti", "Chianti"),
        ("pt", "A lâmpada que brilha no Algarve inteiro", "Algarve"),
        ("nl", "Een lamp zoals ze in Twente branden", "Twente"),
        ("de", "Licht, wie man es in Dänemark liebt", "Dänemark"),
        ("ja", "Alexaに話しかけるだけ", "Alexa"),
    ],
)
def test_a_name_that_the_page_does_not_hold_is_a_claim(language: str, text: str, name: str) -> None:
    assert name in strange(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Read on with Jens Risom’s lamp by Maison Clair"),
        ("en", "Set it over WiFi"),
        ("en", "On Sundays I read till noon"),
        ("en", "Read On With A Light That Follows You"),
        ("en", "Good light. Good night. “Sleep well,” it says"),
        ("es", "¿Unas páginas más? Claro"),
        ("de", "Ein Licht für Bücher, Briefe und Abende"),
        ("fr", "Une lampe née à Lyon"),
        ("ja", "Orsayのあかり"),
        ("zh", "現在少付NT$"),
    ],
)
def test_other_capitals_claim_nothing(language: str, text: str) -> None:
    assert strange(text, language) == []


def test_a_brand_kit_s_own_name_may_always_be_said() -> None:
    assert strange("A lamp by Lumen Works for you") == ["Lumen", "Works"]
    assert strange("A lamp by Lumen Works for you", also="Lumen Works") == []
