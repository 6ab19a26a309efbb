"""Who is asked for words and pictures: the provider, its prices, and the cut-out model."""

from __future__ import annotations

from decimal import Decimal
from urllib.parse import urlsplit

from cta_batch import compose, pipeline, placements
from cta_batch.config import Settings
from cta_batch.domain import JobOptions, ProviderName
from cta_batch.errors import AskedToWait, KeyRefused, ProviderError, UsageError
from cta_batch.findings import Finding
from cta_batch.health.looking import ok, problem, told, warning
from cta_batch.providers.openai import Client, Listing

SILENT_SECONDS = 5.0
"""How long a server may be silent; it has twice that for the whole list."""


def cut_out_model(settings: Settings) -> Finding:
    """Whether the model that the config names, if any, can look at a picture."""
    if settings.cutout_model is None:
        return ok("cut-out model", "None is set up: photos without a plain ground stay whole.")
    try:
        compose.try_cut_out_model(settings.cutout_model)
    except UsageError as error:  # no command works while it is so
        return told("cut-out model", error, "Mend [cutout] in the config file, or take it out.")
    return ok("cut-out model", f"{settings.cutout_model} can be run.")


def provider(settings: Settings) -> Finding:
    """Whether the one that ``--provider auto`` takes can be reached, takes the key, and has the
    models. Asks for the server's list of models, which costs nothing."""
    if not settings.has_models:
        what = "Offline: no OPENAI_API_KEY or OPENAI_BASE_URL is set; no network is needed."
        return ok("provider", what)
    try:
        listing = _listing(settings)
    except AskedToWait:
        what = f"{_server(settings)} asks to wait, so it is not known which models it has."
        return warning("provider", what, "Ask again in a minute.")
    except KeyRefused as error:
        return told("provider", error)
    except ProviderError as error:
        found = told("provider", error)
        what = f"{_server(settings)}: {found.finding}"
        return problem("provider", what, f"Check OPENAI_BASE_URL ({_USUAL_END}) and the network.")
    return _listed(settings, listing)


_USUAL_END = "for most servers it ends in /v1"


def _listing(settings: Settings) -> Listing:
    key = settings.api_key.get_secret_value() if settings.api_key else None
    client = Client(
        api_key=key,
        base_url=settings.base_url,
        model=settings.text_model,
        read_seconds=SILENT_SECONDS,
    )
    try:
        return client.listing()
    finally:
        client.close()


def _listed(settings: Settings, listing: Listing) -> Finding:
    server = _server(settings)
    if listing.models is None:
        what = f"{server} answers, but does not say which models it has ({listing.status})."
        advice = f"See whether a small run works; else check OPENAI_BASE_URL ({_USUAL_END})."
        return warning("provider", what, advice)
    wanted = dict.fromkeys((settings.text_model, settings.image_model))
    lacking = [model for model in wanted if model not in listing.models]
    if not lacking:
        return ok("provider", f"{server} takes the key and has {' and '.join(wanted)}.")
    what = f"{server} answers, but does not list {' or '.join(lacking)}."
    advice = "Set CTA_BATCH_TEXT_MODEL and CTA_BATCH_IMAGE_MODEL to models that it has."
    # OpenAI lists what a key may use. Other servers may take names that they do not list.
    return (warning if settings.base_url else problem)("provider", what, advice)


def _server(settings: Settings) -> str:
    """Its host, without what an address may carry for nobody else."""
    return "OpenAI" if settings.base_url is None else str(urlsplit(settings.base_url).hostname)


def prices(settings: Settings) -> Finding:
    """Whether ``--budget`` can be used."""
    if not settings.has_models:
        return ok("prices", "Nothing is paid for offline.")
    options = JobOptions(
        provider=ProviderName.OPENAI,
        placements=placements.DEFAULT_PLACEMENTS,
        text_model=settings.text_model,
        image_model=settings.image_model,
    )
    try:
        words, picture = pipeline.estimates(settings, options)
        pipeline.refuse_unknown_price(Decimal(1), options, words, picture)
    except UsageError as error:
        found = told("prices", error)
        return warning("prices", found.finding, found.advice or "")
    models = " and ".join(dict.fromkeys((options.text_model, options.image_model)))
    return ok("prices", f"Those of {models} are known, so budgets can be kept.")
