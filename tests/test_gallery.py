"""gallery, from outside: one page, nothing in it runs, and what its keys and filters do."""

from __future__ import annotations

import base64
import io
import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By

from tests.browser import chromium, logged
from tests.conftest import Cli
from tests.servers import ShopServer, product_page

EVIL = "<script>document.title='owned'</script><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two lamps, a hostile product and a failed page, made once."""
    folder = tmp_path_factory.mktemp("gallery")
    home = folder / "home"
    home.mkdir()
    (home / "config.toml").write_text("")
    with ShopServer() as shop:
        shop.page("/p/mug", product_page(name="Stone Mug", price="18.00"))
        pages = [
            {"url": shop.url + path, "variant": variants}
            for path, variants in (("/p/lamp", 2), ("/p/mug", 1), ("/p/gone", 1))
        ]
        source = folder / "input.json"
        source.write_text(json.dumps(pages))
        cli = Cli(home)
        args = ("--placement", "square", "--placement", "story", "--placement", "landscape")
        result = cli("run", "--allow-private", *args, "--name", f"Autumn {EVIL}", str(source))
    assert result.exit_code == 4, result.stderr
    evil = json.dumps({"name": EVIL, "url": f'https://shop.example/"{EVIL}', "brand": '"><b>'})
    cli.sql(
        f"UPDATE cta_info SET product = '{evil.replace(chr(39), chr(39) * 2)}',"
        f" error_message = '{EVIL.replace(chr(39), chr(39) * 2)}' WHERE position = 2"
    )
    return home


@pytest.fixture
def job(cli: Cli, home: Path) -> Any:
    shutil.copytree(home, cli.home, dirs_exist_ok=True)
    return cli("show", "last", "--json").json


def test_the_page_holds_every_picture_and_word(cli: Cli, job: Any, tmp_path: Path) -> None:
    page = tmp_path / "deep" / "page.html"
    result = cli("gallery", "last", "--output", str(page))
    assert result.exit_code == 0, result.stderr
    assert result.stdout.strip() == str(page)
    text = page.read_text(encoding="utf-8")
    for info in job["cta_infos"]:
        assert info["id"] in text
        for creative in (info["suggestion"] or {"creatives": []})["creatives"]:
            assert base64.b64encode(Path(creative["path"]).read_bytes()).decode() in text
    assert job["cta_infos"][0]["suggestion"]["primary_text"] in text
    assert "404" in text


def test_the_page_takes_nothing_from_elsewhere_and_runs_only_its_own(
    cli: Cli, job: Any, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    cli("gallery", "last", "--output", str(page))
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"<script[^>]*>", text) == ["<script>"]
    assert "&lt;script&gt;" in text
    assert EVIL not in text
    assert "default-src 'none'; img-src data:" in text
    assert set(re.findall(r'src="(.{5})', text)) == {"data:"}
    assert not re.search(r"\son\w+=[\"']|\sstyle=|@import|url\(", text.replace(EVIL, ""))


