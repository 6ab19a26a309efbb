"""The main job, from outside: input in, finished ads out, every stage saved."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PIL import Image

from tests.conftest import Cli
from tests.servers import (
    WORDS,
    ModelServer,
    Reply,
    Request,
    ShopServer,
    asked_to_wait,
    chat,
    garbage,
    image_b64,
    image_url,
    key_refused,
    png,
    product_page,
    quota_used_up,
    refusal,
    server_error,
)

RUN = ("run", "--allow-private", "--placement", "square", "--json")

JOB_KEYS = {
    "id", "name", "input", "user", "workspace", "created_at", "updated_at", "success_count",
    "failed_count", "total_count", "is_completed", "cost_usd", "cta_infos",
}  # fmt: skip
INFO_KEYS = {
    "id", "job", "url", "variant", "product", "suggestion", "status", "retry_count",
    "error_message", "cost_usd", "created_at", "updated_at",
}  # fmt: skip
SUGGESTION_KEYS = {
    "angle", "headline", "long_headline", "description", "primary_text", "cta", "cta_text",
    "language", "layout", "palette", "background_prompt", "original_image", "background_image",
    "creatives",
}  # fmt: skip


def log_statuses(cli: Cli) -> None:
    """Let the database itself write down every status it is given, from outside the program."""
    assert cli("list").exit_code == 0
    cli.sql("CREATE TABLE seen (n INTEGER PRIMARY KEY, info TEXT, status TEXT)")
    for event in ("INSERT", "UPDATE OF status"):
        cli.sql(
            f"CREATE TRIGGER log_{event[:6]} AFTER {event} ON cta_info BEGIN"
            " INSERT INTO seen (info, status) VALUES (new.id, new.status); END"
        )


def statuses(cli: Cli, info: str) -> list[str]:
    seen = cli.sql(f"SELECT status FROM seen WHERE info = '{UUID(info).hex}' ORDER BY n")
    return [status for (status,) in seen]


def test_a_run_gives_finished_ads_in_the_public_shape(cli: Cli, batch: Any) -> None:
    result = cli("run", batch(), "--allow-private", "--json", "--name", "Lamps")

    assert result.exit_code == 0, result.stderr
    job = result.json
    assert set(job) == JOB_KEYS
    assert (job["name"], job["user"], job["workspace"]) == ("Lamps", "ada", "tests")
    assert (job["success_count"], job["failed_count"], job["total_count"]) == (2, 0, 2)
    assert job["is_completed"] is True
    assert job["cost_usd"] == 0
    for variant, info in enumerate(job["cta_infos"]):
        assert set(info) == INFO_KEYS
        assert (info["job"], info["variant"], info["status"]) == (job["id"], variant, "done")
        assert (info["retry_count"], info["error_message"]) == (0, None)
        assert info["product"]["name"] == "Walnut Desk Lamp"
        assert info["product"]["price"] == 79
        assert set(info["suggestion"]) >= SUGGESTION_KEYS
        assert all(info["suggestion"][key] is not None for key in SUGGESTION_KEYS)
        assert info["created_at"].endswith(("Z", "+00:00"))


def test_creatives_are_files_of_exactly_their_size(cli: Cli, batch: Any) -> None:
    job = cli("run", batch(), "--allow-private", "--json").json

    sizes = {"square": (1080, 1080), "story": (1080, 1920), "landscape": (1200, 628)}
    for info in job["cta_infos"]:
        creatives = {c["placement"]: c for c in info["suggestion"]["creatives"]}
        assert set(creatives) >= set(sizes)
        for creative in creatives.values():
            path = Path(creative["path"])
            assert path.is_absolute()
            with Image.open(path) as picture:
                picture.load()
                assert picture.size == (creative["width"], creative["height"])
            assert path.stat().st_size == creative["bytes"]
        for name, size in sizes.items():
            assert (creatives[name]["width"], creatives[name]["height"]) == size


def test_variants_differ_and_cycle_through_the_pictures(
    cli: Cli, batch: Any, shop: ShopServer
) -> None:
    job = cli(*RUN, batch((shop.url + "/p/lamp", 5))).json

    for i, info in enumerate(job["cta_infos"]):
        images = info["product"]["images"]
        assert len(images) == 2
        assert info["suggestion"]["original_image"]["url"] == images[i % len(images)]
    headlines = [i["suggestion"]["headline"] for i in job["cta_infos"]]
    assert len(set(headlines)) >= 4
    assert len({i["suggestion"]["layout"] for i in job["cta_infos"]}) >= 3


def test_every_status_is_saved_in_order(cli: Cli, batch: Any) -> None:
    log_statuses(cli)
    job = cli(*RUN, batch()).json

    for info in job["cta_infos"]:
        assert statuses(cli, info["id"]) == [
            "pending", "analyzing", "generating_image", "generating_suggestion", "done",
        ]  # fmt: skip


def test_a_page_of_several_variants_is_fetched_once(cli: Cli, batch: Any, shop: ShopServer) -> None:
    cli(*RUN, batch((shop.url + "/p/lamp", 6)))
    assert shop.count("/p/lamp") == 1
    assert Counter(r.path for r in shop.requests)["/img/1.png"] == 1


def test_models_are_asked_through_the_real_sdk(cli: Cli, batch: Any, api: ModelServer) -> None:
    api.image.then(image_url(api.file("/made.png", png(1024, 1024))))
    result = cli(*RUN, batch(), "--workers", "1")

    assert result.exit_code == 0, result.stderr
    assert (api.chat.count, api.image.count) == (2, 2)
    infos = result.json["cta_infos"]
    backgrounds = [i["suggestion"]["background_image"] for i in infos]
    assert WORDS["headline"] in [i["suggestion"]["headline"] for i in infos]
    assert [b["provider"] for b in backgrounds] == ["openai"] * 2
    assert png(1024, 1024) in [Path(b["path"]).read_bytes() for b in backgrounds]
    assert all(i["cost_usd"] > 0 for i in infos)
    assert result.json["cost_usd"] == pytest.approx(
        sum(i["cost_usd"] for i in result.json["cta_infos"])
    )
    assert "openai" in result.stderr
    request = api.chat.requests[0].json
    assert request["response_format"]["json_schema"]["strict"] is True


WORDS_ARE_WRITTEN_IN = {"analyzing", "generating_suggestion"}
"""The first while the picture is on its way."""


@pytest.mark.parametrize(
    ("stage", "break_it"),
    [
        ("analyzing", lambda api, shop: shop.reply("/p/lamp", Reply(500, b"oops"))),
        ("generating_image", lambda api, shop: api.image.always(server_error())),
        ("generating_suggestion", lambda api, shop: api.chat.always(server_error())),
    ],
)
def test_a_stage_is_tried_twice_and_then_failed(
    stage: str, break_it: Any, cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    log_statuses(cli)
    break_it(api, shop)
    result = cli(*RUN, batch((shop.url + "/p/lamp", 1)))

    assert result.exit_code == 4
    [info] = result.json["cta_infos"]
    assert (info["status"], info["retry_count"]) == ("failed", 1)
    assert info["error_message"].endswith(".")
    assert "Traceback" not in result.stderr
    assert result.json["is_completed"] is True
    *_, before, last = statuses(cli, info["id"])
    assert last == "failed"
    assert before in (WORDS_ARE_WRITTEN_IN if stage == "generating_suggestion" else {stage})
    asked = {
        "analyzing": shop.count("/p/lamp"),
        "generating_image": api.image.count,
        "generating_suggestion": api.chat.count,
    }
    assert asked[stage] == 2


@pytest.mark.parametrize("trouble", [server_error(), refusal(), garbage(), chat("no json at all")])
def test_one_bad_answer_is_retried_and_the_rest_goes_well(
    trouble: Reply, cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    api.chat.then(trouble)
    result = cli(*RUN, batch((shop.url + "/p/lamp", 1)))

    assert result.exit_code == 0, result.stderr
    [info] = result.json["cta_infos"]
    assert info["status"] == "done"
    assert info["error_message"] is None
    assert api.image.count == 1, "the picture was bought again"


def test_retry_goes_on_from_the_stage_that_failed(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    api.chat.then(server_error(), server_error())
    failed = cli(*RUN, batch((shop.url + "/p/lamp", 1))).json["cta_infos"][0]
    assert failed["status"] == "failed"
    read = shop.count("/p/lamp")

    result = cli("retry", failed["id"][:8], "--json")

    assert result.exit_code == 0, result.stderr
    [info] = result.json["cta_infos"]
    assert (info["status"], info["retry_count"], info["error_message"]) == ("done", 0, None)
    assert (api.image.count, shop.count("/p/lamp")) == (1, read)


def test_a_plan_is_stored_before_any_call_and_a_retry_keeps_it(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    planned = "SELECT plan FROM cta_info ORDER BY position"
    looked_at = "json_extract(suggestion, '$.original_image') IS NOT NULL"
    ready = f"SELECT position, plan FROM cta_info WHERE {looked_at}"
    at_the_first_call: list[dict[int, Any]] = []

    def look(_request: Request) -> Reply:
        at_the_first_call.append({n: json.loads(plan) for n, plan in cli.sql(ready)})
        return server_error()

    api.image.always(look)
    failed = cli(*RUN, "--workers", "1", batch((shop.url + "/p/lamp", 2))).json["cta_infos"]
    stored = [json.loads(plan) for (plan,) in cli.sql(planned)]
    first = at_the_first_call[0]
    assert first, "a picture was asked for before its info's plan was stored"
    assert all(stored[n] == plan for n, plan in first.items())
    assert {"angle", "layout", "tone"} <= {key for key, value in stored[0].items() if value}
    assert stored[0]["angle"] != stored[1]["angle"]

    shop.page("/p/lamp", product_page(description="Another page by now, with a warranty."))
    api.image.always(image_b64(png(1024, 1024)))
    again = cli("retry", "last", "--json").json["cta_infos"]
    assert [i["suggestion"]["angle"] for i in again] == [p["angle"] for p in stored]
    assert [json.loads(plan) for (plan,) in cli.sql(planned)] == stored
    asked = [r.json["messages"][-1]["content"] for r in api.chat.requests]
    for plan in stored:
        told = (f"Angle: {plan['angle']}, ", f"Tone: {plan['tone']}: ")
        assert any(all(part in text for part in told) for text in asked)
    assert [i["id"] for i in again] == [i["id"] for i in failed]


def test_one_failed_url_leaves_the_others_alone(cli: Cli, batch: Any, shop: ShopServer) -> None:
    result = cli(*RUN, batch((shop.url + "/p/lamp", 1), (shop.url + "/gone", 1)))

    assert result.exit_code == 4
    assert [i["status"] for i in result.json["cta_infos"]] == ["done", "failed"]
    assert "retry" in result.stderr


def test_being_told_to_wait_uses_up_no_retry(cli: Cli, batch: Any, api: ModelServer) -> None:
    api.chat.then(asked_to_wait(0.01), asked_to_wait(0.01), asked_to_wait(0.01))
    result = cli(*RUN, batch())

    assert result.exit_code == 0, result.stderr
    assert [i["retry_count"] for i in result.json["cta_infos"]] == [0, 0]


@pytest.mark.parametrize("reply", [quota_used_up(), key_refused("sk-test-0123456789")])
def test_a_limit_stops_the_job_and_resume_goes_on(
    reply: Reply, cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    before = api.image.default
    api.image.always(reply)
    stopped = cli(*RUN, batch((shop.url + "/p/lamp", 6)), "--workers", "2")

    assert stopped.exit_code == 5
    assert api.image.count <= 2
    assert "sk-test" not in stopped.stderr + stopped.stdout
    assert stopped.json["failed_count"] == 0
    assert "resume" in stopped.stderr

    api.image.always(before)
    resumed = cli("resume", "--json")
    assert resumed.exit_code == 0, resumed.stderr
    assert resumed.json["success_count"] == 6
    assert shop.count("/p/lamp") == 1, "the page was read again"


def test_a_budget_holds_and_resume_with_more_goes_on(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    result = cli(*RUN, batch((shop.url + "/p/lamp", 4)), "--budget", "0.10", "--workers", "4")

    assert result.exit_code == 5
    assert result.json["cost_usd"] <= 0.10
    assert cli("resume", "--budget", "10", "--json").exit_code == 0


def test_a_budget_with_an_unknown_price_is_refused(cli: Cli, batch: Any, api: ModelServer) -> None:
    cli.env["CTA_BATCH_TEXT_MODEL"] = "house-blend"
    result = cli(*RUN, batch(), "--budget", "1")
    assert result.exit_code == 2
    assert "house-blend" in result.stderr
    assert cli("list", "--json").json["count"] == 0


def test_a_dry_run_calls_and_stores_nothing(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    result = cli("run", batch(), "--dry-run", "--json")

    assert result.exit_code == 0
    assert (result.json["infos"], result.json["text_calls"]) == (2, 2)
    assert result.json["cost_usd"] > 0
    assert (api.requests, shop.requests) == ([], [])
    assert not (cli.home / "cta.db").exists()


def test_a_dry_run_counts_in_words(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    one = batch((shop.url + "/p/lamp", 1))
    dry = ("run", one, "--dry-run", "--placement", "square")
    paid = cli(*dry).stdout
    assert "1 page, 1 info, 1 creative with openai: 1 picture and 1 text to ask for, about" in paid
    assert "to ask for, free. Nothing was stored." in cli(*dry, "--provider", "offline").stdout
    cli.env["CTA_BATCH_TEXT_MODEL"] = "house-blend"
    assert "at an unknown price" in cli(*dry).stdout


def test_a_budget_is_said_in_cents(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    for given, said in (("0.1", "$0.10"), ("0", "$0.00"), ("0.012", "$0.012")):
        result = cli(*RUN, batch((shop.url + "/p/lamp", 4)), "--budget", given)
        assert f"The budget of {said} is reached" in result.stderr


def test_private_addresses_are_refused_by_default(cli: Cli, batch: Any, shop: ShopServer) -> None:
    result = cli("run", batch(), "--json")
    assert result.exit_code == 4
    assert "--allow-private" in result.json["cta_infos"][0]["error_message"]
    assert shop.requests == []


def test_the_page_s_language_and_script_carry_into_words_and_pictures(
    cli: Cli, batch: Any, shop: ShopServer
) -> None:
    page = product_page(
        "南部鉄器 急須", "12800", "JPY", description="岩手の職人が作る。", language="ja"
    )
    result = cli(*RUN, batch((shop.page("/p/kyusu", page), 1)))

    [info] = result.json["cta_infos"]
    assert info["suggestion"]["language"] == "ja"
    assert any(ord(c) > 0x3000 for c in info["suggestion"]["headline"])


def test_saved_pages_are_read_beside_the_input(cli: Cli, tmp_path: Path) -> None:
    pages = tmp_path / "pages" / "lamp_files"
    pages.mkdir(parents=True)
    (pages / "1.png").write_bytes(png(480, 480))
    page = product_page(images=["lamp_files/1.png"])
    (tmp_path / "pages" / "lamp.html").write_text(page, encoding="utf-8")
    source = tmp_path / "input.json"
    source.write_text(json.dumps([{"url": "pages/lamp.html", "variant": 1}]))

    result = cli("run", str(source), "--placement", "square", "--json")

    assert result.exit_code == 0, result.stderr
    assert result.json["cta_infos"][0]["url"] == str(tmp_path / "pages" / "lamp.html")


def test_stdin_is_an_input_and_progress_stays_off_stdout(cli: Cli, shop: ShopServer) -> None:
    text = json.dumps([{"url": shop.url + "/p/lamp", "variant": 1}])
    result = cli("run", "-", "--allow-private", "--placement", "square", "--json", stdin=text)

    assert result.exit_code == 0, result.stderr
    assert result.json["name"] == "stdin"
    assert "analyzing" in result.stderr


def test_two_jobs_at_once_share_the_database(cli: Cli, batch: Any) -> None:
    source = batch()
    both = [cli.start(*RUN, source) for _ in range(2)]
    ends = [(*p.communicate(), p.returncode) for p in both]

    assert [code for *_, code in ends] == [0, 0], ends
    listed = cli("list", "--json").json
    assert [j["success_count"] for j in listed["results"]] == [2, 2]
