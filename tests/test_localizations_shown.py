"""What was made in several languages, shown, edited, checked and handed out."""

from __future__ import annotations

import csv
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Cli, Result
from tests.servers import ShopServer, product_page

LANGUAGES = ("en", "de", "pt-BR")


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two variants of a lamp in three languages, made once."""
    folder = tmp_path_factory.mktemp("finished")
    home = folder / "home"
    home.mkdir()
    (home / "config.toml").write_text("")
    args = [a for name in ("square", "landscape") for a in ("--placement", name)]
    with ShopServer() as shop:
        source = folder / "input.json"
        source.write_text(json.dumps([{"url": shop.url + "/p/lamp", "variant": 2}]))
        run = ("run", "--allow-private", *args, "--name", "Autumn", "--clean")
        result = Cli(home)(*run, "--language", ",".join(LANGUAGES), str(source))
    assert result.exit_code == 0, result.stderr
    return home


@pytest.fixture
def job(cli: Cli, finished: Path) -> Any:
    """The finished job in this test's own home."""
    shutil.copytree(finished, cli.home, dirs_exist_ok=True)
    return cli("show", "last", "--json").json


def spoken(info: Any) -> list[Any]:
    """An info's words in each of its languages."""
    return [info["suggestion"], *info["suggestion"]["localizations"]]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


# --- show ---------------------------------------------------------------------------------------


def test_show_has_every_language_with_its_words_pictures_and_claims(cli: Cli, job: Any) -> None:
    [info, _] = job["cta_infos"]
    shown = cli("show", info["id"]).stdout

    for words in spoken(info):
        assert re.search(rf"^language +{words['language']}$", shown, re.MULTILINE)
        assert words["headline"] in shown
        for creative in words["creatives"]:
            assert creative["path"] in shown
    assert len(re.findall(r"^background ", shown, re.MULTILINE)) == 1
    assert {w["language"] for w in spoken(info)} == set(LANGUAGES)


def test_a_job_tells_how_much_alike_the_variants_are_in_each_language(cli: Cli, job: Any) -> None:
    shown = cli("show", "last").stdout
    assert shown.count("Headlines of one page's variants share") == 1


# --- edit and render ----------------------------------------------------------------------------


def test_one_language_is_edited_and_only_its_creatives_are_made_anew(cli: Cli, job: Any) -> None:
    info = job["cta_infos"][0]
    pictures = {
        c["path"]: Path(c["path"]).read_bytes() for w in spoken(info) for c in w["creatives"]
    }
    change = "localizations.pt-BR.headline=Nogueira de verdade"
    after = cli("edit", info["id"], "--set", change, "--json").json

    english, german, portuguese = spoken(after)
    assert portuguese["headline"] == "Nogueira de verdade"
    assert german == spoken(info)[1]
    assert english["creatives"] == info["suggestion"]["creatives"]
    remade = {path for path, data in pictures.items() if Path(path).read_bytes() != data}
    assert remade == {c["path"] for c in portuguese["creatives"]}


def test_the_editor_shows_all_languages_and_takes_them_back(
    cli: Cli, job: Any, tmp_path: Path
) -> None:
    script = tmp_path / "editor.py"
    script.write_text(
        "import sys, pathlib\n"
        "p = pathlib.Path(sys.argv[1]); t = p.read_text('utf-8')\n"
        "assert '[localizations.de]' in t and '[localizations.pt-BR]' in t, t\n"
        "head, mark, german = t.partition('[localizations.de]')\n"
        "german = german.replace('headline = ', 'headline = \"Neu\" #', 1)\n"
        "p.write_text(head + mark + german, 'utf-8')\n"
    )
    cli.env["EDITOR"] = f"python3 {script}"
    after = cli("edit", job["cta_infos"][0]["id"], "--json")

    assert after.exit_code == 0, after.stderr
    assert after.json["suggestion"]["localizations"][0]["headline"] == "Neu"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("localizations.fr.headline=Non", "localizations.de, localizations.pt-BR"),
        ("localizations.de.cta=LEARN_MORE", "of localizations.de"),
        (f"localizations.de.headline={'x' * 31}", "localizations.de.headline: is 31 characters"),
        ("localizations.de.headline=", "localizations.de.headline: is empty"),
        ("language=de", "there is a localization in de already"),
    ],
)
def test_what_cannot_be_taken_is_said(cli: Cli, job: Any, change: str, said: str) -> None:
    refused = cli("edit", job["cta_infos"][0]["id"], "--set", change)
    assert refused.exit_code == 2
    assert said in refused.stderr
    assert cli("show", "last", "--json").json == job


