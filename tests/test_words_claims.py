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
