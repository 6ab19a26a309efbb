"""``doctor --fix``: what it repairs, and above all what it leaves alone."""

from __future__ import annotations

import json
import shutil
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Cli
from tests.servers import HeldImages, ModelServer, ShopServer
from tests.upkeep import RUN, doctor, everything, put

SOURCE = "0123456789abcdef01234567.png"


@pytest.fixture
def job(cli: Cli, batch: Any, shop: ShopServer) -> dict[str, Any]:
    """A finished job of two ads, in a home that is its owner's only."""
    cli.home.chmod(0o700)
    made: dict[str, Any] = cli.process(*RUN, batch()).json
    return made


@pytest.fixture
def folder(cli: Cli, job: dict[str, Any]) -> Path:
    """The job's pictures."""
    return cli.home / "assets" / str(job["id"])


def pictures(cli: Cli) -> dict[str, tuple[int, int, bytes]]:
    return everything(cli.home / "assets")


def old(folder: Path) -> None:
    """As if all below had been written hours ago."""
    for path in folder.rglob("*"):
        if path.is_file():
            put(path, path.read_bytes())


# --- files ---


def test_what_is_left_over_goes_and_all_else_stays(
    cli: Cli, job: dict[str, Any], folder: Path
) -> None:
    old(cli.home)
    info = folder / job["cta_infos"][0]["id"]
    stays = [
        put(info / "background.webp"),  # bought once, and perhaps lost in a crash
        put(info / "square-for-the-boss.jpg"),  # a person's
        put(info / "square.psd"),
        put(info / "my-own-placement.jpg"),
        put(folder / "notes.txt"),
        put(folder / "sources" / "from-the-shop.png"),
        put(cli.home / "assets" / "logos" / ".abcdefgh.part"),  # not our folder
        put(cli.home / "assets" / "square.jpg"),
        put(cli.home / ".abcdefgh.part"),
        put(cli.home / "cta.db.before-0002-20260101T000000Z"),
    ]
    named = [Path(c["path"]) for i in job["cta_infos"] for c in i["suggestion"]["creatives"]]
    named += list((folder / "sources").glob("*.png"))
    kept = cli.home / "assets" / "cut-outs" / "0123-kept.zip"
    put(kept)
    goes = [
        put(info / "story.jpg"),  # of an earlier placement
        put(info / "fr" / "square-clean.jpg"),
        put(info / ".abcdefgh.part"),
        put(folder / "sources" / SOURCE),
        put(cli.home / "assets" / "cut-outs" / ".ab_defgh.part"),
        put(cli.home / "assets" / f"{uuid.uuid4()}.deleted" / "x" / "square.jpg"),
    ]
    found = doctor(cli)
    assert found.state("leftovers") == "warning"
    assert f"{len(goes)} files ({len(goes) * 9} bytes) that no ad needs" in found.said("leftovers")
    assert all(path.exists() for path in goes), "looking removed something"

    found = doctor(cli, "--fix")
    assert found.fixed == {"leftovers"}, found.checks
    assert f"{len(goes)} files" in found.said("leftovers")
    assert found.state("leftovers") == "ok"
    assert [path for path in goes if path.exists()] == []
    assert not goes[-1].parents[1].exists(), "its folders stay behind"
    assert not goes[1].parent.exists()
    assert [path for path in (*stays, *named, kept) if not path.exists()] == []
    assert doctor(cli, "--fix").fixed == set()
    assert cli("show", "last", "--json").json["success_count"] == 2


def test_files_of_other_users_and_workspaces_are_theirs(
    cli: Cli, job: dict[str, Any], folder: Path
) -> None:
    old(cli.home)
    before = pictures(cli)
    for who in ({"CTA_BATCH_USER": "eve"}, {"CTA_BATCH_WORKSPACE": "other"}):
        cli.env |= who
        assert doctor(cli, "--fix").state("leftovers") == "ok"
        assert pictures(cli) == before
    put(folder / "sources" / SOURCE)
    assert doctor(cli, "--fix").fixed == {"leftovers"}, "another user's job, and done"
    assert pictures(cli).keys() == before.keys()


def test_files_of_jobs_that_are_not_done_stay(cli: Cli, job: dict[str, Any], folder: Path) -> None:
    put(folder / "sources" / SOURCE)
    put(folder / job["cta_infos"][0]["id"] / "story.jpg")
    for status in ("pending", "failed", "generating_image"):
        cli.sql(f"UPDATE cta_info SET status = '{status}' WHERE variant = 1")
        before = pictures(cli)
        assert doctor(cli, "--fix").fixed == set()
        assert pictures(cli) == before