def test_another_call_to_action_is_every_language_s_and_labels_are_asked_for(
    cli: Cli, job: Any
) -> None:
    info = job["cta_infos"][0]["id"]
    own = [f"localizations.{code}.cta_text=Hin da" for code in ("de", "pt-BR")]
    cli("edit", info, *(a for one in own for a in ("--set", one)))
    edited = cli("edit", info, "--set", "cta=LEARN_MORE", "--set", "cta_text=See more", "--json")

    assert {words["cta"] for words in spoken(edited.json)} == {"LEARN_MORE"}
    assert "the button in de still says" in edited.stderr
    assert "the button still says" not in edited.stderr
    assert "localizations.pt-BR.cta_text" in edited.stderr


def test_standard_labels_follow_in_every_language(cli: Cli, job: Any) -> None:
    info = job["cta_infos"][0]["id"]
    edited = cli("edit", info, "--set", "cta=BUY_NOW", "--json")
    labels = [words["cta_text"] for words in spoken(edited.json)]
    assert labels == ["Buy now", "Jetzt kaufen", "Comprar agora"]
    assert "still says" not in edited.stderr


def test_a_claim_in_one_language_is_questioned_in_it(cli: Cli, job: Any) -> None:
    change = "localizations.de.headline=Schon für 12,00 €"
    edited = cli("edit", job["cta_infos"][0]["id"], "--set", change)
    assert edited.exit_code == 0
    assert "Warning: de: headline claims '12,00 €'" in edited.stderr


def test_rendering_for_other_placements_does_so_in_every_language(cli: Cli, job: Any) -> None:
    rendered = cli("render", "last", "--placement", "story", "--json").json

    for words in (w for info in rendered["cta_infos"] for w in spoken(info)):
        names = {c["placement"] for c in words["creatives"]}
        assert names - {"story-clean"} == {"story"}
    folder = Path(rendered["cta_infos"][0]["suggestion"]["creatives"][0]["path"]).parent
    assert sorted(p.name for p in folder.rglob("story*.jpg")) == [
        "story-clean.jpg",
        "story.jpg",
        "story.jpg",
        "story.jpg",
    ]
    assert not list(folder.rglob("square*"))


def test_deleting_a_job_leaves_no_picture_of_any_language(cli: Cli, job: Any) -> None:
    assert cli("delete", "last", "--yes").exit_code == 0
    assert not list((cli.home / "assets").rglob("*.jpg"))


# --- check --------------------------------------------------------------------------------------


def test_check_reads_every_language(cli: Cli, tmp_path: Path) -> None:
    with ShopServer() as shop:
        url = shop.page("/p/mug", product_page(name="Stone Mug", price="18.00"))
        source = tmp_path / "input.json"
        source.write_text(json.dumps([{"url": url, "variant": 1}]))
        run = ("run", "--allow-private", "--placement", "square", "--language", "en,de")
        info = cli(*run, str(source), "--json").json["cta_infos"][0]["id"]
        change = "localizations.de.description=Für 18,00 $, aus Stein."
        assert cli("edit", info, "--set", change).exit_code == 0
        assert cli("check", "last").exit_code == 0
        shop.page("/p/mug", product_page(name="Stone Mug", price="21.00"))
        stale = cli("check", "last")
    assert stale.exit_code == 4
    assert "de: description says '18,00 $'" in stale.stdout + stale.stderr


# --- export and gallery -------------------------------------------------------------------------


def exported(cli: Cli, folder: Path, wanted: str, *more: str) -> Result:
    result = cli("export", "last", str(folder), "--format", wanted, *more)
    assert result.exit_code == 0, result.stderr
    return result


