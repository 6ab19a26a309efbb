"""The log: a line for each try of a stage and each paid call; with --verbose seen as well."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path
from typing import Any

from cta_batch.cli.logs import LOG_BYTES, start_log
from tests.conftest import Cli
from tests.servers import ModelServer, Reply, ShopServer

RUN = ("run", "--allow-private", "--placement", "square", "--json", "--workers", "1")
FORGED = "2026-01-01 00:00:00,000 INFO cta_batch.forged all is well"


def lines(text: str) -> list[str]:
    return [
        line for line in text.splitlines() if re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,", line)
    ]


def log(cli: Cli) -> str:
    return (cli.home / "logs" / "cta-batch.log").read_text(encoding="utf-8")


def test_each_stage_leaves_a_line_with_its_info_and_time(
    cli: Cli, batch: Any, shop: ShopServer, api: ModelServer
) -> None:
    ended = cli.process(*RUN, batch((shop.url + "/p/lamp", 1)))
    assert ended.exit_code == 0, ended.stderr
    info = ended.json["cta_infos"][0]["id"]
    stages = re.findall(
        rf"info={info} (stage=\w+ leg=\w+ attempt=1) seconds=\d+\.\d\d ok", log(cli)
    )
    words = "stage=generating_suggestion leg=ask attempt=1"  # at any time between
    assert words in stages[1:-1]
    assert [stage for stage in stages if stage != words] == [
        "stage=analyzing leg=read attempt=1",
        "stage=analyzing leg=look attempt=1",
        "stage=generating_image leg=ask attempt=1",
        "stage=generating_suggestion leg=draw attempt=1",
    ]
    calls = re.findall(
        rf"call info={info} stage=\w+ model=(\S+) outcome=ok cost_usd=0\.\d", log(cli)
    )
    assert sorted(calls) == ["gpt-5-mini", "gpt-image-2"]
    assert lines(ended.stderr) == []


def test_the_log_is_rotated_and_every_file_of_it_its_owner_s(tmp_path: Path) -> None:
    path = tmp_path / "logs" / "cta-batch.log"
    start_log(path)
    said = logging.getLogger("cta_batch.rotation")
    for number in range(80):
        said.info("%d %s", number, "x" * 100_000)
    files = sorted(path.parent.iterdir())
    assert [f.name for f in files] == [
        "cta-batch.log",
        *(f"cta-batch.log.{n}" for n in range(1, 6)),
    ]
    assert all(f.stat().st_size <= LOG_BYTES for f in files)
    assert {f.stat().st_mode & 0o777 for f in files} == {0o600}
    assert " 79 " in path.read_text(), "the newest line is in the first file"


def test_verbose_shows_the_same_lines_and_keeps_stdout_for_data(
    cli: Cli, batch: Any, shop: ShopServer, api: ModelServer
) -> None:
    ended = cli.process(*RUN, "--verbose", batch((shop.url + "/p/lamp", 1)))
    assert json.loads(ended.stdout)["success_count"] == 1
    assert lines(ended.stderr) == log(cli).splitlines() != []


def test_nobody_else_begins_a_line_of_the_log(
    cli: Cli, batch: Any, shop: ShopServer, api: ModelServer
) -> None:
    said = {"error": {"message": f"no\n{FORGED}\r\x1b[31m\x9b2J\u2028{FORGED}", "code": "x"}}
    api.chat.always(Reply(400, json.dumps(said).encode(), kind="application/json"))
    ended = cli.process(*RUN, "-v", batch((shop.url + "/p/lamp", 1)))
    assert ended.exit_code == 4
    failed = [line for line in lines(ended.stderr) if " failed: " in line]
    assert [re.search(r"attempt=\d", line)[0] for line in failed] == ["attempt=1", "attempt=2"]  # type: ignore[index]  # the pattern is of every line
    assert "cta_batch.forged" in failed[0], "the model server's own words are lost"
    for text in (ended.stderr, log(cli)):
        assert not any(line.startswith(FORGED[:10]) for line in text.splitlines())
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028]", text)


def test_verbose_goes_on_where_no_log_can_be_kept(cli: Cli, batch: Any, shop: ShopServer) -> None:
    (cli.home / "logs").write_text("in the way")
    ended = cli.process(*RUN, "-v", batch((shop.url + "/p/lamp", 1)))
    assert ended.exit_code == 0, ended.stderr
    assert any("leg=draw" in line for line in lines(ended.stderr))
    assert Path(cli.home / "logs").read_text() == "in the way"
