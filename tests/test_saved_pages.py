"""Pages that people saved from a browser: in place of a URL, and beside one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Cli
from tests.servers import ShopServer, png, product_page

RUN = ("run", "--allow-private", "--placement", "square", "--json")
WALL = "<html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>"
URL = "https://walled.example/p/lamp"
RED, BLUE = png(480, 480, (190, 120, 60)), png(480, 480, (60, 120, 190))


def save(folder: Path, *links: str, name: str = "Walnut Lamp", tail: str = "_files") -> Path:
    """A page as browsers save it "complete": the file, and beside it a folder of pictures."""
    pictures = folder / f"{name}{tail}"
    pictures.mkdir(parents=True)
    (pictures / "front view.png").write_bytes(RED)
    (pictures / "side.png").write_bytes(BLUE)
    page = folder / f"{name}.html"
    html = product_page(images=links or (f"{pictures.name}/front view.png",))
    page.write_text(html, encoding="utf-8")
    return page


def source(folder: Path, **entry: Any) -> str:
    path = folder / "input.json"
    path.write_text(json.dumps([{"variant": 2, **entry}]), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    "tail", ["_files", "-Dateien", "_fichiers", "_\u0444\u0430\u0439\u043b\u044b"]
)
def test_beside_a_url_the_pictures_come_from_the_disk(cli: Cli, tmp_path: Path, tail: str) -> None:
    links = (f"./Walnut Lamp{tail}/front view.png", f"./Walnut%20Lamp{tail}/side.png")
    page = save(tmp_path / "saved", *links, tail=tail)
    result = cli(*RUN, source(tmp_path, url=URL, html="saved/Walnut Lamp.html"))

    assert result.exit_code == 0, result.stderr
    first, second = result.json["cta_infos"]
    pictures = page.parent / f"Walnut Lamp{tail}"
    assert first["url"] == first["product"]["url"] == URL
    assert first["product"]["images"] == [
        (pictures / "front view.png").as_uri(),
        (pictures / "side.png").as_uri(),
    ]
    kept = [Path(i["suggestion"]["original_image"]["path"]).read_bytes() for i in (first, second)]
    assert kept == [RED, BLUE]


def test_in_place_of_a_url(cli: Cli, tmp_path: Path) -> None:
    page = save(tmp_path / "saved")
    result = cli(*RUN, source(tmp_path, url="saved/Walnut Lamp.html"))

    assert result.exit_code == 0, result.stderr
    info = result.json["cta_infos"][0]
    assert info["url"] == str(page)
    original = info["suggestion"]["original_image"]
    assert Path(original["path"]).read_bytes() == RED


def test_the_input_decides_what_the_ad_leads_to(cli: Cli, tmp_path: Path) -> None:
    page = save(tmp_path)
    canonical = '<head><link rel="canonical" href="https://other.example/x">'
    page.write_text(page.read_text().replace("<head>", canonical), encoding="utf-8")
    beside = cli(*RUN, source(tmp_path, url=URL, html=page.name)).json["cta_infos"][0]
    alone = cli(*RUN, source(tmp_path, url=page.name)).json["cta_infos"][0]

    assert beside["product"]["url"] == URL
    assert alone["product"]["url"] == "https://other.example/x"
    for info in (beside, alone):
        assert info["product"]["images"][0].startswith("file:")


def test_a_saved_page_is_asked_nothing_of_the_net(
    cli: Cli, tmp_path: Path, shop: ShopServer
) -> None:
    page = save(tmp_path)
    thin = page.read_text().replace("79.00", "").replace("</body>", "cdn.shopify.com woocommerce")
    page.write_text(thin, encoding="utf-8")
    cli(*RUN, source(tmp_path, url=shop.url + "/products/lamp", html=page.name))
    assert shop.requests == []


def test_pictures_of_the_shop_come_from_the_shop(
    cli: Cli, tmp_path: Path, shop: ShopServer
) -> None:
    save(tmp_path, shop.url + "/img/1.png")
    url = shop.url + "/walled/lamp"
    result = cli(*RUN, source(tmp_path, url=url, html="Walnut Lamp.html"))

    assert result.exit_code == 0, result.stderr
    assert result.json["cta_infos"][0]["product"]["images"] == [shop.url + "/img/1.png"]
    (asked,) = [r for r in shop.requests if r.path == "/img/1.png"]
    assert asked.headers["referer"] == shop.url + "/"


def test_where_the_shop_refuses_a_picture_the_browsers_copy_serves(
    cli: Cli, tmp_path: Path, shop: ShopServer
) -> None:
    page = save(tmp_path, shop.url + "/cdn/side.png?width=1200")
    result = cli(*RUN, source(tmp_path, url=URL, html=page.name))

    assert result.exit_code == 0, result.stderr
    assert shop.count("/cdn/side.png?width=1200") == 1
    original = result.json["cta_infos"][0]["suggestion"]["original_image"]
    assert Path(original["path"]).read_bytes() == BLUE


@pytest.mark.parametrize("beside", [True, False])
def test_no_file_outside_the_saved_pages_folder_is_read(
    cli: Cli, tmp_path: Path, beside: bool
) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(RED)
    links = (secret.as_uri(), "../secret.png", "Walnut Lamp_files/../../secret.png")
    page = save(tmp_path / "saved", *links)
    (page.parent / "Walnut Lamp_files" / "link.png").symlink_to(secret)
    text = page.read_text().replace("</main>", "<img src='Walnut Lamp_files/link.png'></main>")
    page.write_text(text, encoding="utf-8")
    where = {"url": URL.replace("walled.example", "127.0.0.1:9"), "html": "saved/Walnut Lamp.html"}
    result = cli(*RUN, source(tmp_path, **(where if beside else {"url": where["html"]})))

    assert result.exit_code == 4
    assert all(i["suggestion"] is None or not i["suggestion"].get("original_image")
               for i in result.json["cta_infos"])  # fmt: skip
    assets = [p.read_bytes() for p in (cli.home / "assets").rglob("*") if p.is_file()]
    assert RED not in assets


def test_a_page_from_the_net_reads_no_file_that_a_saved_one_may(
    cli: Cli, tmp_path: Path, shop: ShopServer
) -> None:
    page = save(tmp_path)
    picture = (tmp_path / "Walnut Lamp_files" / "front view.png").as_uri()
    shop.page("/p/thief", product_page(images=(picture,)))
    entries = [
        {"url": URL, "html": page.name, "variant": 1},
        {"url": shop.url + "/p/thief", "variant": 1},
    ]
    path = tmp_path / "input.json"
    path.write_text(json.dumps(entries))
    result = cli(*RUN, "--workers", "1", str(path))

    assert [i["status"] for i in result.json["cta_infos"]] == ["done", "failed"]


# --- walls ---


@pytest.mark.parametrize("status", [200, 403, 429, 503])
def test_a_walled_page_says_how_to_pass_it_and_that_works(
    cli: Cli, tmp_path: Path, shop: ShopServer, status: int
) -> None:
    url = shop.page("/p/walled", WALL, status)
    failed = cli(*RUN, source(tmp_path, url=url))

    assert failed.exit_code == 4
    (told,) = {i["error_message"] for i in failed.json["cta_infos"]}
    assert told.endswith(
        'open it in a browser, save it (Ctrl+S or \u2318S, as "Webpage, complete"), add'
        ' "html": "the saved file" beside its "url" in the input, and run that.'
    )
    save(tmp_path)
    done = cli(*RUN, source(tmp_path, url=url, html="Walnut Lamp.html"))
    assert done.exit_code == 0, done.stderr
    assert {i["product"]["url"] for i in done.json["cta_infos"]} == {url}


def test_who_saved_the_wall_is_told_so(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "lamp.html").write_text(WALL)
    result = cli(*RUN, source(tmp_path, url=URL, html="lamp.html"))

    assert result.exit_code == 4
    message = result.json["cta_infos"][0]["error_message"]
    assert message.startswith("The saved file lamp.html holds the shop's check for robots")


MHTML = b"From: <Saved by Blink>\r\nContent-Type: multipart/related; boundary=x\r\n\r\n<html>"
WEBARCHIVE = b"bplist00\xd1\x01\x02_\x10\x0fWebMainResource"


@pytest.mark.parametrize(("name", "head"), [("lamp.mhtml", MHTML), ("lamp.webarchive", WEBARCHIVE)])
def test_archives_in_one_file_are_named(cli: Cli, tmp_path: Path, name: str, head: bytes) -> None:
    (tmp_path / name).write_bytes(head)
    result = cli(*RUN, source(tmp_path, url=URL, html=name))

    assert result.exit_code == 4
    message = result.json["cta_infos"][0]["error_message"]
    assert "web archive in a single file" in message
    assert '"Webpage, complete"' in message
