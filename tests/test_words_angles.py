"""Plans: arguments that the page supports, different for each variant, the same each time."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cta_batch import angles
from cta_batch.domain import Angle, Availability, Plan, Product
from cta_batch.languages import language_of

BARE = Product(name="Kettle", url="https://shop.example/k")
RICH = Product(
    name="New Aero Kettle",
    description="Made in Portugal. No more waiting for tea. Ideal for small kitchens. A fine gift.",
    price=Decimal(40),
    list_price=Decimal(50),
    currency="EUR",
    rating=4.6,
    rating_count=120,
    features=("Stainless steel", "2-year warranty", "Free delivery"),
    url="https://shop.example/k",
)


def test_a_rich_page_supports_every_argument() -> None:
    newer = RICH.model_copy(update={"features": (*RICH.features, "New handle")})
    assert set(angles.supported(newer)) == set(Angle)


def test_a_bare_page_supports_only_its_benefit() -> None:
    assert angles.supported(BARE) == (Angle.BENEFIT,)


@pytest.mark.parametrize(
    ("changes", "angle"),
    [
        ({"price": None}, Angle.PRICE),
        ({"currency": None}, Angle.PRICE),
        ({"list_price": None}, Angle.SAVING),
        ({"list_price": Decimal(40)}, Angle.SAVING),
        ({"rating": None}, Angle.SOCIAL_PROOF),
        ({"rating": 2.9}, Angle.SOCIAL_PROOF),
        ({"rating_count": 1}, Angle.SOCIAL_PROOF),
        ({"features": ("Steel",)}, Angle.GUARANTEE),
        ({"features": ("Steel",)}, Angle.DELIVERY),
        ({"availability": Availability.OUT_OF_STOCK}, Angle.PRICE),
        ({"availability": Availability.OUT_OF_STOCK}, Angle.DELIVERY),
        ({"description": ""}, Angle.ORIGIN),
        ({"description": ""}, Angle.GIFT),
    ],
)
def test_no_argument_without_its_fact(changes: dict[str, object], angle: Angle) -> None:
    assert angle in angles.supported(RICH)
    assert angle not in angles.supported(RICH.model_copy(update=changes))


@pytest.mark.parametrize(
    ("text", "angle"),
    [
        ("3 Jahre Garantie", Angle.GUARANTEE),
        ("Livraison gratuite", Angle.DELIVERY),
        ("Hecho a mano", Angle.QUALITY),
        ("Perfetto per il campeggio", Angle.USE_CASE),
        ("Um presente especial", Angle.GIFT),
        ("Nooit meer koude thee", Angle.PROBLEM_SOLUTION),
        ("日本製", Angle.ORIGIN),
        ("全新设计", Angle.NEWNESS),
    ],
)
def test_arguments_are_found_in_every_language(text: str, angle: Angle) -> None:
    product = BARE.model_copy(update={"features": (text,)})
    assert angles.evidence(product, angle) == (text,)


def test_siblings_argue_differently_as_long_as_the_page_supports_it() -> None:
    plans = [angles.plan(RICH, index=i, count=10) for i in range(10)]
    assert len({p.angle for p in plans}) == 10
    assert len({p.seed for p in plans}) == 10
    assert len({p.layout for p in plans[:5]}) == 5
    assert len({p.style for p in plans[:7]}) == 7


def test_arguments_that_come_round_again_come_in_another_layout() -> None:
    plans = [angles.plan(BARE, index=i, count=10) for i in range(10)]
    assert len({(p.angle, p.layout, p.style) for p in plans}) == 10
    assert [angles.turn(BARE, p) for p in plans] == list(range(10))


def test_an_argument_that_comes_round_again_is_told_in_another_tone() -> None:
    plans = [angles.plan(BARE, index=i, count=2) for i in range(2)]
    assert plans[0].angle is plans[1].angle
    assert plans[0].tone is not plans[1].tone
    assert set(angles.TONES) == set(Angle)


def test_a_plan_from_before_there_were_tones_still_loads() -> None:
    stored = angles.plan(RICH, index=0, count=1).model_dump(mode="json")
    del stored["tone"]
    assert Plan.model_validate(stored).tone is None


def test_a_plan_is_the_same_each_time_and_follows_the_url() -> None:
    other = RICH.model_copy(update={"url": "https://shop.example/other"})
    again = angles.plan(RICH, index=3, count=5)
    assert angles.plan(RICH, index=3, count=5) == again
    assert angles.plan(other, index=3, count=5).seed != again.seed


def test_a_variant_that_is_none_of_its_siblings_is_refused() -> None:
    with pytest.raises(ValueError, match="variant 5 is not one of 5"):
        angles.plan(RICH, index=5, count=5)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The kettle that boils for you and is quiet on the stove", "en"),
        ("Der Kocher, der leise ist und auf dem Herd nicht kippt", "de"),
        ("La bouilloire qui est faite pour vous et dans le calme", "fr"),
        ("El hervidor que es para la casa y con el que todo es fácil", "es"),
        ("Il bollitore che è fatto per la casa e con la cura del dettaglio", "it"),
        ("A chaleira que não faz barulho e é para uma casa com calma", "pt"),
        ("De waterkoker die niet op het fornuis kantelt en van staal is", "nl"),
        ("お湯がすぐに沸くケトル", "ja"),
        ("三分钟烧开的水壶，适合小厨房", "zh"),
        ("三分鐘煮開的水壺，適合這個廚房", "zh-Hant"),
        ("조용한 주전자", "ko"),
        ("Тихий чайник", "ru"),
        ("Aero Kettle 1.7 L", None),
        ("", None),
    ],
)
def test_a_text_s_language_is_told_from_the_text(text: str, language: str | None) -> None:
    assert language_of(text) == language
