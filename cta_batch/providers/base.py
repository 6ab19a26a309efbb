"""Small Protocols and the values that pass through them. Nothing here does anything."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from cta_batch.domain import BackgroundStyle, BrandKit, CallOutcome, Palette, Plan, Product, Words


class CallLog(Protocol):
    """Is told of every request to a model server before it leaves, and how it ended.

    ``begin`` may refuse the request by raising; ``request_hash`` is ``request_hash`` of what is
    sent. ``cost`` in USD, None when it is not known; ``usage`` counts tokens.
    """

    def begin(self, model: str, request_hash: str) -> None: ...

    def end(
        self,
        outcome: CallOutcome,
        *,
        cost: Decimal | None = None,
        request_id: str | None = None,
        usage: dict[str, int] | None = None,
    ) -> None: ...


class Unlogged:
    """A ``CallLog`` for those who keep none."""

    def begin(self, model: str, request_hash: str) -> None:
        """Let it go."""

    def end(
        self,
        outcome: CallOutcome,
        *,
        cost: Decimal | None = None,
        request_id: str | None = None,
        usage: dict[str, int] | None = None,
    ) -> None:
        """Forget it."""


UNLOGGED = Unlogged()


@dataclass(frozen=True)
class Brief:
    """All that a writer may know: facts, the plan of this variant, language, brand.

    ``language`` is BCP 47; ``taken`` are headlines that sibling variants already use, ``earlier``
    those of ads that were made of the same page before. ``original`` is the same ad in its main
    language, for a localization. ``calls`` is told of every request that a writer sends to a
    server.
    """

    product: Product
    plan: Plan
    language: str
    brand: BrandKit | None = None
    taken: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    original: Words | None = None
    calls: CallLog = UNLOGGED


@dataclass(frozen=True)
class Scene:
    """What a background should be: ``prompt`` for a model, the rest for whoever paints itself.

    ``width`` × ``height`` in pixels is what we would like; a model may answer another size.
    ``picture`` is the product's own picture, for painters that take colours or blur from it.
    ``calls`` as in ``Brief``.
    """

    prompt: str
    width: int
    height: int
    style: BackgroundStyle
    seed: int
    palette: Palette
    picture: bytes | None = None
    calls: CallLog = UNLOGGED


@dataclass(frozen=True)
class Written:
    """An answer in words. ``cost_usd`` is None when the price is unknown.

    ``notes`` are sentences for the user about anything that was degraded (shortened and the like).
    """

    words: Words
    provider: str
    model: str
    cost_usd: Decimal | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Painted:
    """An answer in pixels: the file as it came (PNG, JPEG or WebP). Cost as in ``Written``."""

    data: bytes
    provider: str
    model: str
    cost_usd: Decimal | None


@dataclass(frozen=True)
class Download:
    """A fetched resource: the decoded body, its charset from the header, the final URL."""

    body: bytes
    url: str
    charset: str | None = None


class Writer(Protocol):
    """Writes the words of one variant. Raises ProviderError or JobStopped."""

    def write(self, brief: Brief) -> Written: ...


class Painter(Protocol):
    """Makes the background of one variant. Raises ProviderError or JobStopped."""

    def paint(self, scene: Scene) -> Painted: ...


class Fetcher(Protocol):
    """Brings pages, data and pictures. Raises PageError or PictureError.

    ``page`` takes an http(s) address, or a path or file: address of a saved page.
    ``data`` takes an http(s) address of JSON, and is not led to another host.
    ``picture`` needs the ``page_url`` that named it: only a saved page may name files.
    """

    def page(self, url: str) -> Download: ...

    def data(self, url: str) -> Download: ...

    def picture(self, url: str, *, page_url: str) -> Download: ...
