"""Placements, clean twins and brand kits, from outside; rendering again asks no model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.conftest import Cli
from tests.servers import ModelServer, ShopServer


def names(info: Any) -> list[str]:
    return [c["placement"] for c in info["suggestion"]["creatives"]]


def sizes_on_disk(info: Any) -> dict[str, tuple[int, int]]:
    found = {}
    for creative in info["suggestion"]["creatives"]:
        with Image.open(creative["path"]) as picture:
            found[creative["placement"]] = picture.size
    return found


def test_sets_of_placements_and_own_ones(cli: Cli, batch: Any, shop: ShopServer) -> None:
    (cli.home / "config.toml").write_text("[placements.kiosk]\nwidth = 800\nheight = 400\n")
    source = batch((shop.url + "/p/lamp", 1))
    result = cli(
        "run", source, "--allow-private", "--json", "--placement", "google", "--placement", "kiosk"
    )
    assert result.exit_code == 0, result.stderr
    [info] = result.json["cta_infos"]
    assert sizes_on_disk(info) == {
        "landscape": (1200, 628),
        "google-square": (1200, 1200),
        "google-portrait": (960, 1200),
        "kiosk": (800, 400),
    }
    (cli.home / "config.toml").write_text("")  # the job remembers what a kiosk is
    again = cli("edit", info["id"], "--set", "headline=Still a kiosk", "--json")
    assert again.exit_code == 0, again.stderr
    assert "kiosk" in names(again.json)


def test_an_unknown_placement_lists_what_there_is(cli: Cli, batch: Any) -> None:
    result = cli("run", batch(), "--placement", "billboard")
    assert result.exit_code == 2
    assert "story" in result.stderr


def test_clean_twins_hold_no_words(cli: Cli, batch: Any, shop: ShopServer) -> None:
    source = batch((shop.url + "/p/lamp", 1))
    result = cli("run", source, "--allow-private", "--json", "--placement", "square", "--clean")
    [info] = result.json["cta_infos"]
    assert names(info) == ["square", "square-clean"]
    with_words, clean = (Path(c["path"]).read_bytes() for c in info["suggestion"]["creatives"])
    assert with_words != clean
    edited = cli("edit", info["id"], "--set", "headline=Other words", "--json").json
    again = Path(edited["suggestion"]["creatives"][1]["path"]).read_bytes()
    assert again == clean, "words changed a picture that should hold none"


def test_render_takes_other_placements_and_asks_no_model(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    source = batch((shop.url + "/p/lamp", 2))
    job = cli("run", source, "--allow-private", "--json", "--placement", "square").json
    asked = len(api.requests), len(shop.requests)

    result = cli("render", "last", "--placement", "story", "--json")

    assert result.exit_code == 0, result.stderr
    assert [names(i) for i in result.json["cta_infos"]] == [["story"], ["story"]]
    assert (len(api.requests), len(shop.requests)) == asked
    old = job["cta_infos"][0]["suggestion"]["creatives"][0]["path"]
    assert not Path(old).exists(), "a creative that nothing names was left behind"
    assert result.json["cost_usd"] == job["cost_usd"]


def test_a_brand_kit_gives_colours_and_the_call_to_action(
    cli: Cli, batch: Any, shop: ShopServer, tmp_path: Path
) -> None:
    brand = tmp_path / "brand.toml"
    brand.write_text(
        'background = "#0b2545"\ntext = "#ffffff"\naccent = "#ffd166"\non_accent = "#0b2545"\n'
        'cta = "LEARN_MORE"\ncta_text = "See how"\nforbidden_words = ["warm"]\n'
    )
    run = ("run", batch((shop.url + "/p/lamp", 2)), "--allow-private", "--json")
    result = cli(*run, "--placement", "square", "--brand", str(brand))

    assert result.exit_code == 0, result.stderr
    for info in result.json["cta_infos"]:
        suggestion = info["suggestion"]
        assert suggestion["palette"] == {
            "background": "#0b2545", "text": "#ffffff", "accent": "#ffd166",
            "on_accent": "#0b2545",
        }  # fmt: skip
        assert (suggestion["cta"], suggestion["cta_text"]) == ("LEARN_MORE", "See how")
        assert "warm" not in str([suggestion[k] for k in ("headline", "description")]).lower()


def test_unreadable_brand_colours_are_said_not_obeyed(
    cli: Cli, batch: Any, shop: ShopServer, tmp_path: Path
) -> None:
    brand = tmp_path / "brand.toml"
    brand.write_text('background = "#ffffff"\ntext = "#fefefe"\n')
    run = ("run", batch((shop.url + "/p/lamp", 1)), "--allow-private", "--json")
    result = cli(*run, "--placement", "square", "--brand", str(brand))
    assert result.exit_code == 0
    assert result.json["cta_infos"][0]["suggestion"]["palette"]["text"] != "#fefefe"
    assert "#fefefe" in result.stderr


@pytest.mark.parametrize("name", ["no-such.toml"])
def test_a_brand_file_that_is_not_there_is_exit_2(cli: Cli, batch: Any, name: str) -> None:
    assert cli("run", batch(), "--brand", name).exit_code == 2


def test_colours_of_a_brand_kit_that_are_none_are_refused_with_its_other_problems(
    cli: Cli, batch: Any, api: ModelServer, tmp_path: Path
) -> None:
    brand = tmp_path / "brand.toml"
    brand.write_text('accent = "red"\ntext = "#12345"\nlogo = "gone.png"\ncorners = "wavy"\n')
    result = cli("run", batch(), "--allow-private", "--brand", str(brand))

    assert result.exit_code == 2
    for said in ("4 problems", "accent: 'red' is not a colour like #1a2b3c", "text: '#12345'"):
        assert said in result.stderr
    assert api.requests == []
    assert cli("list", "--json").json["count"] == 0
