"""stdout and stderr as people leave them: closed, full, cut short, narrow, without Unicode."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Cli, Result
from tests.servers import ShopServer, product_page

RUN = ("run", "--allow-private", "--placement", "square", "--workers", "2")
FULL = Path("/dev/full")


def under(cli: Cli, redirections: str, *args: str) -> Result:
    """The program with its streams redirected by a shell; its own exit code."""
    environ = {**os.environ, **{k: v or "" for k, v in cli.environ.items() if v is not None}}
    script = f'"$@" {redirections}'
    done = subprocess.run(
        ["/bin/sh", "-c", script, "sh", sys.executable, "-m", "cta_batch", *args],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    return Result(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def job(cli: Cli, batch: Any) -> str:
    """A finished job; its id."""
    result = cli(*RUN, "--json", batch())
    assert result.exit_code == 0, result.stderr
    return str(result.json["id"])


@pytest.mark.parametrize("redirections", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_closed_streams_end_no_work(
    redirections: str, cli: Cli, batch: Any, shop: ShopServer
) -> None:
    result = under(cli, redirections, *RUN, "--json", batch())
    assert result.exit_code == 0, result.stderr
    assert "Traceback" not in result.stderr
    assert cli("show", "last", "--json").json["success_count"] == 2
    assert cli.sql("PRAGMA integrity_check") == [("ok",)]


COMMANDS = (
    ("list",),
    ("show", "last"),
    ("show", "last", "--json"),
    ("costs",),
    ("check", "last"),
    ("--help",),
)


def test_no_command_minds_closed_streams(cli: Cli, job: str) -> None:
    for command in COMMANDS:
        for redirections in (">&-", "2>&-"):
            result = under(cli, redirections, *command)
            assert (result.exit_code, result.stderr.count("Error")) == (0, 0), (command, result)


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full on this system")
def test_output_that_is_lost_is_said(cli: Cli, batch: Any, shop: ShopServer) -> None:
    result = under(cli, "> /dev/full", *RUN, "--json", batch())
    assert result.exit_code == 1
    assert "could not be written (No space left on device)" in result.stderr
    assert "Traceback" not in result.stderr
    assert cli("show", "last", "--json").json["success_count"] == 2
    assert under(cli, "> /dev/full", "--help").exit_code == 1


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full on this system")
def test_progress_that_nobody_can_read_ends_no_work(cli: Cli, batch: Any, shop: ShopServer) -> None:
    result = under(cli, "2> /dev/full", *RUN, "--json", batch())
    assert result.exit_code == 0
    assert result.json["success_count"] == 2


def test_who_has_read_enough_changes_no_exit_code(cli: Cli, batch: Any, job: str) -> None:
    for command, code in (((*RUN, batch()), 0), (("show", "last"), 0), (("show", "ffff"), 3)):
        process = cli.start(*command)
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        err = process.stderr.read()
        process.stderr.close()
        assert process.wait() == code, err
        assert "Traceback" not in err


@pytest.fixture
def foreign(cli: Cli, batch: Any, shop: ShopServer) -> str:
    """A finished job of a page with letters and signs of other scripts."""
    page = product_page("南部鉄器 急須 €", "12800", "JPY", language="ja")
    assert cli(*RUN, batch((shop.page("/p/kyusu", page), 1))).exit_code == 0
    return shop.url + "/p/kyusu"


def test_a_locale_without_unicode_ends_no_command(cli: Cli, foreign: str, tmp_path: Path) -> None:
    cli.env |= {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    info = cli("show", "last", "--json").json["cta_infos"][0]["id"]
    for command in (
        *COMMANDS,
        ("show", info),
        ("inspect", foreign, "--allow-private"),
        ("export", "last", str(tmp_path / "out"), "--format", "csv"),
        ("gallery", "last", "--output", str(tmp_path / "g.html")),
        ("edit", info, "--set", "headline=南部鉄器"),
        ("render", "last"),
    ):
        result = cli.process(*command)
        assert result.exit_code == 0, (command, result.stderr)
        assert "Traceback" not in result.stderr
    shown = cli.process("show", info).stdout
    assert "急須" in shown
    assert "南部鉄器" in shown


def test_names_are_utf_8_whatever_the_locale(cli: Cli, batch: Any) -> None:
    c = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    theirs = {"CTA_BATCH_WORKSPACE": "冬のセール"}
    cli.env |= c | theirs
    assert cli.process(*RUN, batch(), "--name", "Käferfest").exit_code == 0
    for name in c:
        del cli.env[name]
    jobs = cli.process("list", "--json").json["results"]
    assert [(job["name"], job["workspace"]) for job in jobs] == [("Käferfest", "冬のセール")]


def test_narrow_terminals_show_every_info(cli: Cli, job: str) -> None:
    cli.env |= {"COLUMNS": "40"}
    infos = [i["id"][:8] for i in cli("show", job, "--json").json["cta_infos"]]
    shown = cli.process("show", job)
    assert shown.exit_code == 0, shown.stderr
    assert all(info in shown.stdout for info in infos)
    for command in (("list",), ("costs",), ("check", job), ("--help",)):
        assert cli.process(*command).exit_code == 0
