"""What the stages work with, and how it is put together from settings and a job's options."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from cta_batch import compose, placements
from cta_batch.config import Settings
from cta_batch.domain import (
    JobOptions,
    Layout,
    OriginalImage,
    Palette,
    Placement,
    Product,
    ProviderName,
    Status,
)
from cta_batch.errors import UsageError
from cta_batch.pipeline.once import Once
from cta_batch.prompts import background_size
from cta_batch.providers.base import Fetcher, Painter, Writer
from cta_batch.providers.prices import Estimate, Prices
from cta_batch.providers.retrying import Gate
from cta_batch.store import Store

if TYPE_CHECKING:
    from cta_batch.providers.http import HttpFetcher


@dataclass(frozen=True)
class Progress:
    """One thing that happened to an info: a stage began, or a sentence worth saying.

    ``waiting_for`` is whom or what it waits for from now on, until the next progress of it; ``""``
    says that the wait is over and nothing else has happened.
    """

    info: uuid.UUID
    status: Status
    note: str | None = None
    waiting_for: str | None = None


Tell = Callable[[Progress], None]


def tell_nobody(progress: Progress) -> None:
    """For workers that nobody watches."""


AT_WORK: ContextVar[uuid.UUID | None] = ContextVar("the info of this thread", default=None)
"""For those who are shared by all infos, and wait for one."""


PLACE: ContextVar[float] = ContextVar("of this thread before shops", default=0.0)
"""Whose is lower is served first."""
UNWANTED: ContextVar[threading.Event | None] = ContextVar("what this thread gets", default=None)
"""Set when nobody has a use any more for what this thread wants of a shop."""


def _tell_waits(tell: Tell, stage: Status) -> Callable[[str | None], None]:
    """Tells of waits for a shop or a model, of the info whose page, picture or words are wanted."""

    def waits(name: str | None) -> None:
        info = AT_WORK.get()
        if info is not None:
            tell(Progress(info, stage, waiting_for=name or ""))

    return waits


@dataclass(frozen=True)
class Gates:
    """One gate for each thing that may ask us to wait; pixels never do, nor for a wish to stop."""

    pages: Gate
    words: Gate
    pictures: Gate
    pixels: Gate = field(default_factory=Gate)

    @classmethod
    def stopped_by(cls, stop: threading.Event, options: JobOptions, tell: Tell) -> Gates:
        """Gates that wake when ``stop`` is set, and tell of waits for a model by its name."""

        def gate(stage: Status, model: str) -> Gate:
            waits = _tell_waits(tell, stage)
            return Gate(stop=stop, on_wait=lambda on: waits(model if on else None))

        words = gate(Status.GENERATING_SUGGESTION, options.text_model)
        return cls(Gate(stop=stop), words, gate(Status.GENERATING_IMAGE, options.image_model))


@dataclass(frozen=True)
class Picture:
    """A picture of a page. ``path`` is its asset, if an ad can use it; else ``fault`` says in a
    clause what speaks against it, and ``data`` is held for want of a better one."""

    path: str | None = None
    fault: str | None = None
    data: bytes = b""


@dataclass(frozen=True)
class Look:
    """What the picture that a variant takes allows and suggests. ``notes`` are sentences about what
    of the brand kit was not obeyed."""

    image: OriginalImage
    layouts: tuple[Layout, ...]
    palette: Palette
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Kit:
    """Everything a stage may use. Shared by all threads of a run.

    ``budget`` is what the job may spend, None is no cap; ``most_words`` and ``most_picture`` are
    the most that either may cost for one info. All in USD. ``retried`` are the stages that had
    the one retry of their next step in this run: an info that is put back does not get another.
    ``looks`` are those of infos whose picture was looked at before their turn.
    ``log_file`` is where the details are when something unexpected happens.
    """

    store: Store
    options: JobOptions
    placements: tuple[Placement, ...]
    fetcher: Fetcher
    writer: Writer
    painter: Painter
    gates: Gates
    budget: Decimal | None
    stop: threading.Event
    log_file: Path
    most_words: Decimal = Decimal(0)
    most_picture: Decimal = Decimal(0)
    tell: Tell = tell_nobody
    products: Once[Product] = field(default_factory=Once)
    pictures: Once[Picture] = field(default_factory=Once)
    retried: set[tuple[uuid.UUID, Status]] = field(default_factory=set)
    looks: dict[uuid.UUID, Look] = field(default_factory=dict)
    close: Callable[[], None] = lambda: None


def build_kit(
    settings: Settings,
    store: Store,
    job: uuid.UUID,
    *,
    stop: threading.Event | None = None,
    tell: Tell = tell_nobody,
    budget_usd: Decimal | None = None,
    ignore_robots: bool = False,
) -> Kit:
    """A kit for one job, from what is stored with it. ``budget_usd`` replaces its budget;
    ``ignore_robots`` holds although the job was made without it.

    Raises UsageError when the budget cannot be kept because a price is unknown.
    """
    compose.use_cut_out_model(settings.cutout_model)
    compose.keep_cut_outs(store.assets.cut_outs)
    options = store.options(job)
    limit = options.budget_usd if budget_usd is None else budget_usd
    words, picture = estimates(settings, options)
    refuse_unknown_price(limit, options, words, picture)
    stop = stop or threading.Event()
    fetcher = _fetcher(settings, options, stop, tell, ignore_robots=ignore_robots)
    gates = Gates.stopped_by(stop, options, tell)
    writer, painter, close = _providers(settings, options, fetcher, gates)
    return Kit(
        store=store,
        options=options,
        placements=placements.of_job(options),
        fetcher=fetcher,
        writer=writer,
        painter=painter,
        gates=gates,
        budget=limit,
        stop=stop,
        log_file=settings.log_file,
        most_words=words.most or Decimal(0),
        most_picture=picture.most or Decimal(0),
        tell=tell,
        close=close,
    )


def _fetcher(
    settings: Settings,
    options: JobOptions,
    stop: threading.Event,
    tell: Tell,
    *,
    ignore_robots: bool,
) -> HttpFetcher:
    from cta_batch.providers.http import HttpFetcher

    return HttpFetcher(
        allow_private=options.allow_private or settings.allow_private,
        ignore_robots=options.ignore_robots or ignore_robots,
        stop=stop,
        on_wait=_tell_waits(tell, Status.ANALYZING),
        place=PLACE.get,
        unwanted=_is_unwanted,
    )


def _is_unwanted() -> bool:
    unwanted = UNWANTED.get()
    return unwanted is not None and unwanted.is_set()


def estimates(settings: Settings, options: JobOptions) -> tuple[Estimate, Estimate]:
    """What the words and the picture of one info cost, before any call; None where unknown."""
    if options.provider is ProviderName.OFFLINE:
        free = Estimate(Decimal(0), Decimal(0))
        return free, free
    prices = Prices(settings.prices)
    width, height = background_size(placements.of_job(options))
    return (
        prices.text_estimate(options.text_model),
        prices.image_estimate(options.image_model, width, height, QUALITY),
    )


QUALITY = "medium"
"""What is asked of the image model: backgrounds are soft and lie behind the product."""


def refuse_unknown_price(
    limit: Decimal | None, options: JobOptions, words: Estimate, picture: Estimate
) -> None:
    """Raises UsageError when there is a budget and a model's price is not known."""
    if limit is None:
        return
    unknown = [
        model
        for model, estimate in ((options.text_model, words), (options.image_model, picture))
        if estimate.most is None
    ]
    if unknown:
        raise UsageError(
            f"A budget cannot be kept: the price of {' and '.join(unknown)} is not known;"
            f' put [prices."{unknown[0]}"] into the config file, or leave --budget out.'
        )


def _providers(
    settings: Settings, options: JobOptions, fetcher: HttpFetcher, gates: Gates
) -> tuple[Writer, Painter, Callable[[], None]]:
    """Who writes, who paints, and what to call when the last answer is saved."""
    from cta_batch.providers.offline import OfflinePainter, OfflineWriter

    if options.provider is ProviderName.OFFLINE:
        return OfflineWriter(), OfflinePainter(compose.paint_background), fetcher.close
    from cta_batch.providers.openai import OpenAIPainter, OpenAIWriter

    key = settings.api_key.get_secret_value() if settings.api_key else None
    prices = Prices(settings.prices)
    writer = OpenAIWriter(
        api_key=key,
        base_url=settings.base_url,
        model=options.text_model,
        prices=prices,
        stand_in=OfflineWriter(),
        notice=gates.words.notice,
    )
    painter = OpenAIPainter(
        api_key=key,
        base_url=settings.base_url,
        model=options.image_model,
        prices=prices,
        quality=QUALITY,
        fetch=lambda url: fetcher.made_picture(url).body,
        check=compose.check_picture,
        notice=gates.pictures.notice,
    )

    def close() -> None:
        for client in (writer, painter, fetcher):
            client.close()

    return writer, painter, close
