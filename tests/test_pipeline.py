"""What many threads share: work done once, money reserved, and one info from its id alone."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image

from cta_batch import pipeline
from cta_batch.config import load
from cta_batch.domain import JobOptions, ProviderName, Status
from cta_batch.errors import BudgetReached, ProviderError
from cta_batch.pipeline.budget import Budget
from cta_batch.pipeline.once import Once
from cta_batch.store import NewJob, open_store
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


def test_a_budget_holds_with_many_at_once() -> None:
    budget = Budget(Decimal("0.50"), Decimal("0.10"))
    all_in_flight = threading.Barrier(4)
    refused: list[str] = []

    def call(_: int) -> None:
        try:
            with budget.reserve(Decimal("0.10")) as bill:
                all_in_flight.wait()
                bill.cost = Decimal("0.04")
        except BudgetReached as error:
            refused.append(str(error))
            assert "resume" in refused[-1]

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(call, range(4)))
    assert refused == []
    assert budget.spent == Decimal("0.26")
    with pytest.raises(BudgetReached), budget.reserve(Decimal("0.25")):
        pytest.fail("more than the budget was let through")


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
        assert pipeline.process(info, kit) is Status.DONE
    finally:
        kit.close()

    suggestion = store.info(info).suggestion
    assert suggestion is not None
    with Image.open(suggestion.creatives[0].path) as picture:
        assert picture.size == (1200, 628)
