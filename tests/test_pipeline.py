"""What many threads share: work done once, money reserved, and one info from its id alone."""

from __future__ import annotations

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image

from cta_batch import pipeline
from cta_batch.config import load
from cta_batch.domain import CallOutcome, JobOptions, ProviderName, Status
from cta_batch.errors import BudgetReached, CtaBatchError, ProviderError, ShopBusy, Stopped
from cta_batch.pipeline.once import Once
from cta_batch.store import EndedCall, NewJob, open_store
from tests.servers import ShopServer


def test_many_threads_share_one_call_and_its_failure() -> None:
    once: Once[str] = Once()
    calls: list[int] = []
    everybody_waits = threading.Barrier(8)

    def fetch() -> str:
        calls.append(1)
        raise ProviderError("no answer")

    def ask(_: int) -> str:
        everybody_waits.wait()
        try:
            return once("page", fetch)
        except ProviderError as error:
            return str(error)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(8))) == {"no answer"}
    assert calls == [1]
    assert once(("page", 1), lambda: "second attempt") == "second attempt"


@pytest.mark.parametrize("error", [ShopBusy("It is busy.", 5), Stopped("As you wish.")])
def test_who_was_put_off_may_ask_again(error: CtaBatchError) -> None:
    once: Once[str] = Once()

    def put_off() -> str:
        raise error

    with pytest.raises(type(error)):
        once("page", put_off)
    assert once("page", lambda: "here") == "here"


def test_a_budget_holds_with_many_at_once(tmp_path: Path) -> None:
    store = open_store(load({"CTA_BATCH_HOME": str(tmp_path), "CTA_BATCH_USER": "ada"}))
    options = JobOptions(provider=ProviderName.OFFLINE, placements=("landscape",))
    job = store.create_job(NewJob("one", [], (("https://shop.example", 8),), options))
    infos = store.unfinished(job)
    everybody_asks = threading.Barrier(8)
    limit, most = Decimal("0.50"), Decimal("0.10")

    def call(info: uuid.UUID) -> EndedCall | None:
        everybody_asks.wait()
        try:
            made = store.ledger.begin(info, Status.GENERATING_IMAGE, "m", "", most, limit=limit)
        except BudgetReached:
            return None
        return EndedCall(made, CallOutcome.OK, Decimal("0.04"))

    with ThreadPoolExecutor(8) as pool:
        calls = list(pool.map(call, infos))
    assert sum(c is not None for c in calls) == 5
    for info, ended in zip(infos, calls, strict=True):
        store.ledger.settle(info, [ended] if ended else [])
    assert store.ledger.committed(job) == Decimal("0.20")
    begin = store.ledger.begin
    assert begin(infos[0], Status.GENERATING_IMAGE, "m", "", most, limit=limit)
    with pytest.raises(BudgetReached, match="resume"):
        begin(infos[0], Status.GENERATING_IMAGE, "m", "", Decimal("0.25"), limit=limit)


def test_an_info_is_processed_from_its_id_and_the_database(
    tmp_path: Path, shop: ShopServer
) -> None:
    settings = load({"CTA_BATCH_HOME": str(tmp_path), "CTA_BATCH_USER": "ada"})
    options = JobOptions(
        provider=ProviderName.OFFLINE, placements=("landscape",), allow_private=True
    )
    first = open_store(settings)
    job = first.create_job(NewJob("one", [], ((shop.url + "/p/lamp", 1),), options))
    [info] = first.unfinished(job)
    first.database.close()

    store = open_store(settings)  # as another worker would
    kit = pipeline.build_kit(settings, store, job)
    try:
        with store.claims.at_work(job):
            assert pipeline.process(info, kit) is Status.DONE
    finally:
        kit.close()

    suggestion = store.info(info).suggestion
    assert suggestion is not None
    with Image.open(suggestion.creatives[0].path) as picture:
        assert picture.size == (1200, 628)
