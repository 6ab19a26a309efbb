"""Claims made up and true: each kind in nine languages, held to a page that says little."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cta_batch import grounding
from cta_batch.domain import Product
from tests import claim_samples as known
from tests import claim_samples_missed as missed

INVENTED = (*known.INVENTED, *missed.INVENTED)
HARMLESS = (*known.HARMLESS, *missed.HARMLESS)
TRUE = (*known.TRUE, *missed.TRUE)
TWISTED = (*known.TWISTED, *missed.TWISTED)

KETTLE = Product(
    name="Aero",
    description="Boils in 3 minutes. Kocht in 3 Minuten. Bout en 3 minutes. 3分で沸騰。3分钟烧开。",
    price=Decimal("49.90"),
    currency="USD",
    url="https://shop.example/kettle",
)


def unproved(text: str, language: str, *facts: str) -> list[str]:
    page = KETTLE.model_copy(update={"language": language, "features": facts})
    return [c.text for c in grounding.claims_in(text, page, language) if c.evidence is None]


@pytest.mark.parametrize(("language", "claim"), INVENTED)
def test_what_is_made_up_is_found(language: str, claim: str) -> None:
    assert unproved(claim, language)


@pytest.mark.parametrize(("language", "claim"), INVENTED)
def test_a_page_that_says_it_proves_it(language: str, claim: str) -> None:
    assert unproved(claim, language, claim) == []


@pytest.mark.parametrize(("language", "text"), HARMLESS)
def test_what_claims_nothing_needs_no_proof(language: str, text: str) -> None:
    assert unproved(text, language) == []


@pytest.mark.parametrize(("language", "fact", "claim"), TRUE)
def test_what_is_true_may_be_said_in_other_words(language: str, fact: str, claim: str) -> None:
    assert unproved(claim, language, fact) == []


@pytest.mark.parametrize(("language", "fact", "claim"), TWISTED)
def test_what_is_like_the_truth_is_not_it(language: str, fact: str, claim: str) -> None:
    assert unproved(claim, language, fact)


@pytest.mark.parametrize(("before", "fine"), [("99.80", True), ("55.00", False), (None, False)])
def test_half_price_is_half_the_list_price(before: str | None, fine: bool) -> None:
    page = KETTLE.model_copy(update={"list_price": before and Decimal(before)})
    assert all(c.evidence for c in grounding.claims_in("Half price", page, "en")) is fine


def test_places_are_known_in_other_languages() -> None:
    german = KETTLE.model_copy(update={"language": "de", "features": ("Hergestellt in Italien",)})
    told = {t: grounding.claims_in(t, german, "en") for t in ("Made in Italy", "Made in Spain")}
    assert [c.evidence is not None for cs in told.values() for c in cs] == [True, False]


# --- what a thing is made of ---


def unproved_of(text: str, page: Product, language: str = "en") -> list[str]:
    return [c.text for c in grounding.claims_in(text, page, language) if c.evidence is None]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Warm light, real walnut"),
        ("en", "Turned from one piece of walnut."),
        ("en", "Dims to the light you like"),
        ("en", "#Walnut"),
        ("en", "Soft leather, made to last"),
        ("en", "A base of brass"),
        ("de", "Griff aus Nussbaum"),
        ("fr", "Un pied en noyer"),
        ("es", "Con asa de cuero"),
        ("it", "Base in marmo"),
        ("pt", "Com pega em couro"),
        ("nl", "Met een voet van eikenhout"),
        ("ja", "大理石のベース"),
        ("zh", "胡桃木手柄"),
    ],
)
def test_a_material_that_the_page_does_not_name_is_a_claim(language: str, text: str) -> None:
    page = Product(name="Trail Backpack 20", url="https://shop.example/b", language=language)
    assert unproved_of(text, page, language) != []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In chestnut brown or walnut brown"),
        ("en", "Finished in rose gold, silver or copper"),
        ("en", "With notes of cedar"),
        ("en", "Steel blue, silk-smooth"),
        ("de", "Baumelt am Rucksack"),
    ],
)
def test_a_colour_or_a_scent_is_no_material(language: str, text: str) -> None:
    page = Product(name="Trail Backpack 20", url="https://shop.example/b", language=language)
    assert unproved_of(text, page, language) == []


def test_a_material_is_proved_by_its_name_in_any_language_and_by_no_likeness() -> None:
    german = Product(name="Leuchte Nussbaum", url="https://shop.example/l", language="de")
    assert unproved_of("Warm light, real walnut", german) == []
    faux = Product(name="Faux leather bag", url="https://shop.example/l", language="en")
    assert unproved_of("Soft leather to carry", faux) == ["leather"]