def test_a_gallery_is_made_anew_and_nothing_else_is_replaced(
    cli: Cli, job: Any, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    for _ in range(2):
        assert cli("gallery", "last", "--output", str(page)).exit_code == 0
    page.write_text("my own page")
    assert cli("gallery", "last", "--output", str(page)).exit_code == 2
    assert page.read_text() == "my own page"
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []
    assert cli("gallery", "ffff0000", "--output", str(page)).exit_code == 3


def test_a_picture_that_is_gone_leaves_the_old_page(cli: Cli, job: Any, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    cli("gallery", "last", "--output", str(page))
    before = page.read_bytes()
    Path(job["cta_infos"][1]["suggestion"]["creatives"][0]["path"]).unlink()
    assert cli("gallery", "last", "--output", str(page)).exit_code == 1
    assert page.read_bytes() == before


def test_a_large_job_s_pictures_are_copies_of_the_same_size(
    cli: Cli, job: Any, tmp_path: Path
) -> None:
    cli.sql(
        "UPDATE cta_info SET suggestion = json_set(suggestion, '$.creatives[0].bytes', 13000000)"
        " WHERE position = 0"
    )
    page = tmp_path / "page.html"
    assert cli("gallery", "last", "--output", str(page)).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert "copies at full size" in text
    assert "data:image/jpeg" not in text
    found = re.findall(r'data:image/webp;base64,([^"]+)" width="(\d+)" height="(\d+)"', text)
    creatives = [c for i in job["cta_infos"] for c in (i["suggestion"] or {}).get("creatives", ())]
    assert len(found) == len(creatives)
    for (data, width, height), creative in zip(found, creatives, strict=True):
        picture = base64.b64decode(data)
        assert len(picture) < creative["bytes"]
        assert Image.open(io.BytesIO(picture)).size == (int(width), int(height))
        assert (int(width), int(height)) == (creative["width"], creative["height"])


def test_open_shows_the_page_in_the_user_s_browser(cli: Cli, job: Any, tmp_path: Path) -> None:
    seen, page = tmp_path / "seen.txt", tmp_path / "a page.html"
    fake = tmp_path / "browser.py"
    fake.write_text(f"import sys\nopen({str(seen)!r}, 'w').write(sys.argv[1])\n")
    cli.env["BROWSER"] = f"{sys.executable} {fake} %s"
    result = cli.process("gallery", "last", "--output", str(page), "--open")
    assert result.exit_code == 0, result.stderr
    assert seen.read_text() == page.as_uri()


# --- in a browser ---


@pytest.fixture(scope="module")
def page(home: Path) -> Path:
    target = home.parent / "page.html"
    assert Cli(home)("gallery", "last", "--output", str(target)).exit_code == 0
    return target


@pytest.fixture(scope="module")
def shared_browser() -> Iterator[Chrome]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def browser(shared_browser: Chrome, page: Path) -> Chrome:
    """The page, fresh, with nothing of earlier tests in the logs."""
    for kind in ("browser", "performance"):
        logged(shared_browser, kind)
    shared_browser.get(page.as_uri())
    return shared_browser


DECODED = """
    const pictures = [...document.querySelectorAll('.creative img')];
    for (const picture of pictures) picture.loading = 'eager';
    Promise.all(pictures.map((p) => p.decode().then(() => p.naturalWidth))).then(arguments[0]);
"""


def shown(browser: Chrome, selector: str) -> list[Any]:
    return [e for e in browser.find_elements(By.CSS_SELECTOR, selector) if e.is_displayed()]


def press(browser: Chrome, *keys: str) -> None:
    for key in keys:
        browser.switch_to.active_element.send_keys(key)


SETTLED = """
    const done = arguments[0];
    requestAnimationFrame(() => setTimeout(() => done(document.activeElement.id)));
"""


def focused(browser: Chrome) -> str:
    """What has the focus once the page heard of all that happened: a dialog's end comes late."""
    return str(browser.execute_async_script(SETTLED))


def choose(browser: Chrome, field: str, value: str) -> None:
    browser.find_element(By.CSS_SELECTOR, f"#{field} option[value='{value}']").click()


def creatives(browser: Chrome) -> list[str]:
    return [str(e.get_attribute("id")) for e in shown(browser, ".creative")]


def test_the_browser_shows_hostile_text_as_text_and_asks_nobody(browser: Chrome) -> None:
    titles = [e.text for e in shown(browser, "h2")]
    assert EVIL in titles
    assert "owned" not in browser.title.split("<")[0]
    assert logged(browser, "browser") == [], "no blocked or broken script, style or picture"
    sent = [json.loads(e["message"])["message"] for e in logged(browser, "performance")]
    asked = [
        m["params"]["request"]["url"] for m in sent if m["method"] == "Network.requestWillBeSent"
    ]
    assert {url.split(":")[0] for url in asked} <= {"file", "data"}
    widths = browser.execute_async_script(DECODED)
    assert sorted(widths) == [1080] * 6 + [1200] * 3


def test_filters_by_status_placement_and_words(browser: Chrome) -> None:
    assert (len(shown(browser, ".info")), len(creatives(browser))) == (4, 9)
    choose(browser, "placement", "story")
    assert (len(shown(browser, ".info")), len(creatives(browser))) == (3, 3)
    choose(browser, "placement", "")
    choose(browser, "status", "failed")
    assert len(shown(browser, ".info")) == 1
    assert "404" in shown(browser, ".error")[0].text
    choose(browser, "status", "")

    press(browser, Keys.ESCAPE, "/")
    assert focused(browser) == "search"
    press(browser, "walnut desk lamp")
    assert {e.text for e in shown(browser, "h2")} == {"Walnut Desk Lamp"}
    assert browser.find_element(By.ID, "count").text == "2 of 4 ads, 6 creatives"
    press(browser, "xyz")
    assert [e.text for e in shown(browser, "#nothing")] == ["Nothing fits these filters."]


def test_keys_walk_and_enlarge(browser: Chrome) -> None:
    order = creatives(browser)
    press(browser, "j")
    assert focused(browser) == order[0]
    press(browser, Keys.ARROW_RIGHT, "j")
    assert focused(browser) == order[2]
    press(browser, "k", Keys.ARROW_LEFT, Keys.ARROW_LEFT)
    assert focused(browser) == order[0]
    press(browser, Keys.ARROW_DOWN)
    assert focused(browser) == order[3], "the next ad"

    press(browser, Keys.ENTER)
    assert "square 1080×1080" in shown(browser, "#large-caption")[0].text
    press(browser, "j")
    assert "story 1080×1920" in shown(browser, "#large-caption")[0].text
    press(browser, Keys.ESCAPE)
    assert shown(browser, "#large") == []
    assert focused(browser) == order[4], "where one was when it closed"


def test_a_filter_never_leaves_the_keys_on_what_is_hidden(browser: Chrome) -> None:
    press(browser, "j")
    choose(browser, "placement", "landscape")
    press(browser, Keys.ESCAPE, "j")
    assert focused(browser).endswith("landscape")
    assert focused(browser) == creatives(browser)[0]


def test_feed_frames_come_and_go(browser: Chrome) -> None:
    assert shown(browser, ".feed .before")
    press(browser, "f")
    assert shown(browser, ".before") == []
    press(browser, "f")
    assert shown(browser, ".feed .before")


def test_light_and_dark(browser: Chrome) -> None:
    grounds = []
    for scheme in ("light", "dark"):
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        grounds.append(browser.find_element(By.TAG_NAME, "body").value_of_css_property("color"))
    assert grounds == ["rgba(28, 28, 26, 1)", "rgba(236, 235, 230, 1)"]


def test_a_narrow_window_scrolls_one_way_only(browser: Chrome) -> None:
    try:
        browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True},
        )
        browser.refresh()
        wide = browser.execute_script("return document.documentElement.scrollWidth")
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert wide == 360
