"""The product reader on small pages, one for each way in which real pages mislead."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal

import pytest

from cta_batch.domain import Availability, Product
from cta_batch.errors import NotAProduct, PageBlocked
from cta_batch.page import inspect_page, read_product
from cta_batch.page.text import clean

URL = "https://shop.example/products/blue-mug"


def page(body: str = "", head: str = "", lang: str = "en") -> bytes:
    """A page with a title and a heading for a blue mug."""
    return (
        f"<html lang='{lang}'><head><title>Blue Mug | Shop</title>{head}</head>"
        f"<body><main><h1>Blue Mug</h1>{body}</main></body></html>"
    ).encode()


def linked(**product: object) -> str:
    """A JSON-LD script of a blue mug."""
    node = {"@context": "https://schema.org", "@type": "Product", "name": "Blue Mug", **product}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def offer(**fields: object) -> dict[str, object]:
    """An offer of 12.50 dollars."""
    return {"@type": "Offer", "price": "12.50", "priceCurrency": "USD", **fields}


def read(body: str = "", head: str = "", url: str = URL, lang: str = "en") -> Product:
    """Read such a page."""
    return read_product(page(body, head, lang), url)


def test_linked_data_tells_everything() -> None:
    product = read(
        head=linked(
            offers=offer(availability="https://schema.org/InStock"),
            brand={"@type": "Brand", "name": "Acme"},
            description="A mug that keeps coffee warm for an hour, glazed by hand in three coats.",
            category="Kitchen",
            image=["/a.jpg", "/b.jpg"],
            aggregateRating={"ratingValue": "8.8", "bestRating": "10", "reviewCount": "41"},
        )
    )
    assert product.price == Decimal("12.50")
    assert (product.currency, product.brand, product.category) == ("USD", "Acme", "Kitchen")
    assert product.availability is Availability.IN_STOCK
    assert product.images == ("https://shop.example/a.jpg", "https://shop.example/b.jpg")
    assert (product.rating, product.rating_count, product.language) == (4.4, 41, "en")
    assert product.description.startswith("A mug that keeps coffee warm")


@pytest.mark.parametrize(
    "script",
    [
        '{"@graph": [{"@type": "WebSite"}, %s]}',
        "[%s]",
        "<!-- %s -->",
        "//<![CDATA[\n%s\n//]]>",
        "%s;",
        "%s,",
        '{"@type": "ProductGroup", "name": "Blue Mug", "hasVariant": [%s]}',
        '{"@type": "WebPage", "mainEntity": %s}',
    ],
)
def test_linked_data_in_its_many_shapes(script: str) -> None:
    node = json.dumps({"@type": "Product", "name": "Blue Mug", "offers": offer()})
    head = f'<script type="application/ld+json">{script % node}</script>'
    assert read(head=head).price == Decimal("12.50")


def test_broken_and_empty_scripts_cost_nothing_of_the_others() -> None:
    broken = (
        '<script type="application/ld+json">{"@type": "Product", "name": "Blue Mug", }</script>'
    )
    empty = '<script type="application/ld+json"></script>'
    assert read(head=empty + broken + linked(offers=offer())).price == Decimal("12.50")


def test_unescaped_newlines_and_trailing_commas_are_repaired() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "Product", "name": "Blue\nMug",'
        '"offers": {"price": "9.99", "priceCurrency": "EUR",},}</script>'
    )
    assert (read(head=head).price, read(head=head).currency) == (Decimal("9.99"), "EUR")


@pytest.mark.parametrize(
    "offers",
    [
        {"@type": "AggregateOffer", "lowPrice": "12.50", "highPrice": "20", "priceCurrency": "USD"},
        {"priceSpecification": [{"price": "12.50", "priceCurrency": "USD"}]},
        [offer(), offer(price="15")],
        {"@type": "AggregateOffer", "offers": [offer()]},
    ],
)
def test_offers_in_their_many_shapes(offers: object) -> None:
    product = read(head=linked(offers=offers))
    assert (product.price, product.currency) == (Decimal("12.50"), "USD")


def test_microdata_is_read_like_linked_data() -> None:
    product = read(
        """<div itemscope itemtype="http://schema.org/Product"><span itemprop="name">Blue Mug</span>
        <span itemprop="brand">Acme</span><div itemprop="offers" itemscope
        itemtype="http://schema.org/Offer"><meta itemprop="priceCurrency" content="RUR">
        <span itemprop="price" content="1299.00">1 299 руб.</span>
        <link itemprop="availability" href="http://schema.org/OutStock"></div></div>"""
    )
    assert (product.price, product.currency, product.brand) == (Decimal(1299), "RUB", "Acme")
    assert product.availability is Availability.OUT_OF_STOCK


def test_open_graph_alone_is_enough() -> None:
    product = read(
        head='<meta property="og:type" content="product">'
        '<meta property="product:price:amount" content="1.234,50">'
        '<meta property="product:price:currency" content="EUR">'
        '<meta property="og:image" content="//cdn.example/mug.jpg">'
    )
    assert (product.price, product.currency) == (Decimal("1234.50"), "EUR")
    assert product.images == ("https://cdn.example/mug.jpg",)


def test_the_price_on_show_wins_over_a_marked_price_without_tax() -> None:
    product = read('<p class="price">$29.95</p>', linked(offers=offer(price="27.23")))
    assert product.price == Decimal("29.95")


def test_a_marked_price_of_zero_is_no_price() -> None:
    assert read(head=linked(offers=offer(price="0"), image="/a.jpg")).price is None


def test_no_price_is_taken_off_a_page_that_says_unavailable() -> None:
    product = read(
        '<div id="availability">Currently unavailable.</div><img src="/mug-large.jpg">'
        '<p class="price">$10.37</p>'
    )
    assert product.availability is Availability.OUT_OF_STOCK
    assert product.price is None


@pytest.mark.parametrize(
    ("shown", "price", "before"),
    [
        ('<p class="price"><del>$20.00</del> <ins>$15.00</ins></p>', "15", "20"),
        ('<p class="price"><s>$20.00</s> $15.00</p>', "15", "20"),
        ('<p class="price">$20.00 -25%</p><p class="price">$15.00</p>', "15", None),
        (
            '<p><span class="was-price">$20.00</span> <span class="price">$15.00</span></p>',
            "15",
            None,
        ),
        ('<p class="price">$15.00 (save $5.00)</p>', "15", None),
    ],
)
def test_the_sale_price_is_told_from_the_old_one(
    shown: str, price: str, before: str | None
) -> None:
    product = read(shown, linked(image="/a.jpg"))
    assert product.price == Decimal(price)
    if before:
        assert product.list_price == Decimal(before)


@pytest.mark.parametrize(
    "trap",
    [
        '<p class="installment">4 payments of $3.13</p>',
        '<p class="unit-price">$1.25 / 100 ml</p>',
        "<p>Free shipping on orders over $50.00</p>",
        '<div class="related-products"><p class="price">$3.00</p></div>',
        '<p class="price" style="display:none">$99.00</p>',
        '<p class="price">15% off</p>',
    ],
)
def test_instalments_unit_prices_and_other_products_are_not_the_price(trap: str) -> None:
    body = f'{trap}<p class="price">$12.50</p>'
    assert read(body, linked(image="/a.jpg")).price == Decimal("12.50")


@pytest.mark.parametrize(
    ("shown", "host", "price", "currency"),
    [
        ("<span>$</span><span>79</span><span>.</span><span>99</span>", "com", "79.99", "USD"),
        ("<span>79</span><sup>99</sup> €", "de", "79.99", "EUR"),
        ("131 990 тг.", "kz", "131990", "KZT"),
        ("$2.449", "com.ar", "2449", "ARS"),
        ("$229.990", "cl", "229990", "CLP"),
        ("R$ 1.759,99", "com.br", "1759.99", "BRL"),
        ("2,900원~", "co.kr", "2900", "KRW"),
        ("$ 60.00", "com.au", "60", "AUD"),
        ("CHF 1'299.00", "ch", "1299", "CHF"),
        ("1 299,50 kr", "se", "1299.50", "SEK"),
        ("¥12,800", "jp", "12800", "JPY"),
        ("NT$2,320", "com.tw", "2320", "TWD"),
        ("٩٩ ر.س", "sa", "99", "SAR"),
        ("₹1,29,900", "in", "129900", "INR"),
    ],
)
def test_numbers_and_signs_of_all_places(shown: str, host: str, price: str, currency: str) -> None:
    url = f"https://shop.{host}/products/blue-mug"
    product = read(f'<p class="price">{shown}</p>', linked(image="/a.jpg"), url)
    assert (product.price, product.currency) == (Decimal(price), currency)


def test_a_heading_that_is_the_menu_is_not_the_name() -> None:
    html = b"""<html><head><title>Blue Mug - Shop</title><meta property="og:type" content="product">
    </head><body><svg><title>Close</title></svg><h1>Menu</h1><h2>Blue Mug</h2></body></html>"""
    assert read_product(html, URL).name == "Blue Mug"


def test_entities_escaped_twice_are_read_twice() -> None:
    head = linked(offers=offer(), brand="Salt &amp;amp; Pepper")
    assert read(head=head).brand == "Salt & Pepper"


@pytest.mark.parametrize("lie", ["$metabrand", " ", "N/A", "null", "{{brand}}"])
def test_a_placeholder_is_no_brand(lie: str) -> None:
    assert read(head=linked(brand=lie, offers=offer())).brand is None


def test_a_brand_is_found_in_a_label_or_an_analytics_script() -> None:
    labelled = read("<p>Brand: Acme</p>", linked(offers=offer()))
    scripted = read("<script>dataLayer=[{'brand':'Acme'}]</script>", linked(offers=offer()))
    assert (labelled.brand, scripted.brand) == ("Acme", "Acme")


GALLERY = """<header><img src="/logo.png"></header><div class="product-gallery">
<img src="data:image/gif;base64,R0" data-src="/p/mug-1_200x.jpg"
     data-srcset="/p/mug-1_400x.jpg 400w, /p/mug-1_1600x.jpg 1600w">
