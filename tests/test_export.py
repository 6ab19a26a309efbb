"""export, from outside: names, sheets, the manifest, and what is never overwritten."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
import uuid
import zipfile
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cta_batch.domain import Product, Status
from cta_batch.errors import UsageError
from cta_batch.export import links, sheets
from cta_batch.export.links import Macro
from cta_batch.export.names import slug, stems
from cta_batch.models import Info
from tests.conftest import Cli, Result
from tests.servers import ShopServer, product_page

PLACEMENTS = ("square", "story", "landscape", "display-300x250")


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two variants of a lamp and a failed page, made once."""
    folder = tmp_path_factory.mktemp("finished")
    home = folder / "home"
    home.mkdir()
    (home / "config.toml").write_text("")
    args = [a for name in PLACEMENTS for a in ("--placement", name)]
    with ShopServer() as shop:
        lamp, gone = (shop.url + path for path in ("/p/lamp", "/p/gone"))
        pages = [{"url": lamp, "variant": 2}, {"url": gone, "variant": 1}]
        source = folder / "input.json"
        source.write_text(json.dumps(pages))
        result = Cli(home)("run", "--allow-private", *args, "--name", "Autumn", str(source))
    assert result.exit_code == 4, result.stderr
    return home


@pytest.fixture
def job(cli: Cli, finished: Path) -> Any:
    """The finished job in this test's own home."""
    shutil.copytree(finished, cli.home, dirs_exist_ok=True)
    return cli("show", "last", "--json").json


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def exported(cli: Cli, out: Path, kind: str, *args: str) -> Result:
    result = cli("export", "last", str(out), "--format", kind, *args)
    assert result.exit_code == 0, result.stderr
    return result


def test_files_are_named_for_people_and_listed_with_their_digests(
    cli: Cli, job: Any, out: Path
) -> None:
    result = exported(cli, out, "files")

    wanted = {f"walnut-desk-lamp_{v}_{p}.jpg" for v in (0, 1) for p in PLACEMENTS}
    assert {p.name for p in out.iterdir()} == wanted | {"manifest.json"}
    assert result.stdout.strip() == str(out)
    manifest = json.loads((out / "manifest.json").read_text())
    assert {f["file"] for f in manifest["files"]} == wanted
    infos = {i["id"]: i for i in job["cta_infos"]}
    for entry in manifest["files"]:
        data, info = (out / entry["file"]).read_bytes(), infos[entry["info"]]
        made = {c["placement"]: c for c in info["suggestion"]["creatives"]}[entry["placement"]]
        assert data == Path(made["path"]).read_bytes()
        assert entry["sha256"] == hashlib.sha256(data).hexdigest()
        assert (entry["bytes"], entry["width"]) == (len(data), made["width"])
        assert entry["landing_page"] == info["url"]
        assert entry["provenance"]["background"] == {
            "provider": "offline", "model": info["suggestion"]["background_image"]["model"],
            "ai": False,
        }  # fmt: skip


def test_failed_infos_are_left_out_and_said(cli: Cli, job: Any, out: Path) -> None:
    failed = job["cta_infos"][2]
    result = exported(cli, out, "csv")
    assert failed["id"][:8] in result.stderr
    assert "404" in result.stderr
    assert failed["id"] not in {r["Info"] for r in rows(out / "creatives.csv")}
    manifest = json.loads((out / "manifest.json").read_text())
    assert [i["info"] for i in manifest["left_out"]] == [failed["id"]]


def test_nothing_finished_is_said(cli: Cli, batch: Any, shop: ShopServer, out: Path) -> None:
    cli("run", "--allow-private", batch((shop.url + "/p/gone", 1)))
    result = cli("export", "last", str(out))
    assert result.exit_code == 2
    assert "retry" in result.stderr
    assert not out.exists()


@pytest.mark.parametrize("kind", ["files", "zip", "meta"])
def test_nothing_is_overwritten_without_force(cli: Cli, job: Any, out: Path, kind: str) -> None:
    exported(cli, out, kind)
    victim = next(p for p in sorted(out.iterdir()) if p.suffix in {".jpg", ".zip"})
    victim.write_bytes(b"mine")

    again = cli("export", "last", str(out), "--format", kind)
    assert again.exit_code == 2
    assert "--force" in again.stderr
    assert victim.read_bytes() == b"mine"

    exported(cli, out, kind, "--force")
    assert victim.read_bytes() != b"mine"
    assert [p for p in out.iterdir() if p.name.startswith(".")] == []


