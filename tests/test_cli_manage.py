"""What was made, from outside: list, show, edit, delete, and whose jobs they are."""

from __future__ import annotations

import json
import re
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Cli
from tests.servers import ModelServer, ShopServer

RUN = ("run", "--allow-private", "--placement", "square", "--json")


@pytest.fixture
def job(cli: Cli, batch: Any, shop: ShopServer) -> Any:
    """A finished job of one info, made offline."""
    result = cli(*RUN, batch((shop.url + "/p/lamp", 1)))
    assert result.exit_code == 0, result.stderr
    return result.json


def test_list_is_paged_newest_first(cli: Cli, batch: Any) -> None:
    assert cli("list", "--json").json == {
        "count": 0, "next": None, "previous": None, "results": [],
    }  # fmt: skip
    names = ["one", "two", "three"]
    for name in names:
        cli(*RUN, batch(), "--name", name, "--allow-private")

    pages = [cli("list", "--json", "--page", str(n), "--page-size", "2").json for n in (1, 2, 3)]

    assert [[j["name"] for j in p["results"]] for p in pages] == [["three", "two"], ["one"], []]
    assert [(p["count"], p["next"], p["previous"]) for p in pages] == [
        (3, 2, None), (3, None, 1), (3, None, 2),
    ]  # fmt: skip
    assert all("cta_infos" not in j for p in pages for j in p["results"])
    assert pages[0]["results"][0]["total_count"] == 2


def test_show_takes_ids_prefixes_and_last(cli: Cli, job: Any) -> None:
    info = job["cta_infos"][0]
    for reference in (job["id"], job["id"][:4], job["id"].upper(), "last"):
        assert cli("show", reference, "--json").json == job
    assert cli("show", info["id"][:6], "--json").json == info


@pytest.mark.parametrize("reference", ["ffffffff", "abc", "nonsense", "%", "' OR 1=1 --"])
def test_an_unknown_id_is_exit_3(cli: Cli, job: Any, reference: str) -> None:
    for command in ("show", "retry", "resume", "edit"):
        extra = ("--set", "headline=x") if command == "edit" else ()
        result = cli(command, reference, *extra)
        assert result.exit_code == 3, command
        assert reference in result.stderr
    assert cli("delete", reference, "--yes").exit_code == 3


def test_human_output_shows_what_matters(cli: Cli, job: Any) -> None:
    info = job["cta_infos"][0]
    listed, shown = cli("list").stdout, cli("show", "last").stdout
    assert job["id"][:8] in listed
    assert info["suggestion"]["headline"] in shown
    full = cli("show", info["id"]).stdout
    for text in (info["suggestion"]["creatives"][0]["path"], "1080×1080", "Walnut Desk Lamp"):
        assert text in full


def test_another_user_or_workspace_sees_no_job(cli: Cli, job: Any) -> None:
    for name in ("CTA_BATCH_USER", "CTA_BATCH_WORKSPACE"):
        cli.env = {name: "somebody else"}
        assert cli("list", "--json").json["count"] == 0
        assert cli("show", job["id"]).exit_code == 3
        assert cli("show", job["cta_infos"][0]["id"]).exit_code == 3
        assert cli("edit", job["cta_infos"][0]["id"], "--set", "headline=Mine").exit_code == 3
        assert cli("delete", job["id"], "--yes").exit_code == 3
    cli.env = {}
    assert cli("show", job["id"], "--json").json == job


