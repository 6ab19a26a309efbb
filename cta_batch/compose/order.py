"""What compose is asked for and what it gives back: plain values, no pixels touched here."""

from __future__ import annotations

from dataclasses import dataclass

from cta_batch.domain import BrandKit, Layout, Palette, Placement, Stands, Words


@dataclass(frozen=True)
class RenderOrder:
    """One info's creatives. ``picture`` and ``background`` are image files as they came.

    ``layout`` is what the plan wants; a placement where it is not clean may get another.
    ``palette`` None means: choose one from the product's own colours (``variant`` says which).
    ``background_is_ai`` decides what is written into the file about its origin. ``clean`` leaves
    out words, button and logo, for placements that forbid them. ``variant`` counts the variants of
    one URL from 0: sides and shapes go round by it, so that siblings differ.
    """

    picture: bytes
    background: bytes
    background_is_ai: bool
    words: Words
    layout: Layout
    placements: tuple[Placement, ...]
    seed: int
    palette: Palette | None = None
    brand: BrandKit | None = None
    clean: bool = False
    variant: int = 0


@dataclass(frozen=True)
class RenderedCreative:
    """A JPEG of exactly the placement's pixels. ``warnings`` are checks that stayed unmet.

    ``written`` names the texts of ``Words`` that stand in it, ``stands`` says where the product is,
    ``overruled`` the roles of the palette whose colour is not what it shows.
    """

    placement: Placement
    data: bytes
    layout: Layout
    warnings: tuple[str, ...]
    written: frozenset[str] = frozenset()
    stands: Stands = "alone"
    overruled: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Rendered:
    """All creatives of one order, with the palette that was used."""

    palette: Palette
    creatives: tuple[RenderedCreative, ...]
