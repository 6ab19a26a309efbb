"""Prices: known ones to the cent that providers publish, unknown ones None."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest

from cta_batch.providers.prices import IMAGE, IMAGE_AXES, IMAGE_TOKENS, Prices, Usage, image_tokens


@dataclass(frozen=True)
class Own:
    """A user's own price."""

    input_per_million: Decimal | None = None
    output_per_million: Decimal | None = None
    per_image: Decimal | None = None


MILLION = Usage(1_000_000, 1_000_000)


def test_a_text_call_by_its_tokens() -> None:
    prices = Prices()
    assert prices.text_cost("gpt-6-luna", MILLION) == Decimal("0.60")
    assert prices.text_cost("gpt-5.4-mini-2026-03-17", MILLION) == Decimal("5.25")
    assert prices.text_cost("openai/gpt-6-luna", MILLION) == Decimal("0.60")


def test_cached_tokens_cost_less_and_never_less_than_nothing() -> None:
    prices = Prices()
    assert prices.text_cost("gpt-6-sol", Usage(1_000_000, 0, 400_000)) == Decimal("1.28")
    assert prices.text_cost("gpt-6-sol", Usage(10, 0, 99)) == Decimal("0.000002")


def test_what_is_not_known_is_none() -> None:
    prices = Prices({"half": Own(input_per_million=Decimal(1))})
    assert prices.text_cost("llama-4", MILLION) is None
    assert prices.text_cost("gpt-6-luna", None) is None
    assert prices.text_cost("half", MILLION) is None
    assert prices.text_cost("gpt-image-2", MILLION) is None
    assert prices.image_cost("gpt-6-luna", 1024, 1024, "low") is None
    assert prices.image_cost("gpt-image-2.6-flare", 1024, 1024, "low") is None
    assert prices.image_cost("gpt-image-2", 1024, 1024, "odd") is None
    assert prices.image_estimate("flux", 1024, 1024, "low").most is None
    assert prices.text_estimate("flux").expected is None


def test_the_users_own_prices_win() -> None:
    prices = Prices(
        {
            "gpt-6-luna": Own(Decimal(3), Decimal(4)),
            "flux": Own(per_image=Decimal("0.04")),
            "gpt-image-2": Own(per_image=Decimal(0)),
        }
    )
    assert prices.text_cost("gpt-6-luna", MILLION) == 7
    assert prices.image_cost("flux", 512, 512, "any") == Decimal("0.04")
    assert prices.image_cost("flux", 512, 512, "any", MILLION) == Decimal("0.04")
    assert prices.image_cost("gpt-image-2", 1024, 1024, "high") == 0
    assert prices.text_cost("openai/gpt-6-luna", MILLION) == 7
    assert prices.text_cost("gpt-6-luna-2026-03-17", MILLION) == 7
    assert prices.image_cost("gpt-image-2-2026-09-08", 1024, 1024, "high") == 0


@pytest.mark.parametrize(
    ("model", "quality", "tokens"),
    [
        ("gpt-image-2.5-flare", "low", 196),
        ("gpt-image-2.5-flare", "medium", 439),
        ("gpt-image-2.5-sunburst", "high", 1756),
        ("gpt-image-2.5-sunburst-2026-09-08", "xhigh", 3122),
        ("gpt-image-2.5-flare", "max", 7024),
        ("gpt-image-2", "medium", 1756),
        ("gpt-image-1-mini", "medium", 1056),
    ],
)
def test_tokens_of_a_square_are_the_published_ones(model: str, quality: str, tokens: int) -> None:
    assert image_tokens(model, 1024, 1024, quality) == tokens


def test_a_picture_by_usage_or_by_the_table() -> None:
    prices = Prices()
    assert prices.image_cost("gpt-image-2", 1024, 1024, "low", MILLION) == 35
    estimate = prices.image_estimate("gpt-image-2.5-flare", 1024, 1536, "medium")
    assert estimate.expected is not None
    assert estimate.most is not None
    assert Decimal("0.012") < estimate.expected < estimate.most < Decimal("0.014")
    own = Prices({"flux": Own(per_image=Decimal("0.04"))}).image_estimate("flux", 512, 512, "any")
    assert own.expected == own.most == Decimal("0.04")


def test_words_are_estimated_high_enough_to_reserve() -> None:
    estimate = Prices().text_estimate("gpt-6-luna")
    assert estimate.expected is not None
    assert estimate.most is not None
    assert 0 < estimate.expected < estimate.most < Decimal("0.01")


def test_the_table_holds_together() -> None:
    assert set(IMAGE_AXES) | set(IMAGE_TOKENS) <= set(IMAGE)