def test_force_leaves_nothing_stale_but_what_was_changed(cli: Cli, job: Any, out: Path) -> None:
    exported(cli, out, "files")
    before = {p.name for p in out.glob("*.jpg")}
    stale, changed = sorted(before)[:2]
    stranger = out / "notes.jpg"
    stranger.write_bytes(b"a person's")
    manifest = json.loads((out / "manifest.json").read_text())
    for kept in (stale, changed):  # as if two creatives had been there before a new render
        entry = next(f for f in manifest["files"] if f["file"] == kept)
        manifest["files"].append({**entry, "file": f"old-{kept}"})
        (out / f"old-{kept}").write_bytes((out / kept).read_bytes())
    (out / "manifest.json").write_text(json.dumps(manifest))
    (out / f"old-{changed}").write_bytes(b"retouched")

    result = exported(cli, out, "files", "--force")

    assert "1 file of an earlier export" in result.stderr
    assert {p.name for p in out.glob("*.jpg")} == {*before, "notes.jpg", f"old-{changed}"}


def test_a_picture_that_is_gone_leaves_nothing_behind(cli: Cli, job: Any, out: Path) -> None:
    creative = job["cta_infos"][1]["suggestion"]["creatives"][-1]
    Path(creative["path"]).unlink()
    for kind in ("files", "zip"):
        result = cli("export", "last", str(out / kind), "--format", kind)
        assert result.exit_code == 1
        assert creative["path"] in result.stderr
        assert list((out / kind).iterdir()) == []


def test_a_zip_is_the_same_each_time(cli: Cli, job: Any, tmp_path: Path) -> None:
    said = [exported(cli, tmp_path / name, "zip").stdout for name in ("one", "two")]
    paths = [Path(text.strip()) for text in said]
    assert paths[0].name == f"autumn-{job['id'][:8]}.zip"
    assert paths[0].read_bytes() == paths[1].read_bytes()
    with zipfile.ZipFile(paths[0]) as zipped:
        assert zipped.testzip() is None
        listed = {f["file"] for f in json.loads(zipped.read("manifest.json"))["files"]}
        assert {*zipped.namelist()} == listed | {"manifest.json"}


def test_meta_is_paused_and_names_its_pictures_exactly(cli: Cli, job: Any, out: Path) -> None:
    tags = "utm_source=meta&utm_campaign={job}&utm_content={variant}-{placement}&a={{ad.name}}"
    exported(cli, out, "meta", "--utm", tags)
    ads = rows(out / "meta-ads.csv")
    assert {r["Image File Name"] for r in ads} == {p.name for p in out.glob("*.jpg")}
    assert len(ads) == 4, "square and story of two variants"
    for ad in ads:
        assert {v for k, v in ad.items() if k.endswith("Status")} == {"PAUSED"}
        assert ad["Call to Action"] == job["cta_infos"][0]["suggestion"]["cta"]
        assert ad["Creative Type"] == "Link Page Post Ad"
    assert ads[0]["URL Tags"] == (
        "utm_source=meta&utm_campaign=autumn&utm_content=0-square&a={{ad.name}}"
    )
    assert ads[0]["Title"] == job["cta_infos"][0]["suggestion"]["headline"]


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-16", "\t"), ("utf-8-sig", ",")])
def test_meta_keeps_the_headers_of_an_account_s_own_export(
    cli: Cli, job: Any, out: Path, tmp_path: Path, encoding: str, delimiter: str
) -> None:
    headers = ["Campaign ID", "Campaign Status", "AD NAME", "Image  File Name", "Body", "Café"]
    template = tmp_path / "export.csv"
    template.write_text(delimiter.join(headers) + "\r\n1" + delimiter * 5, encoding=encoding)

    result = exported(cli, out, "meta", "--template", str(template))

    text = (out / "meta-ads.csv").read_bytes().decode(encoding)
    ads = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))
    assert list(ads[0]) == headers
    assert {(r["Campaign ID"], r["Campaign Status"]) for r in ads} == {("", "PAUSED")}
    assert {r["Image  File Name"] for r in ads} == {p.name for p in out.glob("*.jpg")}
    assert "Title" in result.stderr


@pytest.mark.parametrize(
    "text", ["Ad Name,Ad Status\n", "Image File Name,Ad Name\n", "", "\xff\xfe\x00"]
)
def test_a_template_of_no_use_is_refused(
    cli: Cli, job: Any, out: Path, tmp_path: Path, text: str
) -> None:
    template = tmp_path / "export.csv"
    template.write_bytes(text.encode("latin-1"))
    result = cli("export", "last", str(out), "--format", "meta", "--template", str(template))
    assert result.exit_code == 2
    assert not out.exists()