def test_jobs_that_the_database_does_not_know_stay(
    cli: Cli, job: dict[str, Any], folder: Path, tmp_path: Path
) -> None:
    """A database that was lost, put back from an older copy, or another one: all look like this."""
    old(cli.home)
    before = pictures(cli)
    (cli.home / "cta.db").rename(tmp_path / "lost.db")
    assert doctor(cli, "--fix").fixed == set()
    assert cli("list").exit_code == 0
    found = doctor(cli, "--fix")
    assert found.state("leftovers") == "warning"
    assert str(folder) in found.said("leftovers")
    assert "copy of the database" in found.said("leftovers")
    assert pictures(cli) == before

    for path in cli.home.glob("cta.db*"):  # its journal too, which this very process may have open
        path.unlink()
    (tmp_path / "lost.db").rename(cli.home / "cta.db")
    assert doctor(cli).not_ok == set()


def test_what_is_young_stays(cli: Cli, job: dict[str, Any], folder: Path) -> None:
    part = put(folder / "sources" / ".abcdefgh.part", age=60)
    ahead = put(folder / "sources" / SOURCE, age=-86_400)
    assert doctor(cli, "--fix").state("leftovers") == "ok"
    assert part.exists()
    assert ahead.exists()


def test_links_are_not_followed(
    cli: Cli, job: dict[str, Any], folder: Path, tmp_path: Path
) -> None:
    target = put(tmp_path / "elsewhere" / ".abcdefgh.part")
    (cli.home / "assets" / str(uuid.uuid4())).symlink_to(target.parent)
    (folder / "sources" / "more").symlink_to(target.parent)
    (folder / "sources" / ".12345678.part").symlink_to(target)
    assert doctor(cli, "--fix").fixed == set()
    assert target.exists()


@contextmanager
def at_work(cli: Cli, api: ModelServer, batch: Any, shop: ShopServer) -> Iterator[None]:
    """Another process waits for pictures meanwhile."""
    images = HeldImages(api)
    process = cli.start(*RUN, batch((shop.url + "/p/lamp", 2)))
    images.wait_for_calls(2)
    try:
        yield
    finally:
        images.open.set()
        process.communicate()
    assert process.returncode == 0


def test_nothing_goes_while_another_process_is_at_work(
    cli: Cli, api: ModelServer, batch: Any, shop: ShopServer, job: dict[str, Any], folder: Path
) -> None:
    part = put(folder / "sources" / ".abcdefgh.part")
    with at_work(cli, api, batch, shop):
        before = pictures(cli)
        found = doctor(cli, "--fix")
        assert found.state("leftovers") == "warning"
        assert "at work" in found.said("leftovers")
        assert found.state("paid calls") == "ok"
        assert "2 under way" in found.said("paid calls")
        assert found.fixed == set()
        assert pictures(cli) == before
        assert cli.sql("SELECT count(*) FROM cta_paid_call WHERE outcome = 'open'") == [(2,)]
    assert doctor(cli, "--fix").fixed == {"leftovers"}
    assert not part.exists()


def test_nothing_goes_while_a_process_works_with_another_database(
    cli: Cli, api: ModelServer, batch: Any, shop: ShopServer, job: dict[str, Any], folder: Path
) -> None:
    part = put(folder / "sources" / ".abcdefgh.part")
    cli.env["CTA_BATCH_DATABASE_URL"] = f"sqlite:///{cli.home.parent / 'other.db'}"
    with at_work(cli, api, batch, shop):
        del cli.env["CTA_BATCH_DATABASE_URL"]
        assert "at work" in doctor(cli, "--fix").said("leftovers")
        assert part.exists()


def test_nothing_goes_while_another_machine_may_be_at_work(
    cli: Cli, job: dict[str, Any], folder: Path
) -> None:
    part = put(folder / "sources" / ".abcdefgh.part")
    with closing(sqlite3.connect(cli.home / "cta.db")) as connection, connection:
        row = ("a" * 32, uuid.UUID(job["id"]).hex, "another-machine", 3, "2026-01-01 00:00:00")
        connection.execute("INSERT INTO cta_owner VALUES (?, ?, ?, ?, ?)", row)
    assert "at work" in doctor(cli, "--fix").said("leftovers")
    assert part.exists()
    assert cli.sql("SELECT count(*) FROM cta_owner") == [(1,)]


