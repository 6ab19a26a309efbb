"""``costs``: the ledger added up, with what is unknown said and never counted as nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.conftest import Cli
from tests.servers import ModelServer, ShopServer, garbage

RUN = ("run", "--allow-private", "--placement", "square", "--workers", "1", "--json")
FIGURES = {
    "calls",
    "cost_usd",
    "known_usd",
    "unpriced_calls",
    "unanswered_calls",
    "unanswered_usd",
}


def report(cli: Cli, *args: str) -> Any:
    result = cli("costs", *args, "--json")
    assert result.exit_code == 0, result.stderr
    return result.json


def micros(cli: Cli, where: str = "1") -> int:
    ((total,),) = cli.sql(f"SELECT coalesce(sum(cost_usd), 0) FROM cta_paid_call WHERE {where}")
    return int(total)


def test_the_report_agrees_with_the_ledger_in_every_cut(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    first = cli(*RUN, batch()).json
    second = cli(*RUN, batch((shop.url + "/p/lamp", 1))).json
    found = report(cli)

    assert set(found) == {"total", "by_job", "by_model", "by_day"}
    assert set(found["total"]) == FIGURES
    assert found["total"]["calls"] == 6
    assert found["total"]["cost_usd"] == found["total"]["known_usd"]
    assert round(found["total"]["cost_usd"] * 1_000_000) == micros(cli) > 0
    for cut, key in (("by_job", "job"), ("by_model", "model"), ("by_day", "day")):
        assert sum(row["calls"] for row in found[cut]) == 6
        assert sum(round(row["cost_usd"] * 1_000_000) for row in found[cut]) == micros(cli)
        assert all(set(row) > FIGURES and row[key] for row in found[cut])
    assert [row["job"] for row in found["by_job"]] == [second["id"], first["id"]]
    assert found["by_job"][1]["cost_usd"] == pytest.approx(first["cost_usd"])
    assert {row["model"]: row["calls"] for row in found["by_model"]} == {
        "gpt-image-2": 3,
        "gpt-5-mini": 3,
    }
    assert found["by_model"][0]["model"] == "gpt-image-2"  # the dearest
    assert [row["day"] for row in found["by_day"]] == [datetime.now(UTC).date().isoformat()]


def test_one_job_alone(cli: Cli, batch: Any, api: ModelServer, shop: ShopServer) -> None:
    first = cli(*RUN, batch()).json
    cli(*RUN, batch((shop.url + "/p/lamp", 1)))
    assert report(cli, first["id"])["total"]["calls"] == 4
    assert report(cli, "last")["total"]["calls"] == 2
    assert cli("costs", "0000").exit_code == 3


def test_days_are_of_utc(cli: Cli, batch: Any, api: ModelServer) -> None:
    cli(*RUN, batch())
    cli.sql(
        "UPDATE cta_paid_call SET created_at = '2026-02-28 23:59:59.900000'"
        " WHERE stage = 'generating_image'"
    )
    days = {row["day"]: row["calls"] for row in report(cli)["by_day"]}
    assert days["2026-02-28"] == 2
    assert list(days) == sorted(days, reverse=True)


def test_a_call_without_an_answer_stands_apart(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    api.chat.then(garbage())
    assert cli(*RUN, batch((shop.url + "/p/lamp", 1))).exit_code == 0
    total = report(cli)["total"]
    ((held,),) = cli.sql("SELECT reserved_usd FROM cta_paid_call WHERE outcome = 'unknown'")
    assert (total["calls"], total["unanswered_calls"]) == (3, 1)
    assert round(total["unanswered_usd"] * 1_000_000) == held > 0
    assert round(total["cost_usd"] * 1_000_000) == micros(cli)
    assert "1 call with no answer may have been billed on top" in cli("costs").stdout


def test_a_call_under_way_counts_as_one_without_an_answer(
    cli: Cli, batch: Any, api: ModelServer
) -> None:
    cli(*RUN, batch())
    cli.sql("UPDATE cta_paid_call SET outcome = 'open', cost_usd = NULL WHERE stage LIKE '%image'")
    total = report(cli)["total"]
    assert (total["unanswered_calls"], total["unpriced_calls"]) == (2, 0)


def test_an_unknown_price_says_unknown_and_what_is_known(
    cli: Cli, batch: Any, api: ModelServer
) -> None:
    cli.env["CTA_BATCH_TEXT_MODEL"] = "house-model"
    assert cli(*RUN, batch()).exit_code == 0
    found = report(cli)
    by_model = {row["model"]: row for row in found["by_model"]}
    assert by_model["house-model"]["cost_usd"] is None
    assert by_model["house-model"]["unpriced_calls"] == 2
    assert by_model["gpt-image-2"]["cost_usd"] > 0
    assert found["total"]["cost_usd"] is None
    assert found["total"]["known_usd"] == by_model["gpt-image-2"]["cost_usd"]

    words = cli("costs").stdout
    assert "unknown" in words
    assert "at least $" in words
    assert "free" not in words


def test_what_was_held_back_for_an_unknown_price_is_not_known(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    cli.env["CTA_BATCH_TEXT_MODEL"] = "house-model"
    api.chat.then(garbage())
    assert cli(*RUN, batch((shop.url + "/p/lamp", 1))).exit_code == 0
    total = report(cli)["total"]
    assert (total["unanswered_calls"], total["unanswered_usd"]) == (1, None)
    assert "at most" not in cli("costs").stdout


def test_only_ones_own_calls(cli: Cli, batch: Any, api: ModelServer) -> None:
    job = cli(*RUN, batch()).json["id"]
    for name, value in (("CTA_BATCH_USER", "eve"), ("CTA_BATCH_WORKSPACE", "other")):
        cli.env = {**cli.env, name: value}
        assert report(cli)["total"]["calls"] == 0
        assert cli("costs", job).exit_code == 3
        del cli.env[name]


def test_offline_jobs_cost_nothing_and_that_is_said(cli: Cli, batch: Any) -> None:
    assert report(cli)["total"]["cost_usd"] == 0
    cli(*RUN, batch())
    assert "Nothing was paid for" in cli("costs", "last").stdout


def test_forty_columns_are_enough(cli: Cli, batch: Any, api: ModelServer) -> None:
    cli(*RUN, batch())
    cli.env["COLUMNS"] = "40"
    shown = cli("costs").stdout
    tables = shown.partition("\n\n")[2]
    assert max(map(len, tables.splitlines())) <= 40
    assert "$" in tables


def test_a_job_is_not_called_free_where_calls_may_have_been_billed(
    cli: Cli, batch: Any, api: ModelServer
) -> None:
    cli(*RUN, batch())
    cli.sql("UPDATE cta_paid_call SET outcome = 'unknown', cost_usd = NULL")
    cli.sql("UPDATE cta_info SET cost_usd = 0")
    for command in (("costs",), ("list",), ("show", "last")):
        assert "free, 4 calls unknown" in cli(*command).stdout, command
    cli.env["COLUMNS"] = "40"
    assert "unknown" in cli("costs").stdout