def test_google_gets_blank_ids_and_a_map_of_files(cli: Cli, job: Any, out: Path) -> None:
    exported(cli, out, "google-ads", "--utm", "utm_source=google&c={{creative}}")
    ads = rows(out / "google-ads.csv")
    assert len(ads) == 2
    for ad, info in zip(ads, job["cta_infos"], strict=False):
        assert {v for k, v in ad.items() if k.lower().endswith("status")} == {"PAUSED"}
        assert {v for k, v in ad.items() if k.endswith(" ID")} == {""}
        assert ad["Final URL"] == info["url"] + "?utm_source=google&c={creative}"
        assert ad["Headline 1"] == info["suggestion"]["headline"]
        assert ad["Ad type"] == "Responsive display ad"
    slots = {(r["File"], r["Column"]) for r in rows(out / "google-slots.csv")}
    assert slots == {
        (f"walnut-desk-lamp_{v}_{p}.jpg", column)
        for v in (0, 1)
        for p, column in (
            ("square", "Square image ID"),
            ("landscape", "Image ID"),
            ("display-300x250", "Uploaded 300x250"),
        )
    }
    assert {p.name for p in out.glob("*.jpg")} == {file for file, _ in slots}


def test_google_editor_makes_one_asset_group_a_page(cli: Cli, job: Any, out: Path) -> None:
    result = exported(cli, out, "google-editor")
    ads, groups = (rows(out / f"google-editor-{n}.csv") for n in ("display", "performance-max"))
    assert (len(ads), len(groups)) == (2, 1)
    assert {v for r in ads + groups for k, v in r.items() if "Status" in k} == {"PAUSED"}
    headlines = [i["suggestion"]["headline"] for i in job["cta_infos"][:2]]
    short = [i["suggestion"]["short_headline"] for i in job["cta_infos"][:2]]
    texts = [groups[0][f"Headline {n}"] for n in range(1, 16)]
    assert [t for t in texts if t] == list(dict.fromkeys([short[0], *headlines, short[1]]))
    assert "headline" not in result.stderr


def test_google_editor_s_pictures_are_named_without_columns_that_its_sheets_lack(
    cli: Cli, job: Any, out: Path
) -> None:
    result = exported(cli, out, "google-editor")
    slots = rows(out / "google-slots.csv")
    assert {r["Picture"] for r in slots} >= {"Landscape image", "Square image"}
    assert not {"Column", "Asset ID"} & set(slots[0])
    assert {r["Ad name"] for r in slots} == {
        r["Ad Name"] for r in rows(out / "google-editor-display.csv")
    }
    assert "have no column for pictures" in result.stderr
    assert "asset id" not in result.stderr


@pytest.mark.parametrize("kind", ["google-ads", "google-editor", "meta"])
def test_campaigns_have_the_job_s_name_without_a_file_s_ending(
    cli: Cli, job: Any, out: Path, kind: str
) -> None:
    cli.sql("UPDATE cta_generation_job SET name = 'Spring sale.json'")
    exported(cli, out, kind)
    sheets = [rows(file) for file in out.glob("*.csv") if file.name != "google-slots.csv"]
    names = {v for rs in sheets for r in rs for k, v in r.items() if k in CAMPAIGN}
    assert names == {"Spring sale"}


CAMPAIGN = {"Campaign", "Campaign Name"}


def test_several_files_in_the_way_exist(cli: Cli, job: Any, out: Path) -> None:
    exported(cli, out, "files")
    assert " more exist already;" in cli("export", "last", str(out)).stderr


