"""A page that tells too little is completed from the shop's own public data, and only from it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cta_batch.errors import AddressRefused, PageError
from cta_batch.providers.http import HttpFetcher
from tests.conftest import Cli
from tests.servers import Reply, ShopServer, product_page, slow

RUN = ("run", "--allow-private", "--placement", "square", "--json")
PAGE = "/products/blue-mug"
DATA = "/products/blue-mug.js"
STORE = "/wp-json/wc/store/v1/products?slug=blue-mug"

SHOPIFY = {
    "title": "Blue Mug",
    "description": "<p>Thrown by hand, glazed in cobalt.</p>",
    "vendor": "Acme Pottery",
    "price": 1250,
    "available": True,
    "images": ["/img/1.png", "/img/2.png"],
}
WOOCOMMERCE = [
    {
        "name": "Blue Mug",
        "prices": {"price": "1250", "currency_code": "EUR", "currency_minor_unit": 2},
        "is_in_stock": True,
        "images": [{"src": "/img/1.png"}, {"src": "/img/2.png"}],
    }
]


def shell(mark: str) -> str:
    """A product page whose facts only a script would draw."""
    return (
        '<html lang="en"><head><title>Blue Mug</title><meta property="og:type" content="product">'
        f'<meta property="og:title" content="Blue Mug">{mark}</head>'
        "<body><h1>Blue Mug</h1></body></html>"
    )


SHOPIFY_MARK = '<link rel="stylesheet" href="//cdn.shopify.com/theme.css">'
WOO_MARK = '<link rel="stylesheet" href="/wp-content/plugins/woocommerce/style.css">'


def as_json(answer: Any) -> Reply:
    return Reply(200, json.dumps(answer).encode(), kind="application/json")


@pytest.fixture
def mug(shop: ShopServer) -> str:
    """The address of a Shopify page that says only its name; its data says the rest."""
    shop.reply(DATA, as_json(SHOPIFY))
    return shop.page(PAGE, shell(SHOPIFY_MARK))


def test_shopifys_data_fills_what_the_page_left_open(
    cli: Cli, batch: Any, shop: ShopServer, mug: str
) -> None:
    result = cli(*RUN, batch((mug, 3)))

    assert result.exit_code == 0, result.stderr
    product = result.json["cta_infos"][0]["product"]
    assert (product["name"], product["brand"], product["price"]) == (
        "Blue Mug", "Acme Pottery", 12.5,
    )  # fmt: skip
    assert product["description"] == "Thrown by hand, glazed in cobalt."
    assert product["images"] == [shop.url + "/img/1.png", shop.url + "/img/2.png"]
    assert product["url"] == mug
    assert shop.count(DATA) == 1


def test_woocommerces_data_too(cli: Cli, batch: Any, shop: ShopServer) -> None:
    shop.reply(STORE, as_json(WOOCOMMERCE))
    result = cli(*RUN, batch((shop.page("/product/blue-mug/", shell(WOO_MARK)), 1)))

    assert result.exit_code == 0, result.stderr
    product = result.json["cta_infos"][0]["product"]
    assert (product["price"], product["currency"]) == (12.5, "EUR")
    assert len(product["images"]) == 2


def test_a_page_that_tells_enough_is_not_asked_about(
    cli: Cli, batch: Any, shop: ShopServer
) -> None:
    shop.reply(DATA, as_json(SHOPIFY))
    full = product_page(name="Blue Mug").replace("</head>", SHOPIFY_MARK + "</head>")
    result = cli(*RUN, batch((shop.page(PAGE, full), 1)))
    assert result.exit_code == 0
    assert shop.count(DATA) == 0


@pytest.mark.parametrize(
    "reply",
    [
        Reply(404),
        Reply(500),
        Reply(429, headers=(("Retry-After", "60"),)),
        Reply(200, b"<html>Not here</html>"),
        Reply(200, b'{"title": "Blue Mug", "price": ', kind="application/json"),
        Reply(200, b"{}", length=1000),
        Reply(302, headers=(("Location", DATA),)),
        as_json(SHOPIFY | {"title": "Garden hose"}),
        as_json(SHOPIFY | {"images": [7, "http://[", "//", "javascript:x"], "price": "free"}),
    ],
    ids=["404", "500", "429", "html", "cut JSON", "broken off", "a ring", "another", "rubbish"],
)
def test_data_that_fails_never_fails_the_page(cli: Cli, shop: ShopServer, reply: Reply) -> None:
    html = shell(SHOPIFY_MARK).replace("</h1>", "</h1><p class='price'>$9.50</p>")
    url = shop.page(PAGE, html)
    shop.reply(DATA, reply)
    result = cli("inspect", url, "--allow-private", "--json")

    assert result.exit_code == 0, result.stderr
    assert shop.count(DATA) >= 1
    assert (result.json["product"]["name"], result.json["product"]["price"]) == ("Blue Mug", 9.5)


def test_that_no_data_came_is_said(cli: Cli, batch: Any, shop: ShopServer) -> None:
    html = shell(SHOPIFY_MARK).replace("</h1>", "</h1><img src='/img/1.png' width=800 height=800>")
    result = cli(*RUN, batch((shop.page(PAGE, html), 1)))

    assert result.exit_code == 0, result.stderr
    assert "The page says little, and the shop's data adds nothing" in result.stderr


# --- the fetch itself ---


def test_it_is_not_led_to_another_host(shop: ShopServer) -> None:
    with ShopServer() as other, HttpFetcher(allow_private=True) as fetcher:
        shop.redirect(DATA, f"http://localhost:{other.port}{DATA}")
        with pytest.raises(PageError, match="another host"):
            fetcher.data(shop.url + DATA)
        assert other.requests == []


def test_it_may_be_led_about_on_its_own_host(shop: ShopServer) -> None:
    shop.reply(DATA, as_json(SHOPIFY))
    with HttpFetcher(allow_private=True) as fetcher:
        body = fetcher.data(shop.redirect("/old.js", DATA)).body
    assert json.loads(body) == SHOPIFY


def test_private_addresses_are_refused(shop: ShopServer) -> None:
    with HttpFetcher(allow_private=False) as fetcher, pytest.raises(AddressRefused):
        fetcher.data(shop.url + DATA)
    assert shop.requests == []


@pytest.mark.parametrize("url", ["file:///etc/hostname", "/etc/hostname", "ftp://shop.example/x"])
def test_files_are_no_data(url: str) -> None:
    with HttpFetcher(allow_private=True) as fetcher, pytest.raises(PageError):
        fetcher.data(url)


def test_too_much_of_it(shop: ShopServer) -> None:
    shop.reply(DATA, Reply(200, b" " * 5_000_001))
    with HttpFetcher(allow_private=True) as fetcher, pytest.raises(PageError, match="5 MB"):
        fetcher.data(shop.url + DATA)


def test_too_slow(shop: ShopServer) -> None:
    shop.reply(DATA, slow())
    with HttpFetcher(allow_private=True, deadline=0.05) as fetcher, pytest.raises(PageError):
        fetcher.data(shop.url + DATA)