<img src="//cdn.shop.example/p/mug-2_200x.jpg">
<a href="/p/mug-3.jpg"><img src="/p/mug-3_100x.jpg"></a>
<noscript><img src="/p/mug-4.jpg"></noscript><img src="/p/play-icon.svg"></div>
<div class="swatches"><img src="/p/red-swatch.jpg"></div>
<p class="price">$12.50</p><button>Add to cart</button>
<div class="related-products"><a href="/products/jug"><img src="/p/jug.jpg"></a></div>
<footer><img src="/visa.png"></footer>"""


def test_the_gallery_holds_the_products_own_pictures_largest_version_once() -> None:
    product = read(GALLERY, linked(image="https://shop.example/p/mug-1.jpg"))
    assert product.images == (
        "https://shop.example/p/mug-1_1600x.jpg",
        "https://cdn.shop.example/p/mug-2_200x.jpg",
        "https://shop.example/p/mug-3.jpg",
        "https://shop.example/p/mug-4.jpg",
    )


def test_a_logo_in_the_head_is_not_the_main_picture() -> None:
    product = read(GALLERY, '<meta property="og:image" content="/img/logo.png">')
    assert product.images[0] == "https://shop.example/p/mug-1_1600x.jpg"


def test_null_images_in_the_markup_leave_those_on_the_page() -> None:
    assert len(read(GALLERY, linked(image=[None, None], offers=offer())).images) == 4


def test_script_state_stands_in_for_an_empty_page() -> None:
    price = {"minVariantPrice": {"amount": "12.5", "currencyCode": "CAD"}}
    mug = {"title": "Blue Mug", "vendor": "Acme", "images": ["/p/1.jpg"], "priceRange": price}
    state = json.dumps({"props": {"product": mug}})
    html = (
        "<html><head><title>Blue Mug</title></head><body><div id=root></div>"
        f'<script id="__NEXT_DATA__" type="application/json">{state}</script></body></html>'
    ).encode()
    product = read_product(html, URL)
    assert (product.price, product.currency, product.brand) == (Decimal("12.5"), "CAD", "Acme")
    assert product.images == ("https://shop.example/p/1.jpg",)


def test_streamed_and_escaped_script_state_is_read() -> None:
    inner = json.dumps({"product": {"name": "Blue Mug", "price": 12.5, "currency": "USD"}})
    row = json.dumps("5:" + inner)
    for script in (f"self.__next_f.push([1,{row}])", f"x = JSON.parse({json.dumps(inner)})"):
        assert read(f"<script>{script}</script>" + " " * 90).price == Decimal("12.5")


def test_features_are_the_pages_own_bullets() -> None:
    product = read(
        "<div class='product-description'><ul><li>Holds 400 ml of coffee</li><li>Safe in the"
        " dishwasher</li><li><a href='/x'>More mugs like this</a></li></ul></div>",
        linked(offers=offer()),
    )
    assert product.features == ("Holds 400 ml of coffee", "Safe in the dishwasher")


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("en_us", "en-US"), ("DE", "de"), ("zh-hant-TW", "zh-Hant-TW"), ("x", None)],
)
def test_language_is_a_normal_tag(lang: str, expected: str | None) -> None:
    assert read(head=linked(offers=offer()), lang=lang).language == expected


@pytest.mark.parametrize("codec", ["utf-8", "windows-1251", "utf-16"])
def test_charsets_are_read_even_under_a_lying_header(codec: str) -> None:
    text = f"<html><head><meta charset='{codec}'><title>Синяя кружка</title>"
    text += linked(name="Синяя кружка", offers=offer()).encode().decode("unicode-escape")
    html = (text + "</head><body><h1>Синяя кружка</h1></body></html>").encode(codec)
    assert read_product(html, URL).name == "Синяя кружка"
    if codec == "windows-1251":
        assert read_product(html, URL, charset="utf-8").name == "Синяя кружка"


def test_garbled_utf8_is_mended() -> None:
    name = "Café Mug™".encode().decode("cp1252")
    html = f"<h1>{name}</h1>{linked(name=name, offers=offer())}".encode()
    assert read_product(html, URL).name == "Café Mug™"


def test_a_wall_says_how_to_go_on() -> None:
    html = b"<html><title>Robot or human?</title><body><p>Press & hold to confirm</p></body></html>"
    with pytest.raises(PageBlocked, match="save it") as caught:
        read_product(html, "https://shop.example/ip/1234567")
    assert "path" in str(caught.value)


@pytest.mark.parametrize(
    ("html", "url"),
    [
        (b"", URL),
        (
            b"<html><h1>About us</h1><p>We are a family business.</p></html>",
            "https://a.example/about",
        ),
        (
            b"<title>Mugs</title><h1>Mugs</h1>"
            + b"<div class='product-card'><a href='/products/a'><img src='/a.jpg'></a>"
            b"<p class='price'>$5.00</p></div>" * 12,
            "https://shop.example/collections/mugs",
        ),
    ],
)
def test_other_pages_are_not_products(html: bytes, url: str) -> None:
    with pytest.raises(NotAProduct, match="product"):
        read_product(html, url)


def test_a_saved_page_knows_its_address_and_its_folder() -> None:
    head = linked(offers=offer()) + '<link rel="canonical" href="https://shop.example/products/m">'
    body = '<div class="gallery"><img src="./mug_files/a.jpg"><img src="/p/b.jpg"></div>'
    product = read_product(page(body, head), "/home/ana/saved pages/mug.html")
    assert product.url == "https://shop.example/products/m"
    assert product.images == (
        "file:///home/ana/saved%20pages/mug_files/a.jpg",
        "https://shop.example/p/b.jpg",
    )


def test_every_field_names_its_candidates_winner_first() -> None:
    reading = inspect_page(
        page('<p class="price">$29.95</p>', linked(offers=offer(price="27.23"))), URL
    )
    prices = [(c.value, c.source) for c in reading.candidates["price"]]
    assert prices == [(Decimal("29.95"), "visible"), (Decimal("27.23"), "json-ld")]
    assert reading.product.price == prices[0][0]


def test_importing_the_reader_loads_no_parser() -> None:
    script = "import sys, cta_batch.page; sys.exit('lxml' in sys.modules or 'w3lib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_a_canonical_address_tells_what_the_front_door_does_not() -> None:
    body = '<img src="/mug.jpg" alt="Blue Mug"><p class="price">$12.50</p><button>Buy now</button>'
    canonical = f'<link rel="canonical" href="{URL}">'
    assert read(body, canonical, "https://shop.example/").price == Decimal("12.50")
    with pytest.raises(NotAProduct):
        read(body, "", "https://shop.example/")


def test_a_missing_page_with_pictures_and_prices_is_no_product() -> None:
    html = b"""<title>Page not found</title><h1>Page not found</h1><img src="/a.jpg">
    <p class="price">$5.00</p><p>Out of stock</p>"""
    with pytest.raises(NotAProduct):
        read_product(html, URL)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ('<p class="stock">Sold out</p>', Availability.OUT_OF_STOCK),
        ('<span class="price__badge">Sold out</span><button>Add to cart</button>', None),
        ("<p>Pickup not available</p><button>Add to cart</button>", None),
        ("<button>In den Warenkorb</button>", None),
        ('<p class="availability">Нет в наличии</p>', Availability.OUT_OF_STOCK),
    ],
)
def test_stock_lines_are_told_from_badges(shown: str, expected: Availability | None) -> None:
    product = read(shown, linked(image="/a.jpg"))
    assert product.availability is (expected or Availability.IN_STOCK)


@pytest.mark.parametrize(
    "codec",
    [
        "base64",
        "zip",
        "rot13",
        "hex",
        "idna",
        "undefined",
        "punycode",
        "utf-16",
        "utf-32",
        "no-such",
    ],
)
def test_a_charset_that_is_none_does_not_hide_the_page(codec: str) -> None:
    text = f"<html><head><meta charset='{codec}'><title>Mug</title>"
    text += '<script type="application/ld+json">{"@type":"Product","name":"Mug"'
    text += ',"offers":{"price":"9","priceCurrency":"EUR"}}</script></head><h1>Mug</h1>'
    assert read_product(text.encode(), URL).name == "Mug"
    assert read_product(text.encode(), URL, charset=codec).name == "Mug"


@pytest.mark.parametrize(
    ("broken", "right"),
    [
        (
            "If youâ\x80\x99re after leather â\x80\x93 南部鉄器",
            "If you’re after leather – 南部鉄器",
        ),
        ("Itâ€™s â€œnewâ€ 急須", "It’s “newâ€ 急須"),
        ("Für 5 â‚¬, Größe M", "Für 5 €, Größe M"),
        ("CafÃ© crÃ¨me", "Café crème"),
        ("Pâte «â l’eau»", "Pâte «â l’eau»"),
    ],
)
def test_signs_that_were_read_in_another_encoding_are_read_right(broken: str, right: str) -> None:
    assert clean(broken) == right