def test_a_workbook_holds_text_as_text(cli: Cli, batch: Any, shop: ShopServer, out: Path) -> None:
    shop.page("/p/sum", product_page(name="=1+2 Lamp", price="12.50"))
    cli("run", "--allow-private", "--placement", "square", batch((shop.url + "/p/sum", 1)))
    for kind in ("xlsx", "csv"):
        exported(cli, out, kind, "--force")
    with zipfile.ZipFile(out / "creatives.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        strings = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
    assert "<f>" not in sheet
    assert "=1+2 Lamp" in "".join(strings.itertext())
    assert "12.5" in sheet, "a price is a number"
    assert rows(out / "creatives.csv")[0]["Product"] == "'=1+2 Lamp"


@pytest.mark.parametrize(
    ("args", "word"),
    [
        (("--format", "pdf"), "google-editor"),
        (("--format", "csv", "--template", "x.csv"), "meta"),
        (("--format", "zip", "--utm", "a=b"), "sheet"),
        (("--format", "csv", "--utm", "utm_source={shop}"), "{product}"),
        (("--format", "google-ads", "--utm", "a={placement}"), "{variant}"),
        (("--format", "csv", "--utm", "utm source=x"), "spaces"),
        (("--format", "csv", "--utm", "utm_source"), "="),
        (("--format", "csv", "--utm", "a={job"), "brace"),
    ],
)
def test_wrong_wishes_write_nothing(
    cli: Cli, job: Any, out: Path, args: tuple[str, ...], word: str
) -> None:
    result = cli("export", "last", str(out), *args)
    assert result.exit_code == 2
    assert word in result.stderr
    assert not out.exists()


def test_a_folder_that_is_a_file_and_a_job_that_is_not(cli: Cli, job: Any, out: Path) -> None:
    out.write_text("")
    assert cli("export", "last", str(out)).exit_code == 2
    assert cli("export", "ffff0000", str(out)).exit_code == 3
    assert cli("export", job["cta_infos"][0]["id"], str(out)).exit_code == 3


# --- names ---


@given(st.text(max_size=300))
@settings(deadline=None, max_examples=100)
def test_a_slug_suits_every_file_system(text: str) -> None:
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug(text))
    assert len(slug(text)) <= 60
    assert slug(slug(text)) == slug(text)


def test_letters_of_other_scripts_stay_readable() -> None:
    assert slug("Лампа «Орех»") == "lampa-orekh"
    assert slug("Café-Müßig No. 5") == "cafe-mussig-no-5"
    assert slug("../../etc/passwd") == "etc-passwd"
    assert slug("« — »") == ""


def an_info(name: str | None, url: str, variant: int) -> Info:
    now = datetime(2026, 11, 1, tzinfo=UTC)
    return Info(
        id=uuid.uuid5(uuid.NAMESPACE_URL, f"{url}#{variant}"), job=uuid.UUID(int=1), url=url,
        variant=variant, product=None if name is None else Product(name=name, url=url),
        suggestion=None, status=Status.DONE, retry_count=0, error_message=None, cost_usd=None,
        created_at=now, updated_at=now,
    )  # fmt: skip


@given(st.lists(st.none() | st.sampled_from(["Lamp", "lamp!", "LAMP", "…", "Лампа"]), max_size=5))
@settings(deadline=None, max_examples=60)
def test_names_are_unique_and_stable(products: list[str | None]) -> None:
    infos = [
        an_info(name, f"https://shop.example/{n}", variant)
        for n, name in enumerate(products)
        for variant in range(2)
    ]
    found = stems(infos)
    assert len(set(found.values())) == len(infos)
    for count in range(len(infos)):
        assert stems(infos[:count]).items() <= found.items(), "what comes later renames nothing"


# --- cells and links ---


@given(st.text(max_size=60) | st.tuples(st.sampled_from("=+-@\t\r＝"), st.text()).map("".join))
@settings(deadline=None, max_examples=150)
def test_no_cell_is_run_and_none_is_lost(text: str) -> None:
    sheet = sheets.Sheet("x.csv", ("A", "B"), ((text, "end"), (Decimal("-1.5"), None)))
    data = sheets.to_csv(sheet)
    assert data.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert read[2] == ["-1.5", ""]
    cell, end = read[1]
    assert end == "end"
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
    assert cell.removeprefix("'") == sheets.clean(text).removeprefix("'")


@pytest.mark.parametrize(
    ("url", "query", "wanted"),
    [
        ("https://a.example/p", "u=1", "https://a.example/p?u=1"),
        ("https://a.example/p?id=2&u=0#top", "u=1", "https://a.example/p?id=2&u=1#top"),
        ("https://a.example/?q=a%20b", "u=1", "https://a.example/?q=a%20b&u=1"),
        ("", "u=1", ""),
    ],
)
def test_tags_join_what_a_link_has(url: str, query: str, wanted: str) -> None:
    assert links.tagged(url, query) == wanted


def test_a_template_s_values_cannot_add_tags() -> None:
    filled = links.tags("a={job}&b={{x.y}}", {"job": "1&c=2#{{z}}"}, Macro.GOOGLE)
    assert filled == "a=1%26c%3D2%23%7B%7Bz%7D%7D&b={x.y}"
    with pytest.raises(UsageError):
        links.check_template("a={nope}", links.PLACEHOLDERS)