@pytest.mark.parametrize("wanted", ["files", "csv", "meta", "google-ads", "google-editor", "xlsx"])
def test_every_format_hands_out_each_language(
    cli: Cli, job: Any, tmp_path: Path, wanted: str
) -> None:
    exported(cli, tmp_path / "out", wanted)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())

    pictures = [f for f in manifest["files"] if "language" in f]
    assert {f["language"] for f in pictures} == set(LANGUAGES)
    assert len({f["file"] for f in manifest["files"]}) == len(manifest["files"])
    for entry in pictures:
        assert ("_pt-br_" in entry["file"]) == (entry["language"] == "pt-BR")
        assert (tmp_path / "out" / entry["file"]).stat().st_size == entry["bytes"]


def test_a_table_has_each_language_in_its_own_words(cli: Cli, job: Any, tmp_path: Path) -> None:
    exported(cli, tmp_path, "csv", "--utm", "utm_content={product}-{language}")
    table = rows(tmp_path / "creatives.csv")

    assert len(table) == 2 * (2 * 2 + 2 * 2), "two variants: two sizes with twins, two without"
    said = {(w["language"], w["headline"]) for info in job["cta_infos"] for w in spoken(info)}
    assert {(row["Language"], row["Headline"]) for row in table} == said
    assert {row["Landing page"].partition("utm_content=")[2] for row in table} == {
        f"walnut-desk-lamp-{code}" for code in LANGUAGES
    }


def test_meta_gets_an_ad_set_for_each_language(cli: Cli, job: Any, tmp_path: Path) -> None:
    result = exported(cli, tmp_path, "meta")
    table = rows(tmp_path / "meta-ads.csv")

    assert {row["Ad Set Name"] for row in table} == {
        "Walnut Desk Lamp",
        "Walnut Desk Lamp (de)",
        "Walnut Desk Lamp (pt-BR)",
    }
    assert len({row["Ad Name"] for row in table}) == len(table)
    assert "Each language has ad sets of its own; set it there for those in de, pt-BR" in (
        result.stderr
    )


def test_google_gets_a_campaign_and_an_asset_group_for_each_language(
    cli: Cli, job: Any, tmp_path: Path
) -> None:
    result = exported(cli, tmp_path, "google-editor")
    groups = rows(tmp_path / "google-editor-performance-max.csv")

    assert [row["Campaign"] for row in groups] == ["Autumn", "Autumn (de)", "Autumn (pt-BR)"]
    for number, group in enumerate(groups):
        texts = {spoken(info)[number]["headline"] for info in job["cta_infos"]}
        assert texts <= {group[f"Headline {n}"] for n in range(1, 16)}
    display = rows(tmp_path / "google-editor-display.csv")
    assert len(display) == 2 * 3
    assert "Each language has campaigns of its own" in result.stderr


def test_an_export_in_one_language_says_nothing_of_languages(cli: Cli, tmp_path: Path) -> None:
    with ShopServer() as shop:
        source = tmp_path / "input.json"
        source.write_text(json.dumps([{"url": shop.url + "/p/lamp", "variant": 1}]))
        assert cli("run", "--allow-private", "--placement", "square", str(source)).exit_code == 0
    result = exported(cli, tmp_path / "out", "meta")
    assert "Each language" not in result.stderr
    assert rows(tmp_path / "out" / "meta-ads.csv")[0]["Ad Set Name"] == "Walnut Desk Lamp"


def test_the_gallery_has_each_language_and_a_filter_for_them(
    cli: Cli, job: Any, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    assert cli("gallery", "last", "--output", str(page)).exit_code == 0
    text = page.read_text()

    anchors = re.findall(r' id="([^"]+)"', text)
    assert len(set(anchors)) == len(anchors)
    assert re.findall(r'data-language="([^"]+)"', text) == [*LANGUAGES, *LANGUAGES]
    assert all(f'<option value="{code}">' in text for code in LANGUAGES)
    assert "<label >Language" in text
    for words in (w for info in job["cta_infos"] for w in spoken(info)):
        assert f'<div class="frame" lang="{words["language"]}">' in text
        assert words["headline"] in text
