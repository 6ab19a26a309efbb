"""Pictures deleted or damaged by hand: said in words, got again where that is free, bought anew
only when a person says so, and no matter of any other info."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Cli
from tests.jobs import painted_job
from tests.servers import ModelServer, ShopServer

RUN = ("run", "--allow-private", "--placement", "square", "--workers", "1", "--json")


@pytest.fixture
def stopped(cli: Cli, api: ModelServer, shop: ShopServer) -> str:
    """A job of two infos that have a background each and no words yet; its id."""
    job = painted_job(cli, shop, 2)
    assert api.image.count == 2
    return job


def files(cli: Cli, job: str, pattern: str) -> list[Path]:
    return sorted((cli.home / "assets" / job).rglob(pattern))


def test_a_product_picture_that_is_gone_is_fetched_again(
    cli: Cli, api: ModelServer, stopped: str
) -> None:
    for path in files(cli, stopped, "sources/*"):
        path.unlink()
    resumed = cli("resume", "--json")
    assert resumed.exit_code == 0, resumed.stderr
    assert "gone and is fetched again" in resumed.stderr
    assert resumed.json["success_count"] == 2
    assert api.image.count == 2


def test_a_background_that_is_gone_is_bought_again_only_when_a_person_says_so(
    cli: Cli, api: ModelServer, stopped: str
) -> None:
    lost, _ = files(cli, stopped, "background-*")
    kept = lost.read_bytes()
    lost.unlink()
    resumed = cli("resume", "--json")
    assert (resumed.exit_code, resumed.json["success_count"]) == (4, 1), resumed.stderr
    (message,) = {i["error_message"] for i in resumed.json["cta_infos"]} - {None}
    assert str(lost) in message
    assert "put it back" in message
    assert "cta-batch retry" in message
    assert api.image.count == 2

    lost.write_bytes(kept)
    assert cli("retry", "last", "--json").exit_code == 0
    assert api.image.count == 2, "a background that was put back was bought again"


def test_retry_has_a_new_background_made(cli: Cli, api: ModelServer, stopped: str) -> None:
    files(cli, stopped, "background-*")[0].unlink()
    assert cli("resume", "--json").exit_code == 4
    retried = cli("retry", "last", "--json")
    assert (retried.exit_code, retried.json["success_count"]) == (0, 2), retried.stderr
    assert api.image.count == 3


@pytest.mark.parametrize("pattern", ["background-*", "sources/*"])
def test_a_damaged_file_is_named_and_got_anew_once_it_is_deleted(
    pattern: str, cli: Cli, stopped: str
) -> None:
    damaged = files(cli, stopped, pattern)[0]
    damaged.write_bytes(b"not a picture any more")
    resumed = cli("resume", "--json")
    assert resumed.exit_code == 4
    assert f"{damaged} is damaged; delete it" in resumed.stderr
    damaged.unlink()
    retried = cli("retry", "last", "--json")
    assert (retried.exit_code, retried.json["success_count"]) == (0, 2), retried.stderr


def test_creatives_that_are_gone_are_rendered_again(
    cli: Cli, batch: Any, shop: ShopServer, tmp_path: Path
) -> None:
    job = cli(*RUN, batch()).json["id"]
    files(cli, job, "square.jpg")[0].unlink()
    assert cli("show", job).exit_code == 0
    for command in (
        ("export", job, str(tmp_path / "out")),
        ("gallery", job, "--output", str(tmp_path / "g.html")),
    ):
        result = cli(*command)
        assert result.exit_code == 1
        assert f"is gone; cta-batch render {job[:8]}" in result.stderr
    assert cli("render", job).exit_code == 0
    assert cli("export", job, str(tmp_path / "out")).exit_code == 0


@pytest.mark.parametrize("pattern", ["background-*", "sources/*"])
def test_edits_that_lack_a_file_say_so_and_change_nothing(
    pattern: str, cli: Cli, batch: Any, shop: ShopServer
) -> None:
    job = cli(*RUN, batch()).json
    info = job["cta_infos"][0]["id"]
    before = files(cli, job["id"], "square.jpg")[0].read_bytes()
    for path in files(cli, job["id"], pattern):
        path.unlink()
    edited = cli("edit", info, "--set", "headline=Another one")
    assert edited.exit_code == 1
    assert "is gone; put it back, or run its page anew" in edited.stderr
    assert cli("show", info, "--json").json["suggestion"]["headline"] != "Another one"
    assert files(cli, job["id"], "square.jpg")[0].read_bytes() == before
