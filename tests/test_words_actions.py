"""Buttons: nothing is promised that the page cannot do."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cta_batch.actions import fitting, suits
from cta_batch.domain import Availability, CallToAction, Product

A = CallToAction
MUG = Product(name="Mug", price=Decimal(12), currency="EUR", url="https://shop.example/m")


@pytest.mark.parametrize(
    ("name", "action"),
    [
        ("Lamp with app", A.SHOP_NOW),
        ("App-controlled lamp", A.SHOP_NOW),
        ("Budget planner app", A.DOWNLOAD),
        ("MP3 player", A.SHOP_NOW),
        ("Hotel collection towels", A.SHOP_NOW),
        ("Tour backpack 40 L", A.SHOP_NOW),
        ("Walking tour of Lyon", A.BOOK_NOW),
        ("Ticket wallet", A.SHOP_NOW),
        ("Tickets for the opera", A.BOOK_NOW),
        ("E-Book: Brot backen", A.DOWNLOAD),
        ("コーヒー 定期購入", A.SUBSCRIBE),
    ],
)
def test_the_name_says_what_can_be_done(name: str, action: CallToAction) -> None:
    assert fitting(MUG.model_copy(update={"name": name})) is action


@pytest.mark.parametrize("action", CallToAction)
def test_what_fits_suits(action: CallToAction) -> None:
    for name in ("Mug", "Novel eBook", "City tour", "Tea subscription"):
        for there in (None, *Availability):
            product = MUG.model_copy(update={"name": name, "availability": there})
            assert suits(fitting(product), product)
            assert suits(A.LEARN_MORE, product)


@pytest.mark.parametrize(
    ("changes", "action", "fine"),
    [
        ({"name": "Novel eBook"}, A.SHOP_NOW, False),
        ({"name": "Novel eBook"}, A.BUY_NOW, True),
        ({"name": "City tour"}, A.SHOP_NOW, False),
        ({"name": "City tour"}, A.DOWNLOAD, False),
        ({}, A.DOWNLOAD, False),
        ({}, A.SUBSCRIBE, False),
        ({}, A.BUY_NOW, True),
        ({}, A.GET_QUOTE, True),
        ({"price": None}, A.SHOP_NOW, True),
        ({"availability": Availability.OUT_OF_STOCK}, A.BUY_NOW, False),
    ],
)
def test_what_a_page_cannot_do_does_not_suit(
    changes: dict[str, object], action: CallToAction, fine: bool
) -> None:
    assert suits(action, MUG.model_copy(update=changes)) is fine
