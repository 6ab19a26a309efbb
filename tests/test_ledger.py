"""The ledger of paid calls: every request the server saw, and what became of it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cta_batch.config import load
from cta_batch.domain import CallOutcome, JobOptions, ProviderName, Status
from cta_batch.store import EndedCall, NewJob, open_store
from tests.conftest import Cli
from tests.jobs import ledger, requests_seen
from tests.servers import (
    HeldImages,
    ModelServer,
    Reply,
    ShopServer,
    asked_to_wait,
    chat,
    garbage,
    image_b64,
    png,
    refusal,
    server_error,
)

RUN = ("run", "--allow-private", "--placement", "square", "--workers", "1", "--json")
STAGES = {"image": "generating_image", "chat": "generating_suggestion"}


def outcomes(cli: Cli, stage: str = "generating_suggestion") -> list[str]:
    rows = cli.sql(f"SELECT outcome FROM cta_paid_call WHERE stage = '{stage}' ORDER BY attempt")
    return [outcome for (outcome,) in rows]


def test_every_request_is_in_the_ledger_with_its_price(
    cli: Cli, batch: Any, api: ModelServer
) -> None:
    result = cli(*RUN, batch())

    assert result.exit_code == 0, result.stderr
    assert ledger(cli) == requests_seen(api)
    rows = cli.sql("SELECT outcome, cost_usd, json_extract(usage, '$.output') FROM cta_paid_call")
    assert {outcome for outcome, *_ in rows} == {"ok"}
    assert sum(cost for _, cost, _ in rows) == round(result.json["cost_usd"] * 1_000_000)
    assert all(made > 0 for *_, made in rows)


def test_an_offline_job_has_no_paid_calls(cli: Cli, batch: Any) -> None:
    assert cli(*RUN, batch()).exit_code == 0
    assert cli.sql("SELECT count(*) FROM cta_paid_call") == [(0,)]


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (server_error(), ["failed", "ok"]),
        (asked_to_wait(0.01), ["refused", "ok"]),
        (refusal(), ["refused", "ok"]),
        (garbage(), ["unknown", "ok"]),
        (server_error(504), ["unknown", "ok"]),
        (Reply(200, b"{", length=500, kind="application/json"), ["unknown", "ok"]),
        (chat("no json at all"), ["failed", "ok"]),
    ],
)
def test_each_end_has_its_name(
    reply: Reply, expected: list[str], cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    api.chat.then(reply)
    result = cli(*RUN, batch((shop.url + "/p/lamp", 1)))

    assert result.exit_code == 0, result.stderr
    assert outcomes(cli) == expected
    assert ledger(cli) == requests_seen(api)


def test_a_picture_that_does_not_decode_is_never_kept(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    api.image.then(image_b64(png()[:-40]))
    result = cli(*RUN, batch((shop.url + "/p/lamp", 1)))

    assert result.exit_code == 0, result.stderr
    assert outcomes(cli, "generating_image") == ["failed", "ok"]
    assert len(list((cli.home / "assets").glob("*/*/background-*"))) == 1


def test_a_useless_answer_is_paid_for_all_the_same(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    api.chat.always(refusal())
    [info] = cli(*RUN, batch((shop.url + "/p/lamp", 1))).json["cta_infos"]

    assert info["status"] == "failed"
    [(paid,)] = cli.sql("SELECT sum(cost_usd) FROM cta_paid_call")
    assert round(info["cost_usd"] * 1_000_000) == paid
    assert outcomes(cli) == ["refused", "refused"]


def test_three_lost_calls_are_for_a_person_to_judge(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    usual = api.chat.default
    api.chat.always(garbage())
    failed = cli(*RUN, batch((shop.url + "/p/lamp", 1))).json["cta_infos"][0]
    assert (failed["status"], outcomes(cli)) == ("failed", ["unknown"] * 2)
    cli.sql("UPDATE cta_info SET status = 'generating_suggestion', retry_count = 0")

    [info] = cli("resume", "--json").json["cta_infos"]
    assert info["status"] == "failed"
    assert "3 calls" in info["error_message"]
    assert api.chat.count == 3

    api.chat.always(usual)
    assert cli("retry", info["id"], "--json").json["cta_infos"][0]["status"] == "done"


def test_a_lost_call_counts_against_the_budget_at_its_reserve(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    cli(*RUN, batch((shop.url + "/p/lamp", 1)))
    [(reserved,)] = cli.sql("SELECT reserved_usd FROM cta_paid_call WHERE stage LIKE '%image'")
    cli.sql("UPDATE cta_paid_call SET outcome = 'open', cost_usd = NULL, ended_at = NULL")
    cli.sql("UPDATE cta_info SET status = 'pending', suggestion = NULL, product = NULL")
    least = Decimal(reserved) / 1_000_000

    result = cli("resume", "--budget", str(least), "--json")

    assert result.exit_code == 5, result.stderr
    assert (api.image.count, outcomes(cli, "generating_image")) == (1, ["unknown"])
    assert result.json["cta_infos"][0]["retry_count"] == 0


TABLE_MOST = Decimal("0.01617")
"""Of a square picture by gpt-image-2.5-flare: 439 tokens at 30 a million, 600 of prompt at 5."""
BILLED = Decimal("0.03193")
"""Of the same by the server of the tests: 1056 tokens, 50 of prompt."""


def test_what_is_in_flight_at_the_first_high_bill_can_go_over_a_budget_and_nothing_new_begins(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    cli.env["CTA_BATCH_IMAGE_MODEL"] = "gpt-image-2.5-flare"
    free = cli.home.parent / "free.toml"
    free.write_text('[prices."gpt-5-mini"]\ninput_per_million = 0\noutput_per_million = 0\n')
    cli.env["CTA_BATCH_CONFIG"] = str(free)
    held = HeldImages(api)
    items = batch((shop.url + "/p/lamp", 8))
    process = cli.start(*RUN, "--workers", "8", "--budget", "0.10", items)
    held.wait_for_calls(6)  # as many as the table lets begin
    held.open.set()
    _, err = process.communicate()

    assert process.returncode == 5, err
    assert api.image.count == 6
    [(spent,)] = cli.sql("SELECT sum(cost_usd) FROM cta_paid_call")
    assert Decimal(spent) / 1_000_000 == 6 * BILLED <= Decimal("0.10") + 6 * (BILLED - TABLE_MOST)


def test_a_bill_above_the_table_raises_the_reserve_of_all_that_follows(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    cli.env["CTA_BATCH_IMAGE_MODEL"] = "gpt-image-2.5-flare"
    result = cli(*RUN, batch((shop.url + "/p/lamp", 6)), "--budget", "0.10")

    assert result.exit_code == 5, result.stderr
    reserved = cli.sql(
        "SELECT reserved_usd FROM cta_paid_call WHERE stage LIKE '%image' ORDER BY created_at"
    )
    micros = [Decimal(r) / 1_000_000 for (r,) in reserved]
    assert micros == [TABLE_MOST, BILLED, BILLED]
    assert Decimal("0.09") < Decimal(str(result.json["cost_usd"])) <= Decimal("0.10")


def test_a_bill_above_its_reserve_raises_those_of_calls_under_way(tmp_path: Path) -> None:
    store = open_store(load({"CTA_BATCH_HOME": str(tmp_path)}))
    options = JobOptions(provider=ProviderName.OPENAI, placements=("square",))
    job = store.create_job(NewJob("spring", [], (("https://shop.example", 3),), options))
    reserve, bill = Decimal("0.01"), Decimal("0.05")
    calls = [
        (info, store.ledger.begin(info, stage, "m", "", reserve))
        for info, stage in zip(
            store.unfinished(job),
            (Status.GENERATING_IMAGE, Status.GENERATING_IMAGE, Status.GENERATING_SUGGESTION),
            strict=True,
        )
    ]
    info, call = calls[0]
    store.ledger.settle(info, [EndedCall(call, CallOutcome.OK, bill, reserved=reserve)])
    assert store.ledger.committed(job) == bill + bill + reserve
