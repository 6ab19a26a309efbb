"""Jobs for tests of the whole program, and what the ledger and the server know of their calls."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from decimal import Decimal

from cta_batch import pipeline
from cta_batch.config import Settings, load
from cta_batch.domain import JobOptions, ProviderName, Status, Suggestion
from cta_batch.errors import QuotaUsedUp
from cta_batch.models import Info, utc_now
from cta_batch.pipeline import Kit
from cta_batch.providers.base import Brief, Written
from cta_batch.store import NewJob, open_store
from tests.conftest import Cli
from tests.servers import ModelServer, Request, ShopServer

LAMP = ("/p/lamp",)


def stored_job(
    cli: Cli,
    shop: ShopServer,
    variants: int,
    paths: Iterable[str] = LAMP,
    languages: tuple[str, ...] = (),
) -> str:
    """A job that nobody has begun, of so many variants of each of the shop's pages; its id."""
    options = JobOptions(
        provider=ProviderName.OPENAI,
        placements=("square",),
        allow_private=True,
        text_model="gpt-5-mini",
        image_model="gpt-image-2",
        language=languages[0] if languages else None,
        localized_into=languages[1:],
    )
    store = open_store(_settings(cli))
    items = tuple((shop.url + path, variants) for path in paths)
    job = store.create_job(NewJob("shared", [], items, options))
    store.database.close()
    return str(job)


class _Closed:
    """A writer that refuses."""

    def write(self, brief: Brief) -> Written:
        raise QuotaUsedUp("The writer is out.")


@contextmanager
def at_work_on(cli: Cli, job: str) -> Iterator[Kit]:
    """What this process works on a stored job with."""
    store = open_store(_settings(cli))
    kit = pipeline.build_kit(_settings(cli), store, uuid.UUID(job))
    try:
        with store.claims.at_work(uuid.UUID(job)):
            yield kit
    finally:
        kit.close()
        store.database.close()


def painted_job(cli: Cli, shop: ShopServer, variants: int, languages: tuple[str, ...] = ()) -> str:
    """A stored job whose infos have a background each and no words yet; its id."""
    job = stored_job(cli, shop, variants, languages=languages)
    with at_work_on(cli, job) as kit:
        for info in kit.store.unfinished(uuid.UUID(job)):
            with suppress(QuotaUsedUp):
                pipeline.process(info, replace(kit, writer=_Closed()))
    return job


def _settings(cli: Cli) -> Settings:
    return load({k: v for k, v in cli.environ.items() if v is not None})


def requests_seen(api: ModelServer) -> Counter[str]:
    """What the server saw, each request named as the ledger names it.

    One that broke off before its end, as a dying process leaves it, can't be answered or billed.
    """
    return Counter(named(r) for r in (*api.image.requests, *api.chat.requests) if r.whole)


def named(request: Request) -> str:
    """A whole request by the name that it has in the ledger."""
    return hashlib.sha256(json.dumps(request.json, sort_keys=True).encode()).hexdigest()


def ledger(cli: Cli) -> Counter[str]:
    """The requests that the ledger knows, with how often each was begun."""
    return Counter(h for (h,) in cli.sql("SELECT request_hash FROM cta_paid_call"))


def an_info(suggestion: Suggestion | None = None, status: Status = Status.PENDING) -> Info:
    """An info as the store gives it, of no job in particular."""
    return Info(
        id=uuid.uuid4(),
        job=uuid.uuid4(),
        url="https://shop.example/p/1",
        variant=0,
        product=None,
        suggestion=suggestion,
        status=status,
        retry_count=0,
        error_message=None,
        cost_usd=Decimal(0),
        created_at=utc_now(),
        updated_at=utc_now(),
    )
