"""Jobs for tests of the whole program, and what the ledger and the server know of their calls."""

from __future__ import annotations

import hashlib
import json
from collections import Counter

from cta_batch.config import load
from cta_batch.domain import JobOptions, ProviderName
from cta_batch.store import NewJob, open_store
from tests.conftest import Cli
from tests.servers import ModelServer, ShopServer


def stored_job(cli: Cli, shop: ShopServer, variants: int) -> str:
    """A job of the shop's lamp that nobody has begun; its id."""
    settings = load({k: v for k, v in cli.environ.items() if v is not None})
    options = JobOptions(
        provider=ProviderName.OPENAI,
        placements=("square",),
        allow_private=True,
        text_model="gpt-5-mini",
        image_model="gpt-image-2",
    )
    store = open_store(settings)
    job = store.create_job(NewJob("shared", [], ((shop.url + "/p/lamp", variants),), options))
    store.database.close()
    return str(job)


def requests_seen(api: ModelServer) -> Counter[str]:
    """What the server saw, each request named as the ledger names it.

    One that broke off before its end, as a dying process leaves it, can't be answered or billed.
    """
    bodies = [r.json for r in (*api.image.requests, *api.chat.requests) if r.whole]
    return Counter(
        hashlib.sha256(json.dumps(b, sort_keys=True).encode()).hexdigest() for b in bodies
    )


def ledger(cli: Cli) -> Counter[str]:
    """The requests that the ledger knows, with how often each was begun."""
    return Counter(h for (h,) in cli.sql("SELECT request_hash FROM cta_paid_call"))
