"""``inspect``: what was read from a page, from where, and what lost; nothing is stored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Cli
from tests.servers import Reply, ShopServer, product_page

SALE = """<html lang="de"><head><title>Tasse Blau | Laden</title>
<script type="application/ld+json">{"@type": "Product", "name": "Tasse Blau", "image": "/img/1.png",
 "offers": {"price": "24.00", "priceCurrency": "EUR"}}</script></head>
<body><h1>Tasse Blau</h1><p class="price"><ins>19,00 €</ins> <del>24,00 €</del></p>
<button>In den Warenkorb</button></body></html>"""


def inspect(cli: Cli, *args: str) -> Any:
    result = cli("inspect", "--allow-private", *args)
    assert result.exit_code == 0, result.stderr
    return result


def test_json_has_the_product_and_every_candidate(cli: Cli, shop: ShopServer) -> None:
    url = shop.page("/p/tasse", SALE)
    shown = inspect(cli, url, "--json").json

    assert set(shown) == {"url", "language", "product", "candidates"}
    assert (shown["url"], shown["language"]) == (url, "de")
    assert shown["product"]["name"] == "Tasse Blau"
    assert set(shown["candidates"]) == set(shown["product"]) - {"url"}
    for name, found in shown["candidates"].items():
        for candidate in found:
            assert set(candidate) == {"value", "source", "confidence", "chosen"}
            assert 0 <= candidate["confidence"] <= 1
        value = shown["product"][name]
        chosen = [c["value"] for c in found if c["chosen"]]
        wanted = value if isinstance(value, list) else [] if value in (None, "") else [value]
        assert set(map(str, chosen)) == set(map(str, wanted)), name


def test_a_run_reads_what_was_inspected(cli: Cli, shop: ShopServer, batch: Any) -> None:
    shown = inspect(cli, shop.url + "/p/lamp", "--json").json
    job = cli("run", batch(), "--allow-private", "--placement", "square", "--json").json
    assert job["cta_infos"][0]["product"] == shown["product"]


def test_people_see_the_winner_its_source_and_what_lost(cli: Cli, shop: ShopServer) -> None:
    lines = inspect(cli, shop.page("/p/tasse", SALE)).stdout.splitlines()

    price = next(i for i, line in enumerate(lines) if line.startswith("price"))
    assert "19" in lines[price]
    assert "(visible" in lines[price]
    assert "%" in lines[price]
    assert lines[price + 1].strip().startswith("lost: 24")
    assert "json-ld" in lines[price + 1]
    (brand,) = [line for line in lines if line.startswith("brand")]
    assert "none on the page" in brand


def test_second_sources_are_shown_as_what_they_are(cli: Cli, shop: ShopServer) -> None:
    html = product_page(name="Blue Mug", description="", images=["/img/1.png"])
    url = shop.page("/products/blue-mug", html.replace("</head>", "cdn.shopify.com</head>"))
    told = {"title": "Blue Mug", "vendor": "Acme", "images": ["/img/1.png", "/img/2.png"]}
    shop.reply("/products/blue-mug.js", Reply(200, json.dumps(told).encode()))
    shown = inspect(cli, url, "--json").json

    assert shown["product"]["brand"] == "Acme"
    first = shown["candidates"]["brand"][0]
    assert (first["value"], first["source"], first["chosen"]) == (
        "Acme", "/products/blue-mug.js", True,
    )  # fmt: skip
    assert shown["product"]["images"] == [shop.url + "/img/1.png", shop.url + "/img/2.png"]
    assert "/products/blue-mug.js" in inspect(cli, url).stdout


def test_a_saved_page(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lamp_files").mkdir()
    (tmp_path / "lamp.html").write_text(product_page(images=["lamp_files/1.png"]))
    monkeypatch.chdir(tmp_path)
    for name in ("lamp.html", str(tmp_path / "lamp.html")):
        shown = inspect(cli, name, "--json").json
        assert shown["product"]["images"] == [(tmp_path / "lamp_files" / "1.png").as_uri()]


def test_nothing_is_stored(cli: Cli, shop: ShopServer) -> None:
    before = sorted(cli.home.rglob("*"))
    inspect(cli, shop.url + "/p/lamp")
    assert sorted(cli.home.rglob("*")) == before


def test_private_addresses_need_leave(cli: Cli, shop: ShopServer) -> None:
    result = cli("inspect", shop.url + "/p/lamp")
    assert result.exit_code == 4
    assert "--allow-private" in result.stderr
    assert shop.requests == []
    cli.env["CTA_BATCH_ALLOW_PRIVATE"] = "1"
    assert cli("inspect", shop.url + "/p/lamp").exit_code == 0


@pytest.mark.parametrize("flags", [[], ["--json"]])
@pytest.mark.parametrize(
    ("status", "html", "words"),
    [
        (404, "", "There is no page at"),
        (403, "", "save it (Ctrl+S"),
        (200, "<title>Just a moment...</title>Checking your browser", "save it (Ctrl+S"),
        (200, "<title>About us</title><h1>About us</h1>We are a shop.", "not look like the page"),
        (500, "", "answered 500"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(
    cli: Cli, shop: ShopServer, status: int, html: str, words: str, flags: list[str]
) -> None:
    url = shop.page("/about", html, status)
    result = cli("inspect", "--allow-private", url, *flags)
    assert (result.exit_code, result.stdout) == (4, "")
    assert words in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("target", ["shop.example/p/lamp", "gone.html", "ftp://shop.example/", "."])
def test_what_is_no_page_at_all_is_bad_usage(cli: Cli, target: str) -> None:
    result = cli("inspect", target)
    assert result.exit_code == 2
    assert target in result.stderr


@pytest.mark.parametrize("width", ["40", "80", "160"])
def test_any_width_holds_it_all(cli: Cli, shop: ShopServer, width: str) -> None:
    cli.env["COLUMNS"] = width
    lines = inspect(cli, shop.url + "/p/lamp").stdout.splitlines()

    assert max(len(line.rstrip()) for line in lines) <= int(width)
    assert "…" not in "".join(lines)
    text = " ".join(" ".join(line.split()) for line in lines)
    assert "name Walnut Desk Lamp" in text


def test_a_pages_text_is_no_markup_and_moves_no_terminal(cli: Cli, shop: ShopServer) -> None:
    name = "[bold]Lamp[/bold] \x1b]0;owned\x07\x1b[2J \u202egnp [/]"
    offer = {"price": "5", "priceCurrency": "EUR"}
    product = {"@type": "Product", "name": name, "brand": "\x1b[31mred", "offers": offer}
    facts = json.dumps(product | {"image": "/img/1.png"})
    page = (
        f'<script type="application/ld+json">{facts}</script><title>{name}</title><h1>{name}</h1>'
    )
    url = shop.page("/p/evil", page)
    for flags in ([], ["--json"]):
        shown = inspect(cli, url, *flags).stdout
        assert not {c for c in shown if ord(c) < 32 or ord(c) == 127} - {"\n"}
    assert "[bold]Lamp[/bold]" in inspect(cli, url).stdout
    assert "\u202e" not in inspect(cli, url).stdout


def test_long_galleries_are_cut_for_people_only(cli: Cli, shop: ShopServer) -> None:
    links = [f"/img/view-{n}-of-lamp.png" for n in range(12)]
    url = shop.page("/p/many", product_page(images=links))
    count = len(inspect(cli, url, "--json").json["product"]["images"])
    assert count == 12
    assert "and 4 more; --json shows all" in inspect(cli, url).stdout
