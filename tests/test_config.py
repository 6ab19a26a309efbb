"""Settings that cannot be right are refused before anything is stored, bought or sent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cta_batch.config import load
from cta_batch.errors import UsageError
from tests.conftest import Cli


def settings(home: Path, **env: str) -> Any:
    config = home / "config.toml"
    config.write_text("")
    return load({"CTA_BATCH_HOME": str(home), "CTA_BATCH_CONFIG": str(config), **env})


@pytest.mark.parametrize("copied", ["sk-test-0123456789\r", " sk-test-0123456789\n"])
def test_a_key_is_taken_without_what_copying_brings_along(copied: str, tmp_path: Path) -> None:
    key = settings(tmp_path, OPENAI_API_KEY=copied).api_key
    assert key.get_secret_value() == "sk-test-0123456789"


def test_a_key_of_blanks_is_none(tmp_path: Path) -> None:
    assert settings(tmp_path, OPENAI_API_KEY=" \n").api_key is None


@pytest.mark.parametrize("key", ["sk-test\u20260123", "sk-test\n0123", "sk-test-01\udcff23"])
def test_a_key_that_no_request_can_carry_is_refused(key: str, tmp_path: Path) -> None:
    """Sent, each call would be one that never left and yet counts as perhaps billed."""
    with pytest.raises(UsageError, match="OPENAI_API_KEY") as caught:
        settings(tmp_path, OPENAI_API_KEY=key)
    assert "sk-test" not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "localhost:8000/v1",
        "127.0.0.1:8000",
        "ftp://h/v1",
        "http://",
        "http://[::1/v1",
        "http://h:x",
    ],
)
def test_a_model_server_s_address_that_is_none_is_refused(address: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="OPENAI_BASE_URL"):
        settings(tmp_path, OPENAI_BASE_URL=address)


def test_blanks_around_an_address_are_no_part_of_it(tmp_path: Path) -> None:
    found = settings(tmp_path, OPENAI_BASE_URL=" http://localhost:8000/v1\n")
    assert found.base_url == "http://localhost:8000/v1"


@pytest.mark.parametrize("budget", ["inf", "1e999", "nan", "-1"])
def test_a_budget_that_is_no_sum_is_bad_usage(budget: str, cli: Cli, batch: Any) -> None:
    result = cli("run", "--provider", "offline", "--dry-run", "--budget", budget, batch())
    assert result.exit_code == 2
    assert "unexpected" not in result.stderr


@pytest.mark.parametrize("name", ["../../up", "a/b", "a\\\\b", ".hidden", "", "x" * 99, "a\\u0007"])
def test_a_placement_s_name_that_is_none_for_a_file_is_refused(name: str, cli: Cli) -> None:
    size = "width = 300\nheight = 250\n"
    (cli.home / "config.toml").write_text(f'[placements."{name}"]\n{size}')
    result = cli("list")
    assert (result.exit_code, "placements" in result.stderr) == (2, True), result.stderr
    (cli.home / "config.toml").write_text(f'[placements."Größe 2-b"]\n{size}', encoding="utf-8")
    assert cli("list").exit_code == 0


def test_a_price_that_no_sum_could_hold_is_a_slip(tmp_path: Path, cli: Cli) -> None:
    (cli.home / "config.toml").write_text('[prices."m"]\nper_image = 1e30\n')
    result = cli("list")
    assert (result.exit_code, "prices.m.per_image" in result.stderr) == (2, True)


@pytest.mark.parametrize("name", ["100% ads?", "a%20b", "what?uri=true", "café #1"])
def test_a_home_of_any_name_holds_its_own_database(name: str, cli: Cli) -> None:
    home = cli.home / name
    cli.env["CTA_BATCH_HOME"] = str(home)
    assert cli("list").exit_code == 0
    assert (home / "cta.db").is_file()
    assert [p.name for p in cli.home.iterdir() if p.is_dir()] == [name]
