"""Trouble at home: a disk that is full, folders that may not be written, a broken database, a clock
that was moved. Each is a sentence and an exit code; nothing saved is lost, and resume goes on."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Cli, Result, without_rights
from tests.jobs import stored_job
from tests.servers import HeldImages, ModelServer, ShopServer

RUN = ("run", "--allow-private", "--placement", "square", "--workers", "2")


def said(result: Result, *words: str) -> None:
    """One error in words, exit 1, and no trace of what lies beneath."""
    assert result.exit_code == 1, result
    assert result.stderr.count("Error: ") == 1, result.stderr
    assert "Traceback" not in result.stderr
    assert "Logging error" not in result.stderr
    for word in words:
        assert word in result.stderr


# --- a full disk ---


SCRIPT = """
mount -t tmpfs -o size={size}k tmpfs "$CTA_BATCH_HOME"
{prepare}
"$@" > "$OUT/out" 2> "$OUT/err"; echo $? > "$OUT/code"
mount -o remount,size=64m "$CTA_BATCH_HOME"; rm -f "$CTA_BATCH_HOME/ballast"
"$0" -m cta_batch resume --json > "$OUT/resumed" 2> "$OUT/err2"; echo $? > "$OUT/code2"
"$0" -m cta_batch list --json > "$OUT/list"
"""


def on_a_small_disk(
    cli: Cli, rights: list[str], script: str, folder: Path, *args: str
) -> tuple[Result, Result]:
    """The program in a home that is a small disk, and ``resume`` once that has grown."""
    environ = {**os.environ, **{k: v for k, v in cli.environ.items() if v is not None}}
    config = folder / "config.toml"
    config.write_text("")
    environ |= {"OUT": str(folder), "CTA_BATCH_CONFIG": str(config)}
    command = [sys.executable, "-m", "cta_batch", *args]
    subprocess.run([*rights, "sh", "-c", script, command[0], *command], env=environ, check=True)

    def read(name: str) -> str:
        return (folder / name).read_text(encoding="utf-8")

    first = Result(int(read("code")), read("out"), read("err"))
    return first, Result(int(read("code2")), read("resumed"), read("err2"))


@pytest.mark.parametrize("room", [700, 2000], ids=["nearly none", "some creatives"])
def test_a_disk_that_fills_up_in_a_run_stops_it_resumably(
    room: int, cli: Cli, batch: Any, shop: ShopServer, small_disk: list[str], tmp_path: Path
) -> None:
    script = SCRIPT.format(size=room, prepare="")
    items = batch((shop.url + "/p/lamp", 10), (shop.url + "/p/lamp?again", 10))
    shop.replies["/p/lamp?again"] = shop.replies["/p/lamp"]
    full, resumed = on_a_small_disk(cli, small_disk, script, tmp_path, *RUN, items)
    said(full, "Every stage finished before is saved", "cta-batch resume")
    assert "No space left" in full.stderr or "disk is full" in full.stderr
    assert resumed.exit_code == 0, resumed.stderr
    assert resumed.json["success_count"] == 20


def test_a_disk_that_is_full_already_is_said(
    cli: Cli, batch: Any, small_disk: list[str], tmp_path: Path
) -> None:
    fill = 'dd if=/dev/zero of="$CTA_BATCH_HOME/ballast" bs=1k count=990 2>/dev/null'
    script = SCRIPT.format(size=1000, prepare=fill)
    full, resumed = on_a_small_disk(cli, small_disk, script, tmp_path, *RUN, batch())
    said(full, "cta.db", "disk", "full")
    assert resumed.exit_code == 0
    assert "Nothing is unfinished" in resumed.stderr


# --- folders and files that may not be written ---


def test_a_home_that_may_not_be_written(
    cli: Cli, batch: Any, shop: ShopServer, kept_from_writing: list[str]
) -> None:
    cli.home.chmod(0o500)
    result = without_rights(cli, kept_from_writing, *RUN, batch())
    said(result, str(cli.home), "may be written")
    cli.home.chmod(0o700)
    assert cli(*RUN, batch()).exit_code == 0
    for path in (cli.home, *cli.home.rglob("*")):
        path.chmod(path.stat().st_mode & ~0o222)
    for command in (("delete", "last", "--yes"), (*RUN, batch())):
        said(without_rights(cli, kept_from_writing, *command), "cta.db may not be written")


def test_a_database_that_may_only_be_read_is_read(
    cli: Cli, batch: Any, shop: ShopServer, kept_from_writing: list[str]
) -> None:
    assert cli(*RUN, batch()).exit_code == 0
    (cli.home / "cta.db").chmod(0o400)
    assert without_rights(cli, kept_from_writing, "show", "last").exit_code == 0
    said(without_rights(cli, kept_from_writing, *RUN, batch()), "cta.db may not be written")


# --- a broken database ---


@pytest.fixture
def database(cli: Cli, batch: Any, shop: ShopServer) -> Path:
    """A database with some pages, all of them in its one file."""
    stored_job(cli, shop, 200)
    cli.sql("PRAGMA wal_checkpoint(TRUNCATE)")
    path = cli.home / "cta.db"
    assert path.stat().st_size > 20 * 4096
    return path


def noise(size: int) -> bytes:
    return random.Random(6).randbytes(size)


def broken(data: bytes, how: str) -> bytes:
    """A database file that something has happened to."""
    third = len(data) // 3 // 4096 * 4096
    return {
        "garbage": noise(40_000),
        "half of it": data[: len(data) // 2],
        "not whole pages": data[: len(data) // 2 + 777],
        "noise in the middle": data[:third] + noise(third) + data[2 * third :],
        "noise in the schema": data[:100] + noise(3996) + data[4096:],
    }[how]


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("garbage", "is no database"),
        ("half of it", "is damaged"),
        ("not whole pages", "is damaged"),
        ("noise in the middle", "is damaged"),
        ("noise in the schema", "is damaged"),
    ],
)
def test_a_broken_database_is_said_and_left_as_it_is(
    how: str, words: str, cli: Cli, database: Path
) -> None:
    data = broken(database.read_bytes(), how)
    database.write_bytes(data)
    result = cli.process("resume")
    said(result, str(database), words)
    assert database.read_bytes() == data


def test_a_newer_database_is_left_alone(cli: Cli, database: Path) -> None:
    cli.sql("UPDATE alembic_version SET version_num = '9999_later'")
    for command in (("list",), ("resume",)):
        said(cli.process(*command), "made by a newer version", "nothing was changed")
    assert cli.sql("SELECT version_num FROM alembic_version") == [("9999_later",)]


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("suggestion", '{"headline": ', "holds something that cannot be read"),
        ("suggestion", '{"headline": 5}', "suggestion.headline cannot be read"),
        ("product", "[]", "product cannot be read"),
    ],
)
def test_a_stored_value_that_cannot_be_read_is_named(
    column: str, value: str, words: str, cli: Cli, batch: Any, shop: ShopServer
) -> None:
    assert cli(*RUN, batch()).exit_code == 0
    cli.sql(f"UPDATE cta_info SET {column} = '{value}'")
    said(cli("show", "last"), words)
    assert cli("list").exit_code == 0


@pytest.mark.parametrize("options", ["[]", '{"provider": "of tomorrow"}'])
def test_options_that_cannot_be_read_are_named(
    options: str, cli: Cli, batch: Any, shop: ShopServer
) -> None:
    assert cli(*RUN, batch()).exit_code == 0
    cli.sql(f"UPDATE cta_generation_job SET options = '{options}'")
    for command in ("resume", "render", "check"):
        said(cli(command, "last"), "joboptions", "cannot be read")
    assert cli("list").exit_code == 0


# --- a clock that was moved ---


def as_if_made(cli: Cli, hours: int) -> None:
    """All stored times as they would be, had the clock been so far ahead when they were written."""
    for table, column in cli.sql(
        "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c"
        " WHERE m.type = 'table' AND c.type = 'DATETIME'"
    ):
        cli.sql(
            f"UPDATE {table} SET {column} ="
            f" strftime('%Y-%m-%d %H:%M:%f000', {column}, '{hours:+d} hours')"
        )


@pytest.mark.parametrize("hours", [-5, 5])
def test_a_clock_moved_between_two_runs(hours: int, cli: Cli, batch: Any, shop: ShopServer) -> None:
    first = cli(*RUN, "--name", "first", "--json", batch()).json
    as_if_made(cli, hours)
    second = cli(*RUN, "--name", "second", "--json", batch()).json
    assert cli("show", "last", "--json").json["id"] == second["id"]
    assert [j["id"] for j in cli("list", "--json").json["results"]] == [second["id"], first["id"]]
    for command in (("check", "last"), ("costs",), ("resume",)):
        assert cli(*command).exit_code == 0


def test_a_clock_that_was_years_ahead_once_does_not_keep_ahead(
    cli: Cli, batch: Any, shop: ShopServer
) -> None:
    assert cli(*RUN, batch()).exit_code == 0
    as_if_made(cli, 24 * 3000)
    made = cli(*RUN, "--json", batch()).json["created_at"]
    assert abs(datetime.fromisoformat(made) - datetime.now(UTC)) < timedelta(days=1)


@pytest.mark.parametrize("hours", [-5, 5])
def test_a_clock_moved_during_a_run(
    hours: int, cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    """Whatever was written before looks hours old or new; nobody is taken for dead for it."""
    images = HeldImages(api)
    process = cli.start(*RUN, "--json", batch((shop.url + "/p/lamp", 4)))
    images.wait_for_calls(2)
    as_if_made(cli, hours)
    busy = cli("delete", "last", "--yes")
    assert busy.exit_code == 2
    assert "another process" in busy.stderr
    images.open.set()
    out, err = process.communicate()
    assert process.returncode == 0, err
    assert '"success_count": 4' in out
    assert (api.image.count, api.chat.count) == (4, 4)