def test_edit_renders_anew_and_asks_no_model(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    info = cli(*RUN, batch((shop.url + "/p/lamp", 1))).json["cta_infos"][0]
    asked, path = len(api.requests), Path(info["suggestion"]["creatives"][0]["path"])
    before = path.read_bytes()

    result = cli(
        "edit", info["id"], "--set", 'headline="Read all night"',
        "--set", "palette.accent=#0055ff", "--set", "layout=card", "--json",
    )  # fmt: skip

    assert result.exit_code == 0, result.stderr
    changed = result.json["suggestion"]
    assert (changed["headline"], changed["layout"]) == ("Read all night", "card")
    assert changed["palette"]["accent"] == "#0055ff"
    assert result.json["status"] == "done"
    assert path.read_bytes() != before
    assert changed["creatives"][0]["bytes"] == path.stat().st_size
    assert len(api.requests) == asked


@pytest.mark.parametrize(
    ("assignment", "word"),
    [
        ("headline=" + "x" * 31, "30"),
        ("headline=" + "漢" * 16, "32"),
        ("headline=", "empty"),
        ("cta=BUY_IT", "SHOP_NOW"),
        ("palette.accent=blue", "#"),
        ("layout=zigzag", "hero"),
        ("status=done", "cannot be edited"),
        ("creatives=none", "cannot be edited"),
        ("original_image.path=/etc/passwd", "cannot be edited"),
        ("headline", "="),
    ],
)
def test_edit_says_what_is_wrong_and_changes_nothing(
    cli: Cli, job: Any, assignment: str, word: str
) -> None:
    result = cli("edit", job["cta_infos"][0]["id"], "--set", assignment)
    assert result.exit_code == 2
    assert word in result.stderr
    assert cli("show", "last", "--json").json == job


def test_edit_takes_a_file_or_stdin(cli: Cli, job: Any, tmp_path: Path) -> None:
    info = job["cta_infos"][0]["id"]
    file = tmp_path / "words.toml"
    file.write_text('headline = "From a file"\n[palette]\nbackground = "#101820"\n')
    assert cli("edit", info, "--file", str(file)).exit_code == 0
    text = json.dumps({"description": "From stdin"})
    assert cli("edit", info, "--file", "-", stdin=text).exit_code == 0

    suggestion = cli("show", info, "--json").json["suggestion"]
    assert (suggestion["headline"], suggestion["description"]) == ("From a file", "From stdin")
    assert suggestion["palette"]["background"] == "#101820"


def editor(tmp_path: Path, old: str, new: str) -> str:
    """An editor that replaces a piece of the text."""
    script = tmp_path / "editor.py"
    script.write_text(
        "import pathlib, sys\np = pathlib.Path(sys.argv[1])\n"
        f"p.write_text(p.read_text().replace({old!r}, {new!r}))\n"
    )
    return f"{sys.executable} {script}"


def test_edit_by_hand_and_its_text_is_kept_when_it_does_not_validate(
    cli: Cli, job: Any, tmp_path: Path
) -> None:
    info = job["cta_infos"][0]
    headline = info["suggestion"]["headline"]
    cli.env["EDITOR"] = editor(tmp_path, headline, "Lit by hand")
    assert cli("edit", info["id"]).exit_code == 0
    assert cli("show", info["id"], "--json").json["suggestion"]["headline"] == "Lit by hand"

    cli.env["EDITOR"] = editor(tmp_path, "Lit by hand", "Lit by a very long and patient hand")
    rejected = cli("edit", info["id"])
    assert rejected.exit_code == 2
    kept = next((cli.home / "edits").iterdir())
    assert "patient" in kept.read_text()
    assert str(kept) in rejected.stderr

    kept.write_text(kept.read_text().replace("a very long and patient hand", "patient hands"))
    assert cli("edit", info["id"], "--file", str(kept)).exit_code == 0


def test_a_text_that_is_no_utf_8_or_cannot_be_kept_is_not_lost(
    cli: Cli, job: Any, tmp_path: Path
) -> None:
    info = job["cta_infos"][0]
    script = tmp_path / "latin.py"
    script.write_text("import sys; open(sys.argv[1], 'wb').write(b'headline = \"Caf\\xe9\"\\n')")
    cli.env["EDITOR"] = f"{sys.executable} {script}"
    rejected = cli("edit", info["id"])
    assert rejected.exit_code == 2
    assert "headline: holds something that is no UTF-8" in rejected.stderr
    [kept] = (cli.home / "edits").iterdir()
    assert kept.read_bytes() == b'headline = "Caf\xe9"\n'

    kept.unlink()
    kept.parent.rmdir()
    kept.parent.write_bytes(b"in the way")
    rejected = cli("edit", info["id"])
    assert rejected.exit_code == 2
    assert 'headline = "Caf' in rejected.stderr


def test_delete_asks_and_leaves_no_orphans(cli: Cli, batch: Any, job: Any) -> None:
    other = cli(*RUN, batch()).json
    assert cli("delete", job["id"]).exit_code == 2, "nobody could be asked"
    assert cli("delete", job["id"], "--yes").exit_code == 0

    assert cli("show", job["id"]).exit_code == 3
    assert cli.sql("SELECT count(*) FROM cta_generation_job") == [(1,)]
    assert cli.sql("SELECT count(*) FROM cta_info") == [(2,)]
    left = {p.name for p in (cli.home / "assets").iterdir()}
    assert left - {"cut-outs"} == {other["id"]}  # which are of the other job's picture too, if any


def test_the_database_itself_cascades(cli: Cli, job: Any) -> None:
    tables = cli.sql("SELECT sql FROM sqlite_master WHERE name = 'cta_info'")
    assert "ON DELETE CASCADE" in tables[0][0]


def test_home_is_its_owner_s_alone(cli: Cli, job: Any) -> None:
    for path in (cli.home / "assets").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
    assert stat.S_IMODE((cli.home / "cta.db").stat().st_mode) == 0o600


def test_nothing_unfinished_is_said(cli: Cli, job: Any) -> None:
    result = cli("resume")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Nothing is unfinished" in result.stderr


@pytest.mark.parametrize("args", [("list", "--page", "0"), ("run",), ("list", "--nope"), ("what",)])
def test_bad_usage_is_exit_2(cli: Cli, args: tuple[str, ...]) -> None:
    result = cli(*args)
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr


def test_a_colour_that_contrast_overrules_is_said(cli: Cli, job: Any) -> None:
    info = job["cta_infos"][0]["id"]
    low = ("--set", "palette.accent=#ff0000", "--set", "palette.on_accent=#ff0001")
    edited = cli("edit", info, *low)
    assert edited.exit_code == 0
    # One of the two must, whatever ground the variant of this address has.
    assert re.search(r"Warning: palette\.(on_)?accent #ff000\d gives way to another", edited.stderr)
    again = cli("edit", info, "--set", "headline=Read all night")
    assert "gives way" not in again.stderr


def test_a_standard_label_follows_the_call_to_action_and_another_one_is_asked_for(
    cli: Cli, job: Any
) -> None:
    info = job["cta_infos"][0]["id"]
    followed = cli("edit", info, "--set", "cta=BUY_NOW", "--json")
    assert followed.json["suggestion"]["cta_text"] == "Buy now"
    assert "still says" not in followed.stderr
    given = cli("edit", info, "--set", "cta=SHOP_NOW", "--set", "cta_text=Mine alone", "--json")
    assert given.json["suggestion"]["cta_text"] == "Mine alone"
    left = cli("edit", info, "--set", "cta=LEARN_MORE", "--json")
    assert left.json["suggestion"]["cta_text"] == "Mine alone"
    assert "the button still says 'Mine alone'; --set cta_text=" in left.stderr


def test_a_job_where_an_info_is_asked_for_and_the_other_way_round(
    cli: Cli, job: Any, tmp_path: Path
) -> None:
    info, change = job["cta_infos"][0]["id"], ("--set", "headline=x")
    for reference in ("last", job["id"], job["id"][:8]):
        result = cli("edit", reference, *change)
        assert result.exit_code == 3
        assert f"'{reference}' is a job" in result.stderr
        assert f"cta-batch show {reference} lists" in result.stderr
    result = cli("export", info[:8], str(tmp_path / "out"))
    assert result.exit_code == 3
    assert f"'{info[:8]}' is an info" in result.stderr
    assert f"of job {job['id'][:8]}" in result.stderr


def test_a_prefix_that_is_too_short_is_told_so(cli: Cli, job: Any) -> None:
    for command, extra in (("show", ()), ("edit", ("--set", "headline=x")), ("resume", ())):
        result = cli(command, job["id"][:3], *extra)
        assert result.exit_code == 3
        assert "too short" in result.stderr
        assert "4 or more" in result.stderr
