"""Whatever bytes come: a product, or one of the program's own errors, in bounded work."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cta_batch.domain import Product
from cta_batch.errors import PageError
from cta_batch.page import merge_second_source, read_product, second_sources
from cta_batch.page.money import amounts, price_of

URL = "https://shop.example/products/blue-mug"
REAL = b"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Blue Mug | Shop</title>
<meta property="og:type" content="product"><meta property="og:image" content="/p/1.jpg">
<script type="application/ld+json">{"@graph":[{"@type":"Product","name":"Blue Mug",
"image":["/p/1.jpg",null],"offers":{"@type":"AggregateOffer","offers":[{"price":"12.50",
"priceCurrency":"USD"}]}}]}</script></head>
<body><header><nav><a href="/">Home</a></nav></header>
<main itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">Blue Mug</h1>
<div class="gallery"><img srcset="/p/1_200.jpg 200w, /p/1_900.jpg 900w">
<img data-src="//cdn.example/p/2.jpg"><a href="/p/3.jpg"><img src="/p/3_100x.jpg"></a></div>
<p class="price"><del>$20.00</del> <span itemprop="price">$ 12 . 50</span></p>
<button>Add to cart</button><ul class="description"><li>Holds 400 ml of coffee</li></ul></main>
<script>window.__STATE__ = {"product":{"name":"Blue Mug","price":12.5,
"images":[{"thumb":"/p/1_50.jpg","large":"/p/1_900.jpg"}]}};
self.__next_f.push([1,"5:[{\\"name\\":\\"Blue Mug\\"}]"])</script>
<footer>x</footer></body></html>"""
TAGS = re.findall(rb"<[^>]+>|[^<]+", REAL)
MODEST = settings(max_examples=60, deadline=None)


def survives(html: bytes, url: str = URL, charset: str | None = None) -> None:
    """Read; anything but a product or an own error fails the test."""
    try:
        product = read_product(html, url, charset=charset)
    except PageError:
        return
    assert product.name
    assert product.price is None or product.price > 0
    assert all(i.startswith(("http://", "https://", "file://")) for i in product.images)
    second_sources(product, url, html)


@MODEST
@given(
    st.binary(max_size=2000), st.text(max_size=60), st.sampled_from([None, "utf-8", "x", "utf-7"])
)
def test_any_bytes_any_address(html: bytes, url: str, charset: str | None) -> None:
    survives(html, url, charset)


@MODEST
@given(st.integers(0, len(REAL)), st.integers(0, len(REAL)))
def test_a_page_cut_anywhere(start: int, end: int) -> None:
    survives(REAL[start:end])


@MODEST
@given(st.permutations(range(len(TAGS))))
def test_a_page_in_any_order(order: list[int]) -> None:
    survives(b"".join(TAGS[i] for i in order))


@MODEST
@given(st.lists(st.tuples(st.integers(0, len(REAL) - 1), st.integers(0, 255)), max_size=80))
def test_a_page_with_bytes_changed(changes: list[tuple[int, int]]) -> None:
    html = bytearray(REAL)
    for place, value in changes:
        html[place] = value
    survives(bytes(html))


LINKS = ["http://[::1/small.png", "//[x", "http://%5Bx/a/b.jpg", "/i?url=//[/a.png"]


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("attribute", ["src", "srcset", "data-src", "data-zoom-image", "style"])
def test_addresses_of_pictures_that_nobody_can_take_apart(attribute: str, link: str) -> None:
    value = f"background:url({link})" if attribute == "style" else link
    broken = f'<img {attribute}="{value}"><img src="/p/4.jpg">'.encode()
    page = REAL.replace(b'<img data-src="//cdn.example/p/2.jpg">', broken)
    assert page != REAL
    survives(page)


@pytest.mark.parametrize(
    "escape", [rb"\ud800", rb"\udfff", rb"\u0000", rb"\u001b[31m", rb"\u009b2J"]
)
def test_what_json_can_say_and_no_text_may_hold(escape: bytes) -> None:
    """Half a character can be stored, but then neither shown nor sent; others move a terminal."""
    page = REAL.replace(b'"name":"Blue Mug"', b'"name":"Blue Mug' + escape + b'"').replace(
        b'["/p/1.jpg",null]', b'["/p/1.jpg","/p/5' + escape + b'.jpg"],"brand":"A' + escape + b'B"'
    )
    product = read_product(page, URL)
    product.model_dump_json()
    assert product.name.isprintable()
    assert (product.brand or "").isprintable()


@pytest.mark.parametrize(
    "html",
    [
        b"<div class='price gallery'>$5.00" * 50_000,
        b"<h1>a b</h1><div class='" + b"price " * 200_000 + b"'>x</div>",
        b"<h1>a b</h1><p class=price>" + b"1 111" * 200_000,
        b"<h1>a b</h1><img srcset='" + b"/a.jpg 1w, " * 100_000 + b"'>",
        b"<script type='application/ld+json'>" + b"[" * 200_000 + b"</script>",
        b"<script type='application/ld+json'>"
        + b'{"@type":"Product","offers":[' * 3_000
        + b"</script>",
        b"<title>a b</title><h1>a b</h1><script>"
        + b'x = {"name":"a b","y":[' * 5_000
        + b"</script>",
        b"<title>" + b"a - " * 200_000 + b"</title>",
        b"<" * 1_000_000,
        b"&amp;" * 200_000,
    ],
    ids=range(10),
)
def test_huge_and_deep_pages(html: bytes) -> None:
    survives(html)


@MODEST
@given(st.binary(max_size=500))
def test_any_second_source(body: bytes) -> None:
    product = Product(name="Blue Mug", url=URL)
    assert merge_second_source(product, URL, body) == product


@MODEST
@given(st.text(max_size=200))
def test_any_text_as_money(text: str) -> None:
    assert all(a.value > 0 for a in amounts(text))
    price = price_of(text)
    assert price is None or price > 0


@MODEST
@given(st.decimals(min_value=1, max_value=999_999, places=2))
def test_written_prices_are_read_back(value: Decimal) -> None:
    us = f"${value:,.2f}"
    german = us.translate(str.maketrans(",.", ".,"))[1:] + " €"
    spaced = us.replace(",", "\u202f").replace(".", ",")[1:] + " kr"
    for text in (us, german, spaced):
        assert [a.value for a in amounts(text)] == [value]
