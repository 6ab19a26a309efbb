"""Second sources: where they are, and what of them is taken."""

from __future__ import annotations

import json
from decimal import Decimal

from cta_batch.domain import Availability, Product
from cta_batch.page import merge_second_source, second_sources

THIN = Product(name="Blue Mug", url="https://shop.example/products/blue-mug")
URL = "https://shop.example/en/products/blue-mug?variant=1"


def test_shopify_and_woocommerce_tell_where_to_ask() -> None:
    shopify = second_sources(THIN, URL, b'<link href="//cdn.shopify.com/x.css">')
    assert shopify == ["https://shop.example/products/blue-mug.js"]
    woo = second_sources(THIN, "https://shop.example/p/mug/", b'<body class="woocommerce">')
    assert woo == ["https://shop.example/wp-json/wc/store/v1/products?slug=mug"]


def test_nothing_is_asked_of_others_or_without_need() -> None:
    assert second_sources(THIN, URL, b"<html></html>") == []
    assert second_sources(THIN, "/saved/products/mug.html", b"cdn.shopify.com") == []
    full = THIN.model_copy(
        update={
            "price": Decimal(3),
            "images": ("https://a/1", "https://a/2"),
            "description": "A mug",
        }
    )
    assert second_sources(full, URL, b"cdn.shopify.com") == []


def test_shopify_fills_gaps_from_cents() -> None:
    answer = {"title": "Blue Mug", "price": 1250, "compare_at_price": 2000, "available": True}
    answer |= {"vendor": "Acme", "images": ["//cdn.example/1.jpg"]}
    body = json.dumps(answer).encode()
    product = merge_second_source(THIN, URL, body)
    assert (product.price, product.list_price) == (Decimal("12.5"), Decimal(20))
    assert (product.brand, product.availability) == ("Acme", Availability.IN_STOCK)
    assert product.images == ("https://cdn.example/1.jpg",)


def test_woocommerce_fills_gaps_from_minor_units() -> None:
    prices = {
        "price": "1250",
        "regular_price": "1250",
        "currency_code": "JPY",
        "currency_minor_unit": 0,
    }
    body = json.dumps(
        [{"name": "Blue Mug", "prices": prices, "images": [{"src": "/1.jpg"}]}]
    ).encode()
    product = merge_second_source(THIN, URL, body)
    assert (product.price, product.currency, product.list_price) == (Decimal(1250), "JPY", None)
    assert product.images == ("https://shop.example/1.jpg",)


def test_what_the_page_said_stays() -> None:
    known = THIN.model_copy(update={"price": Decimal(9), "brand": "Own"})
    body = json.dumps({"title": "Blue Mug", "price": 1250, "vendor": "Acme"}).encode()
    product = merge_second_source(known, URL, body)
    assert (product.price, product.brand) == (Decimal(9), "Own")


def test_what_is_sold_out_gets_no_price() -> None:
    body = json.dumps({"title": "Blue Mug", "price": 1250, "available": False}).encode()
    product = merge_second_source(THIN, URL, body)
    assert (product.price, product.availability) == (None, Availability.OUT_OF_STOCK)


def test_other_products_and_rubbish_change_nothing() -> None:
    other = json.dumps({"title": "Garden hose", "price": 100}).encode()
    for body in (other, b"<html>", b"[]", b"null", b"[" * 100_000, b"\xff\xfe"):
        assert merge_second_source(THIN, URL, body) == THIN


def test_addresses_that_are_none_are_left_out() -> None:
    links = ["http://[", "javascript:alert(1)", "file:///etc/passwd", "/good.jpg", "//[x"]
    body = json.dumps({"title": "Blue Mug", "price": 100, "images": links}).encode()
    assert merge_second_source(THIN, URL, body).images == ("https://shop.example/good.jpg",)