def test_a_deletion_that_broke_off_is_finished(
    cli: Cli, job: dict[str, Any], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old(cli.home)
    with monkeypatch.context() as crash:
        crash.setattr(shutil, "rmtree", lambda _path: Path("/nowhere").stat())
        assert cli("delete", job["id"], "--yes").exit_code == 0
    assert any((cli.home / "assets").rglob("*.jpg"))
    assert doctor(cli, "--fix").fixed == {"leftovers"}
    assert not any((cli.home / "assets").rglob("*.jpg"))
    assert not any((cli.home / "assets").glob("*.deleted"))


def test_nothing_goes_when_a_value_cannot_be_read(
    cli: Cli, job: dict[str, Any], folder: Path
) -> None:
    old(cli.home)
    put(folder / "sources" / SOURCE)
    before = pictures(cli)
    cli.sql("UPDATE cta_info SET suggestion = '{\"original_image\": ' WHERE variant = 1")
    found = doctor(cli, "--fix")
    assert (found.state("pictures"), found.state("leftovers")) == ("problem", "problem")
    assert "cannot be read" in found.said("leftovers")
    assert pictures(cli) == before


# --- rights ---


def rights(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_rights_are_taken_from_others(cli: Cli, job: dict[str, Any], folder: Path) -> None:
    loose = [cli.home, cli.home / "logs", cli.home / "assets", folder, folder / "sources"]
    for path in loose:
        path.chmod(0o755)
    files = [cli.home / "cta.db", next((folder / "sources").iterdir())]
    for path in files:
        path.chmod(0o664)
    assert doctor(cli).not_ok == {"rights"}
    found = doctor(cli, "--fix")
    assert found.fixed == {"rights"}
    assert f"{len(loose) + len(files)} paths" in found.said("rights")
    assert {rights(path) for path in loose} == {0o700}
    assert {rights(path) for path in files} == {0o600}
    assert doctor(cli).not_ok == set()


def test_a_folder_that_holds_more_than_ours_is_not_closed(
    cli: Cli, job: dict[str, Any], tmp_path: Path
) -> None:
    cli.home.chmod(0o755)
    site = put(cli.home / "public_html" / "index.html")
    site.chmod(0o644)
    (cli.home / "logs").chmod(0o755)
    outside = put(tmp_path / "outside")
    outside.chmod(0o644)
    (cli.home / "logs" / "link").symlink_to(outside)
    found = doctor(cli, "--fix")
    assert found.state("rights") == "warning"
    assert found.fixed == {"rights"}
    assert rights(cli.home / "logs") == 0o700
    assert (rights(cli.home), rights(site)) == (0o755, 0o644)
    assert rights(outside) == 0o644


# --- the database and its calls ---


def test_an_older_database_is_migrated_and_a_copy_kept(cli: Cli, job: dict[str, Any]) -> None:
    cli.sql("DROP TABLE cta_owner")
    cli.sql("DROP INDEX ix_cta_info_claimed_by")
    cli.sql("UPDATE alembic_version SET version_num = '0002'")
    found = doctor(cli)
    assert found.not_ok == {"database"}
    assert "0002" in found.said("database")
    found = doctor(cli, "--fix")
    assert found.fixed == {"database"}, found.checks["database"]
    assert cli.sql("SELECT version_num FROM alembic_version") == [("0003",)]
    assert len(list(cli.home.glob("cta.db.before-0002-*"))) == 1
    assert not list(cli.home.glob("*-wal"))


def test_calls_of_a_process_that_died_are_settled_as_unknown(
    cli: Cli, api: ModelServer, batch: Any, shop: ShopServer
) -> None:
    images = HeldImages(api)
    process = cli.start(*RUN, batch((shop.url + "/p/lamp", 2)))
    images.wait_for_calls(2)
    process.kill()
    process.communicate()
    images.open.set()
    outcomes = "SELECT outcome, count(*) FROM cta_paid_call WHERE stage LIKE '%image' GROUP BY 1"

    found = doctor(cli)
    assert found.state("paid calls") == "warning"
    assert "2 calls left open" in found.said("paid calls")
    assert cli.sql(outcomes) == [("open", 2)]

    found = doctor(cli, "--fix")
    assert "paid calls" in found.fixed
    assert cli.sql(outcomes) == [("unknown", 2)]
    assert cli.sql("SELECT count(*) FROM cta_info WHERE claimed_by IS NOT NULL") == [(0,)]
    assert cli.sql("SELECT count(*) FROM cta_info") == [(2,)]
    assert list((cli.home / "claims").iterdir()) == []
    assert "paid calls" not in doctor(cli, "--fix").fixed
    assert cli("resume", "--json").json["success_count"] == 2


def test_a_repair_that_fails_is_a_finding(
    cli: Cli, job: dict[str, Any], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = put(folder / "sources" / ".abcdefgh.part")

    def refuses(self: Path, *, missing_ok: bool = False) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    with monkeypatch.context() as stubborn:
        stubborn.setattr(Path, "unlink", refuses)
        result = cli("doctor", "--fix", "--json")
    found = {check["name"]: check for check in json.loads(result.stdout)["checks"]}
    assert found["leftovers"]["state"] == "warning"
    assert not found["leftovers"]["fixed"]
    assert part.exists()
